extension PatternReader {
  private static let oneKey = PatternError("Only one key allowed in match expression")
  private static let tooMany = PatternError("Too many elements in numeric expression")

  /// What an operator in braces asks, read from behind its brace.
  mutating func expression() throws(PatternError) -> Alternative {
    guard try tokens.next() == .name else { throw PatternError("Match expression name not found") }
    let name = text
    switch name {
    case "exactly": return .string(try closedString("exact match pattern must be a string"))
    case "prefix", "suffix": return .passing(try affix(name))
    case "equals-ignore-case":
      return .passing(
        .ignoringCase(try closedString("equals-ignore-case match pattern must be a string")))
    case "wildcard" where dialect != .filter:
      try string(tokens.next(), "wildcard match pattern must be a string")
      let test = try StringTest.wildcard(tokens.text)
      try closed(Self.oneKey)
      return .passing(test)
    case "numeric":
      let alternative = try numeric()
      try closed(Self.tooMany)
      return alternative
    case "cidr":
      try string(tokens.next(), "prefix match pattern must be a string")
      let range = try AddressRange(block: tokens.text)
      try closed(Self.oneKey)
      return .address(range)
    case "exists": return try exists()
    case "anything-but": return try anythingBut()
    default: throw PatternError("Unrecognized match type \(name)")
    }
  }

  private mutating func closed(_ otherwise: PatternError) throws(PatternError) {
    guard try tokens.next() == .endObject else { throw otherwise }
  }

  private mutating func string(_ token: Token, _ otherwise: String) throws(PatternError) {
    guard token == .string else { throw PatternError(otherwise) }
    try tokens.confirm()
  }

  private mutating func closedString(_ otherwise: String) throws(PatternError) -> [UInt8] {
    try string(tokens.next(), otherwise)
    let text = tokens.text
    try closed(Self.oneKey)
    return text
  }

  private mutating func affix(_ name: String) throws(PatternError) -> StringTest {
    let isPrefix = name == "prefix"
    let token = try tokens.next()
    guard token == .startObject else {
      try string(token, "\(name) match pattern must be a string")
      let text = tokens.text
      try closed(Self.oneKey)
      return isPrefix ? .prefix(text) : .suffix(text)
    }
    guard try tokens.next() == .name else {
      throw PatternError("\(isPrefix ? "Prefix" : "Suffix") expression name not found")
    }
    guard text == "equals-ignore-case" else {
      throw PatternError("Unsupported \(name) pattern: \(text)")
    }
    let text = try closedString("equals-ignore-case match pattern must be a string")
    try closed(Self.oneKey)
    return isPrefix ? .prefixIgnoringCase(text) : .suffixIgnoringCase(text)
  }

  private mutating func exists() throws(PatternError) -> Alternative {
    let token = try tokens.next()
    guard token == .yes || token == .no else {
      throw PatternError("exists match pattern must be either true or false.")
    }
    try closed(Self.oneKey)
    return token == .yes ? .present : .absent
  }

  private mutating func anythingBut() throws(PatternError) -> Alternative {
    var token = try tokens.next()
    guard token == .startObject else {
      let alternative = try anythingButPlain(token)
      try closed(Self.tooMany)
      return alternative
    }
    guard try tokens.next() == .name else {
      throw PatternError("Anything-But expression name not found")
    }
    let name = text
    guard dialect.nestedUnderAnythingBut.contains(name) else {
      throw PatternError("Unsupported anything-but pattern: \(name)")
    }
    token = try tokens.next()
    try checkAnythingBut(token)
    var tests: [StringTest] = []
    if token == .startArray {
      token = try tokens.next()
      while token != .endArray {
        tests.append(try anythingButTest(name, token))
        token = try tokens.next()
      }
      // AWS's engine lets an empty list pass here and fails when it adds the rule.
      if tests.isEmpty {
        throw PatternError("Inside anything-but/\(name) list, no value is found.")
      }
    } else {
      tests.append(try anythingButTest(name, token))
    }
    try closed(Self.tooMany)
    try closed(Self.tooMany)
    return .anythingBut(tests)
  }

  private func checkAnythingBut(_ token: Token) throws(PatternError) {
    guard token == .startArray || token == .string || token == .number else {
      throw PatternError("Value of anything-but must be an array or single string/number value.")
    }
  }

  private mutating func anythingButTest(_ name: String, _ token: Token) throws(PatternError)
    -> StringTest
  {
    switch name {
    case "equals-ignore-case":
      try string(
        token,
        "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.")
      return .ignoringCase(tokens.text)
    case "wildcard" where dialect != .filter:
      try string(token, "wildcard match pattern must be a string")
      return try .wildcard(tokens.text)
    default:
      try string(token, "prefix/suffix match pattern must be a string")
      if tokens.text.isEmpty { throw PatternError("Null prefix/suffix not allowed") }
      return name == "prefix" ? .prefix(tokens.text) : .suffix(tokens.text)
    }
  }

  private mutating func anythingButPlain(_ first: Token) throws(PatternError) -> Alternative {
    try checkAnythingBut(first)
    var numbers: [Double] = []
    var tests: [StringTest] = []
    var token = first == .startArray ? try tokens.next() : first
    while token != .endArray {
      switch token {
      case .string: tests.append(.exactly(tokens.text))
      case .number: numbers.append(try comparable())
      default:
        throw PatternError("Inside anything but list, start|null|boolean is not supported.")
      }
      if first != .startArray { break }
      token = try tokens.next()
    }
    guard numbers.isEmpty != tests.isEmpty else {
      throw PatternError(
        "Inside anything but list, either all values are number or string, "
          + "mixed type is not supported")
    }
    return tests.isEmpty ? .anyNumberBut(numbers) : .anythingBut(tests)
  }

  /// The last token as a number that can be compared.
  func comparable() throws(PatternError) -> Double { try Self.comparable(tokens.text) }

  /// A number that can be compared.
  static func comparable(_ spelling: [UInt8]) throws(PatternError) -> Double {
    guard let number = ComparableNumber.value(spelling) else {
      throw PatternError("Cannot compare number : \(Characters.shown(spelling))")
    }
    return number
  }
}
