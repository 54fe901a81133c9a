/// What an event has to look like: EventBridge's pattern language, compiled once.
///
///     let pattern = try EventPattern(#"{"detail": {"size": [{"numeric": [">", 0]}]}}"#)
///     try pattern.matches(#"{"source": "aws.s3", "detail": {"size": 5}}"#)  // true
///
/// The language is the one of AWS's engine, its peculiarities included; see patterns.md.
public struct EventPattern: Sendable {
  /// A field and what it may hold.
  struct Leaf: Sendable {
    /// The names from the top, joined by dots.
    let path: [UInt8]
    /// One of these has to hold.
    var alternatives: [Alternative]
    /// How many objects of the pattern the field lies in, the pattern itself included.
    var depth = 1
  }

  /// Fields that all have to match, in the code-unit order of their paths.
  struct Branch: Sendable {
    var leaves: [Leaf]
  }

  /// The alternatives that `$or` spans; one of them has to match.
  let branches: [Branch]
  /// The paths of all branches, and where in the event their fields are.
  let paths: PathTable
  /// For each branch and each of its leaves the field of ``paths``.
  private let fields: [[Int]]

  /// Compiles a pattern.
  ///
  /// - Throws: AWS's reason, if it would refuse the pattern.
  public init(_ text: String, dialect: PatternDialect = .rules) throws(PatternError) {
    try self.init(bytes: Array(text.utf8), dialect: dialect)
  }

  /// Compiles a pattern given as UTF-8.
  init(bytes text: [UInt8], dialect: PatternDialect = .rules) throws(PatternError) {
    var reader = PatternReader(text, dialect: dialect)
    let branches = try reader.pattern()
    try WildcardComplexity.check(branches)
    self.init(branches: branches)
  }

  /// A pattern of these branches, their fields in order.
  init(branches: [Branch]) {
    self.branches = branches
    var paths = PathTree()
    fields = branches.map { branch in branch.leaves.map { paths.add($0.path) } }
    self.paths = PathTable(paths)
  }

  /// The paths of the fields that it reads, their names joined by dots.
  public var fieldPaths: [String] {
    branches.flatMap { $0.leaves.map { String(decoding: $0.path, as: UTF8.self) } }
  }

  /// Whether an event matches.
  ///
  /// A ``PatternSet`` is the fast way for many events or many patterns.
  ///
  /// - Throws: The parser's reason, if the event is no JSON object.
  public func matches(_ event: String) throws(PatternError) -> Bool {
    try matches(bytes: Array(event.utf8))
  }

  /// Whether an event given as UTF-8 matches.
  func matches(bytes event: [UInt8]) throws(PatternError) -> Bool {
    matches(try EventFields(reading: event, paths: paths))
  }

  /// One of the branches matches.
  func matches(_ event: EventFields) -> Bool {
    branches.indices.contains { branches[$0].matches(event, fields: fields[$0]) }
  }
}

extension EventPattern.Branch {
  /// Every leaf is satisfied, all of them within the same elements of arrays.
  func matches(_ event: EventFields, fields: [Int]) -> Bool {
    var chosen: [ArrayElement] = []
    return matches(event, fields: fields, from: 0, within: &chosen)
  }

  private func matches(
    _ event: EventFields, fields: [Int], from index: Int,
    within chosen: inout [ArrayElement]
  ) -> Bool {
    guard index < leaves.count else { return true }
    let field = fields[index]
    for alternative in leaves[index].alternatives where alternative == .absent {
      guard !event.hasValue(of: field, within: chosen) else { continue }
      if matches(event, fields: fields, from: index + 1, within: &chosen) { return true }
    }
    var next = event.firstValue(of: field)
    while let value = next {
      next = event.value(after: value)
      let count = chosen.count
      guard event.choose(value, within: &chosen) else { continue }
      if leaves[index].alternatives.contains(where: { $0.accepts(value, of: event) }),
        matches(event, fields: fields, from: index + 1, within: &chosen)
      {
        return true
      }
      chosen.removeLast(chosen.count - count)
    }
    return false
  }
}
