import Documents

/// The statement of a rule, cut into its three clauses.
struct TopicStatement {
  /// What is sent on.
  let selection: ArraySlice<StatementToken>
  /// The filter of topics; nil where the statement names none.
  let topic: String?
  /// Which messages are meant; nil where all are.
  let condition: ArraySlice<StatementToken>?

  /// Cuts a statement; nil where it is none.
  init?(_ text: String) {
    guard let tokens = StatementToken.all(of: text), let first = tokens.first,
      first.isKeyword("select")
    else { return nil }
    let begins = Self.begins(in: tokens)
    selection = tokens[1..<(begins.from ?? begins.condition ?? tokens.count)]
    guard !selection.isEmpty else { return nil }
    condition = begins.condition.map { tokens[($0 + 1)...] }
    guard let from = begins.from else {
      topic = nil
      return
    }
    guard from + 1 < tokens.count, case .text(let topic) = tokens[from + 1],
      from + 2 == begins.condition ?? tokens.count
    else { return nil }
    self.topic = topic
  }

  /// Where the clauses begin, outside of brackets.
  private static func begins(in tokens: [StatementToken]) -> (from: Int?, condition: Int?) {
    var depth = 0
    var (from, condition): (Int?, Int?) = (nil, nil)
    for (index, token) in tokens.enumerated() {
      if token == .sign("(") { depth += 1 }
      if token == .sign(")") { depth -= 1 }
      guard depth == 0, condition == nil else { continue }
      if from == nil, token.isKeyword("from") { from = index }
      if token.isKeyword("where") { condition = index }
    }
    return (from, condition)
  }
}
