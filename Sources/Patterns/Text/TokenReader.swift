/// Reads JSON token by token, strictly, with the refusals of the parser that AWS's engine uses.
///
/// A parser that stops at the closing brace: what stands behind is not looked at.
struct TokenReader {
  /// An object or array that is open.
  private struct Scope {
    let isArray: Bool
    let start: Int
    var count = 0
  }

  /// The most objects and arrays inside each other: the default of Jackson.
  static let depthLimit = 1000

  /// The JSON as UTF-8.
  let bytes: [UInt8]
  /// What is being read, for the refusals.
  let stage: PatternError.Stage
  /// What is read next.
  var at = 0
  /// The name, text or number last read, a lone surrogate standing by itself.
  var text: [UInt8] = []
  /// Where the value of the name last read begins.
  private(set) var valueStart = 0
  private var scopes: [Scope] = []
  private var isAfterName = false
  /// A value without quotes or brackets, read with its name as the parser does.
  private var pending: (token: Token, text: [UInt8])?
  /// What is wrong in the string last read: the parser finds it once somebody asks for the string.
  private var slipInString: PatternError?

  /// A reader at the start of a text.
  init(_ bytes: [UInt8], stage: PatternError.Stage) {
    self.bytes = bytes
    self.stage = stage
  }

  /// The next byte; 0 at the end.
  var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  /// Reads the next token.
  mutating func next() throws(PatternError) -> Token {
    try confirm()
    if let (token, text) = pending {
      pending = nil
      isAfterName = false
      self.text = text
      return token
    }
    try skipWhite()
    if isAfterName {
      isAfterName = false
      return try value()
    }
    guard at < bytes.count else {
      guard let scope = scopes.last else { return .end }
      throw end(
        ": expected close marker for \(scope.isArray ? "Array" : "Object") "
          + "(start marker at \(location(of: scope.start)))")
    }
    if byte == 0x5D || byte == 0x7D { return try close() }
    guard let scope = scopes.last else { return try value() }
    if scope.count > 0 {
      guard byte == 0x2C else {
        let kind = scope.isArray ? "Array" : "Object"
        throw unexpected(": was expecting comma to separate \(kind) entries")
      }
      at += 1
      try skipWhite()
      if at == bytes.count { throw endInside() }
    }
    scopes[scopes.count - 1].count += 1
    if scope.isArray { return try value() }
    return try name()
  }

  /// Refuses the string last read, if something is wrong in it.
  func confirm() throws(PatternError) {
    if let slipInString { throw slipInString }
  }

  private mutating func close() throws(PatternError) -> Token {
    let isArray = byte == 0x5D
    guard let scope = scopes.last else {
      throw unexpected(": expected a valid value \(Self.values)")
    }
    guard scope.isArray == isArray else {
      throw slip(
        "Unexpected close marker '\(isArray ? "]" : "}")': expected '\(scope.isArray ? "]" : "}")' "
          + "(for \(scope.isArray ? "Array" : "Object") starting at \(location(of: scope.start)))")
    }
    at += 1
    scopes.removeLast()
    return isArray ? .endArray : .endObject
  }

  private mutating func name() throws(PatternError) -> Token {
    guard byte == 0x22 else {
      throw unexpected(": was expecting double-quote to start field name")
    }
    try quoted(isName: true)
    try skipWhite()
    if at == bytes.count { throw endInside() }
    guard byte == 0x3A else {
      throw unexpected(": was expecting a colon to separate field name and value")
    }
    at += 1
    try skipWhite()
    if at == bytes.count { throw endInside() }
    isAfterName = true
    valueStart = at
    if byte != 0x22, byte != 0x7B, byte != 0x5B {
      let name = text
      pending = (try value(), text)
      text = name
    }
    return .name
  }

  private mutating func value() throws(PatternError) -> Token {
    switch byte {
    case "{", "[":
      let isArray = byte == 0x5B
      scopes.append(Scope(isArray: isArray, start: at))
      if scopes.count > Self.depthLimit {
        throw slip(
          "Document nesting depth (\(scopes.count)) exceeds the maximum allowed "
            + "(\(Self.depthLimit), from `StreamReadConstraints.getMaxNestingDepth()`)")
      }
      at += 1
      return isArray ? .startArray : .startObject
    case "\"":
      do throws(PatternError) {
        try quoted(isName: false)
      } catch {
        slipInString = error
      }
      return .string
    case "-", 0x30...0x39:
      try number()
      return .number
    default: return try word()
    }
  }

  private mutating func skipWhite() throws(PatternError) {
    while at < bytes.count {
      if byte.isWhite {
        at += 1
      } else if byte == 0x2F {
        throw unexpected(
          ": maybe a (non-standard) comment? (not recognized as one since Feature "
            + "'ALLOW_COMMENTS' not enabled for parser)")
      } else if byte < 0x20 {
        throw slip(
          "Illegal character (\(shown(at))): only regular white space (\\r, \\n, \\t) "
            + "is allowed between tokens")
      } else {
        return
      }
    }
  }

  private func endInside() -> PatternError {
    end(" within/between \(scopes.last?.isArray == true ? "Array" : "Object") entries")
  }
}
