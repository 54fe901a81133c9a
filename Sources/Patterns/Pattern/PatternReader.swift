/// Reads a pattern into branches, each refusal in the words of AWS's engine.
struct PatternReader {
  /// The text, token by token.
  var tokens: TokenReader
  /// What of the language may be used.
  let dialect: PatternDialect
  /// The branches so far; none before the first field.
  private var branches: [EventPattern.Branch] = []
  private var path: [[UInt8]] = []

  /// The most branches that `$or` may span.
  static let branchLimit = 1000
  /// The most fields of a branch.
  static let leafLimit = 256

  /// Names that no field inside `$or` may have.
  private static let reserved: [String] = [
    "exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard",
    "numeric", "cidr", "=", "<", "<=", ">", ">=", "regex", "not-wildcard",
    "not-equals-ignore-case", "date-after", "date-on-or-after", "date-before",
    "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range",
  ]

  /// A reader at the start of a pattern.
  init(_ bytes: [UInt8], dialect: PatternDialect = .rules) {
    self.dialect = dialect
    tokens = TokenReader(bytes, stage: .pattern)
  }

  /// The text of the last token.
  var text: String { Characters.shown(tokens.text) }

  /// The branches of the whole pattern, their fields in order.
  mutating func pattern() throws(PatternError) -> [EventPattern.Branch] {
    guard try tokens.next() == .startObject else { throw PatternError("Filter is not an object") }
    try object(isInsideOr: false)
    for index in branches.indices {
      let count = branches[index].leaves.count
      guard count <= Self.leafLimit else {
        throw PatternError("Size of rule exceeds max value of \(Self.leafLimit)")
      }
      let keyed = branches[index].leaves.map { (key: Characters.units($0.path), leaf: $0) }
      branches[index].leaves =
        keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { $0.leaf }
    }
    return branches
  }

  private mutating func object(isInsideOr: Bool) throws(PatternError) {
    var isEmpty = true
    while try tokens.next() != .endObject {
      isEmpty = false
      let name = tokens.text
      if name.elementsEqual("$or".utf8) {
        guard dialect == .policy else {
          try alternatives()
          continue
        }
        if try alternativesOrName() { continue }
      }
      if isInsideOr, Self.reserved.contains(where: { name.elementsEqual($0.utf8) }) {
        throw PatternError(
          "\(text) is Ruler reserved fieldName which cannot be used inside $or.")
      }
      switch try tokens.next() {
      case .startObject:
        path.append(name)
        try object(isInsideOr: isInsideOr)
        path.removeLast()
      case .startArray:
        try list(at: extended(by: name))
      default:
        throw PatternError("\"\(Characters.shown(name))\" must be an object or an array")
      }
    }
    if isEmpty { throw PatternError("Empty objects are not allowed") }
  }

  /// The path of a field here; where all names above it are empty together, they vanish.
  private func extended(by name: [UInt8]) -> [UInt8] {
    let base = Array(path.joined(separator: [0x2E]))
    return base.isEmpty ? name : base + [0x2E] + name
  }

  /// Reads `$or`; where it does not span alternatives, goes back to read it as a name.
  private mutating func alternativesOrName() throws(PatternError) -> Bool {
    let before = self
    do throws(PatternError) {
      try alternatives()
      return true
    } catch let slip {
      let isMalformed = slip.message.hasSuffix("$or.") || slip.message.hasSuffix("relationship.")
      guard isMalformed else { throw slip }
      self = before
      return false
    }
  }

  private mutating func alternatives() throws(PatternError) {
    let before = branches.isEmpty ? [EventPattern.Branch(leaves: [])] : branches
    var after: [EventPattern.Branch] = []
    guard try tokens.next() == .startArray else {
      throw PatternError("It must be an Array followed with $or.")
    }
    var count = 0
    while true {
      let token = try tokens.next()
      if token == .endArray { break }
      guard token == .startObject else {
        throw PatternError("Only JSON object is allowed in array of $or relationship.")
      }
      count += 1
      branches = before
      try object(isInsideOr: true)
      after += branches
      if after.count > Self.branchLimit {
        throw PatternError("Rule has more than \(Self.branchLimit) $or combinations")
      }
    }
    guard count >= 2 else {
      throw PatternError("There must have at least 2 Objects in $or relationship.")
    }
    branches = after
  }

  private mutating func list(at path: [UInt8]) throws(PatternError) {
    var alternatives: [Alternative] = []
    while true {
      switch try tokens.next() {
      case .endArray:
        guard !alternatives.isEmpty else { throw PatternError("Empty arrays are not allowed") }
        add(
          EventPattern.Leaf(
            path: path, alternatives: alternatives, depth: self.path.count + 1))
        return
      case .startObject: alternatives.append(try expression())
      case .string:
        let address = Address.bytes(tokens.text).map { AddressRange(address: $0) }
        alternatives.append(address.map { .address($0) } ?? .string(tokens.text))
      case .number:
        let number = ComparableNumber.value(tokens.text)
        alternatives.append(number.map { .number($0) } ?? .spelling(tokens.text))
      case .yes: alternatives.append(.spelling(Array("true".utf8)))
      case .no: alternatives.append(.spelling(Array("false".utf8)))
      case .null: alternatives.append(.spelling(Array("null".utf8)))
      default:
        throw PatternError("Match value must be String, number, true, false, or null")
      }
    }
  }

  /// Adds a field to every branch, in the place of one with the same path.
  private mutating func add(_ leaf: EventPattern.Leaf) {
    if branches.isEmpty { branches = [EventPattern.Branch(leaves: [])] }
    for index in branches.indices {
      branches[index].leaves.removeAll { $0.path == leaf.path }
      branches[index].leaves.append(leaf)
    }
  }
}
