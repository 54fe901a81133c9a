import Blueprints

/// The rule of a composite alarm: states of other alarms, and what follows from them.
indirect enum AlarmRule: Equatable {
  case constant(Bool)
  /// Whether the alarm of an index is in a state.
  case isIn(AlarmState, Int)
  case not(AlarmRule)
  case and(AlarmRule, AlarmRule)
  case or(AlarmRule, AlarmRule)

  /// Whether it holds while the alarms are in their states.
  func holds(_ state: (Int) -> AlarmState) -> Bool {
    switch self {
    case .constant(let truth): truth
    case .isIn(let wanted, let alarm): state(alarm) == wanted
    case .not(let inner): !inner.holds(state)
    case .and(let left, let right): left.holds(state) && right.holds(state)
    case .or(let left, let right): left.holds(state) || right.holds(state)
    }
  }
}

/// Reads rules as `ALARM("one") AND NOT (OK(two) OR TRUE)`: NOT binds closest, then AND, then OR.
struct AlarmRuleReader {
  /// What is wrong with a rule, and after how many of its bytes.
  struct Slip: Error, Equatable {
    let problem: String
    let offset: Int
  }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  /// The alarms that it names, each once, in the order of their first mention.
  private(set) var names: [String] = []
  /// The rule.
  private(set) var rule = AlarmRule.constant(false)

  /// Reads a whole rule.
  init(_ text: String) throws(Slip) {
    bytes = Array(text.utf8)
    rule = try either()
    skipSpaces()
    guard position == bytes.count else {
      throw slip("expected AND, OR or the end of the rule")
    }
  }

  private func slip(_ problem: String) -> Slip { Slip(problem: problem, offset: position) }

  private mutating func skipSpaces() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ mark: Character) -> Bool {
    skipSpaces()
    guard position < bytes.count, bytes[position] == mark.asciiValue else { return false }
    position += 1
    return true
  }

  /// The next word of capitals, which is left where it is.
  private mutating func word() -> String {
    skipSpaces()
    let rest = bytes[position...]
    return String(decoding: rest.prefix { 0x41...0x5A ~= $0 || $0 == 0x5F }, as: UTF8.self)
  }

  private mutating func take(word wanted: String) -> Bool {
    guard word() == wanted else { return false }
    position += wanted.utf8.count
    return true
  }

  private mutating func either() throws(Slip) -> AlarmRule {
    var left = try both()
    while take(word: "OR") { left = .or(left, try both()) }
    return left
  }

  private mutating func both() throws(Slip) -> AlarmRule {
    var left = try one()
    while take(word: "AND") { left = .and(left, try one()) }
    return left
  }

  private mutating func one() throws(Slip) -> AlarmRule {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw slip("the rule is nested too deep") }
    if take(word: "NOT") { return .not(try one()) }
    if take(word: "TRUE") { return .constant(true) }
    if take(word: "FALSE") { return .constant(false) }
    if take("(") {
      let inner = try either()
      guard take(")") else { throw slip("expected )") }
      return inner
    }
    guard let state = AlarmState(rawValue: word()) else {
      throw slip("expected ALARM, OK, INSUFFICIENT_DATA, TRUE, FALSE, NOT or (")
    }
    position += state.rawValue.utf8.count
    guard take("(") else { throw slip("expected ( and the name of an alarm") }
    let name = try name()
    guard take(")") else { throw slip("expected )") }
    let index = names.firstIndex(of: name) ?? names.count
    if index == names.count { names.append(name) }
    return .isIn(state, index)
  }

  /// A name or an ARN, in quotes or without.
  private mutating func name() throws(Slip) -> String {
    var name: [UInt8] = []
    if take("\"") {
      while position < bytes.count, bytes[position] != 0x22 {
        if bytes[position] == 0x5C, position + 1 < bytes.count { position += 1 }
        name.append(bytes[position])
        position += 1
      }
      guard take("\"") else { throw slip("a name has no closing quote") }
    } else {
      skipSpaces()
      while position < bytes.count, bytes[position] != 0x29, bytes[position] != 0x28 {
        name.append(bytes[position])
        position += 1
      }
      while name.last == 0x20 { name.removeLast() }
    }
    guard !name.isEmpty else { throw slip("expected the name of an alarm") }
    return String(decoding: name, as: UTF8.self)
  }
}
