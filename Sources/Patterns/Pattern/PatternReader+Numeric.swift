extension PatternReader {
  private static let tooMany = PatternError("Too many elements in numeric expression")
  private static let emptyRange = PatternError("Bottom must be less than top")

  /// What `numeric` asks, from its value on to the end of its list.
  mutating func numeric() throws(PatternError) -> Alternative {
    guard try tokens.next() == .startArray else {
      throw PatternError("Value of numeric must be an array.")
    }
    let first = try tokens.next()
    guard first == .string else {
      throw PatternError("Invalid member in numeric match: \(shown(first))")
    }
    let comparison = text
    let token = try tokens.next()
    guard ["=", "<", "<=", ">", ">="].contains(comparison) else {
      throw PatternError("Unrecognized numeric range operator: \(comparison)")
    }
    guard token == .number else {
      throw PatternError(
        "Value of \(comparison == "=" ? "equals" : comparison) must be numeric")
    }
    let spelling = tokens.text
    let next = try tokens.next()
    if comparison == ">" || comparison == ">=", next != .endArray {
      return try upperBound(next, above: spelling, includesLow: comparison == ">=")
    }
    guard next == .endArray else { throw Self.tooMany }
    let number = try Self.comparable(spelling)
    switch comparison {
    case "=": return .number(number)
    case "<", "<=":
      guard number > -Double.greatestFiniteMagnitude else { throw Self.emptyRange }
      return .range(.below(number, including: comparison == "<="))
    default:
      guard number < Double.greatestFiniteMagnitude else { throw Self.emptyRange }
      return .range(.above(number, including: comparison == ">="))
    }
  }

  private mutating func upperBound(
    _ token: Token, above low: [UInt8], includesLow: Bool
  ) throws(PatternError) -> Alternative {
    guard token == .string else {
      throw PatternError("Bad value in numeric range: \(shown(token))")
    }
    try tokens.confirm()
    let comparison = text
    guard comparison == "<" || comparison == "<=" else {
      throw PatternError("Bad numeric range operator: \(comparison)")
    }
    guard try tokens.next() == .number else {
      throw PatternError("Value of \(comparison) must be numeric")
    }
    let high = tokens.text
    guard try tokens.next() == .endArray else {
      throw PatternError("Too many terms in numeric range expression")
    }
    let range = NumberRange(
      low: try Self.comparable(low), includesLow: includesLow,
      high: try Self.comparable(high), includesHigh: comparison == "<=")
    guard range.low < range.high else { throw Self.emptyRange }
    return .range(range)
  }

  private func shown(_ token: Token) -> String {
    token.mark.isEmpty ? text : token.mark
  }
}
