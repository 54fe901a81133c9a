/// Reads one JSON value by recursive descent, in one pass over the bytes.
struct JSONReader {
  /// The text being read.
  let source: SourceText
  /// The bounds that hold.
  let limits: Document.Limits
  /// The text as UTF-8.
  let bytes: [UInt8]
  /// What is read next.
  var at: Int
  private var nodes = 0

  /// A reader at the start of a text.
  init(source: SourceText, limits: Document.Limits) {
    self.source = source
    self.limits = limits
    bytes = source.bytes
    at = source.contentStart
  }

  /// The next byte; 0 at the end.
  var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  /// A slip here or at another offset.
  func slip(_ problem: String, _ remedy: String, at offset: Int? = nil) -> InputError {
    InputError(problem, remedy: remedy, at: source.place(at: offset ?? at))
  }

  /// The value that the whole text is.
  mutating func document() throws(InputError) -> Document {
    try skipSpace()
    guard at < bytes.count else { throw slip("the file is empty", "write a JSON value") }
    let document = try value(depth: 1)
    try skipSpace()
    guard at == bytes.count else {
      throw slip("the file goes on after its value", "keep one value to a file")
    }
    return document
  }

  private mutating func skipSpace() throws(InputError) {
    while at < bytes.count, bytes[at].isBlank || bytes[at].isBreak { at += 1 }
    if byte == "#" || (byte == "/" && at + 1 < bytes.count && bytes[at + 1] != " ") {
      throw slip("JSON has no comments", "remove it, or write the file as YAML")
    }
  }

  private mutating func value(depth: Int) throws(InputError) -> Document {
    let place = source.place(at: at)
    if depth > limits.depth { throw limits.tooDeep(at: place) }
    nodes += 1
    if nodes > limits.nodes { throw limits.tooMany(at: place) }
    switch byte {
    case "{": return Document(.map(try object(depth: depth)), at: place)
    case "[": return Document(.list(try array(depth: depth)), at: place)
    case "\"": return Document(.text(try quotedText()), at: place)
    case "-", 0x30...0x39: return Document(.number(try number()), at: place)
    default: return Document(try word(), at: place)
    }
  }

  private mutating func array(depth: Int) throws(InputError) -> [Document] {
    let open = at
    var items: [Document] = []
    at += 1
    try skipSpace()
    if byte == "]" {
      at += 1
      return items
    }
    while true {
      items.append(try value(depth: depth + 1))
      guard try goesOn(closing: "]", openedAt: open) else { return items }
    }
  }

  private mutating func object(depth: Int) throws(InputError) -> DocumentMap {
    let open = at
    var map = DocumentMap()
    at += 1
    try skipSpace()
    if byte == "}" {
      at += 1
      return map
    }
    while true {
      let keyPlace = source.place(at: at)
      let key = try key(openedAt: open)
      try skipSpace()
      if at == bytes.count { throw unclosed(open) }
      guard byte == ":" else {
        throw slip(
          "a colon is missing after the key \(Wording.excerpt(key))", "write a colon and the value")
      }
      at += 1
      try skipSpace()
      let entry = (key: key, keyPlace: keyPlace, value: try value(depth: depth + 1))
      if let earlier = map.add(entry) { throw .duplicate(entry, earlier: earlier) }
      guard try goesOn(closing: "}", openedAt: open) else { return map }
    }
  }

  private mutating func key(openedAt open: Int) throws(InputError) -> String {
    if byte == "\"" { return try quotedText() }
    if at == bytes.count { throw unclosed(open) }
    if byte == "'" { throw slip("a key in single quotes", "use double quotes") }
    throw slip("a key is missing here", "write a key in double quotes")
  }

  /// Takes a comma and goes on, or the closing bracket and is done.
  private mutating func goesOn(
    closing: Unicode.Scalar, openedAt open: Int
  ) throws(InputError) -> Bool {
    try skipSpace()
    if byte == closing {
      at += 1
      return false
    }
    guard at < bytes.count else { throw unclosed(open) }
    guard byte == "," else {
      if byte == "]" || byte == "}" {
        throw slip(
          "the \(Unicode.Scalar(bytes[open])) of line \(source.line(at: open)) "
            + "ends with the wrong bracket",
          "close it with \(closing)")
      }
      throw slip("a comma is missing here", "write a comma between two entries")
    }
    let comma = at
    at += 1
    try skipSpace()
    if byte == "]" || byte == "}" {
      throw slip("a comma before the closing bracket", "remove it", at: comma)
    }
    guard at < bytes.count else { throw unclosed(open) }
    return true
  }

  private func unclosed(_ open: Int) -> InputError {
    let closing = bytes[open] == "[" ? "]" : "}"
    return slip(
      "this \(Unicode.Scalar(bytes[open])) is never closed", "close it with \(closing)", at: open)
  }
}
