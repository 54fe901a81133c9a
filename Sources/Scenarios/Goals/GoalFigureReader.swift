import Blueprints
import Documents
import Measures

/// Reads what a goal measures, and where.
struct GoalFigureReader {
  /// What is measured, in which unit, and how its values become one figure.
  struct Figure {
    var subject: Goal.Subject
    var unit: UnitOfMeasure
    var statistic: Goal.Statistic?
  }

  let vocabulary: GoalVocabulary
  let words: GoalWords
  /// The words between the statistic and the comparison.
  let range: Range<Int>
  let statistic: Goal.Statistic?
  /// Whether it is judged interval by interval.
  let isSampled: Bool

  func read() throws(InputError) -> Figure {
    if words[range.lowerBound] == "goodput" { return try goodput() }
    let (end, route) = try route()
    let name = words.joined(range.lowerBound..<end)
    if name == "latency" { return try latency(route) }
    if name == "cost" || name == "cost per month" { return try cost(name, route) }
    if name == "amplification" { return try amplification(route) }
    if let column = Goal.Column(rawValue: name) {
      if vocabulary.hasAllEdges {
        try LedgerPlaces(vocabulary.edges).check(
          column, along: route, at: words.place(of: range.upperBound - 1))
      }
      return try counted(.ledger(column, route), .messages)
    }
    if let effect = Goal.Effect(rawValue: name) {
      return try counted(.effect(effect, at: try consumers(route)), .messages)
    }
    return try measure(name, route, end)
  }

  /// Where the measure ends and what place follows it.
  private func route() throws(InputError) -> (end: Int, route: Goal.Route) {
    guard let mark = words.firstIndex(of: ["at", "from", "to"], in: range) else {
      return (range.upperBound, .everywhere)
    }
    let isBetween = words[mark] == "to"
    guard mark + 1 < range.upperBound, !isBetween || mark - 1 > range.lowerBound else {
      throw InputError(
        "this goal does not say \(words[mark]) what",
        remedy: "write at OrderQueue, from Shop, or Shop to ProcessOrder", at: words.place(of: mark)
      )
    }
    guard mark + 2 == range.upperBound else {
      throw InputError(
        "\(words[mark + 2]) is one word too many", remedy: "a place is one name",
        at: words.place(of: mark + 2))
    }
    let label = try vocabulary.label(words, mark + 1)
    guard isBetween else { return (mark, words[mark] == "at" ? .at(label) : .from(label)) }
    return (mark - 1, .between(try vocabulary.label(words, mark - 1), label))
  }

  private func latency(_ route: Goal.Route) throws(InputError) -> Figure {
    guard let statistic else {
      throw InputError(
        "latency needs a statistic", remedy: "for example p99 of latency",
        at: words.place(of: range.lowerBound))
    }
    if case .at(let label) = route, !vocabulary.consumers.contains(label) {
      throw notRun(label)
    }
    if case .between(let from, let to) = route { try checkWay(from, to) }
    try check(statistic, .samples, "latency")
    try checkBound(in: .nanoseconds)
    return Figure(subject: .latency(route), unit: unit(.nanoseconds), statistic: statistic)
  }

  /// A latency is between a client and a consumer, or along one edge.
  private func checkWay(_ from: String, _ to: String) throws(InputError) {
    let isHop = vocabulary.edges.contains { $0.from == from && $0.to == to }
    let isClient = vocabulary.names.clients.contains(from)
    guard !isHop, !(isClient && vocabulary.consumers.contains(to)) else { return }
    if isClient { throw notRun(to) }
    throw InputError(
      "no edge leads from \(from) to \(to)",
      remedy: "name a client and what runs its messages, or two neighbours",
      at: words.place(of: range.lowerBound + 1))
  }

  private func notRun(_ label: String) -> InputError {
    InputError(
      "\(label) runs no messages",
      remedy: vocabulary.consumers.isEmpty
        ? nil : "choose \(vocabulary.consumers.joined(separator: ", "))",
      at: words.place(of: range.upperBound - 1))
  }

  private func cost(_ name: String, _ route: Goal.Route) throws(InputError) -> Figure {
    guard route == .everywhere else {
      throw InputError(
        "\(name) is that of the whole architecture", remedy: "leave out the place",
        at: words.place(of: range.upperBound - 1))
    }
    if name == "cost per month", !vocabulary.hasMonth {
      throw InputError(
        "cost per month needs to know how often this happens in a month",
        remedy: "add month: {runs: 4} to the scenario", at: words.place(of: range.lowerBound))
    }
    return try counted(name == "cost" ? .cost : .costPerMonth, .microUSD)
  }

  /// What has one figure and takes no statistic.
  func counted(
    _ subject: Goal.Subject, _ unit: UnitOfMeasure
  ) throws(InputError) -> Figure {
    guard statistic == nil || statistic == .sum else {
      throw InputError(
        "this has one figure, and takes no statistic", remedy: "leave out \(words[0]) of",
        at: words.place(of: 0))
    }
    guard !isSampled else {
      throw InputError(
        "this is known at the end of a run only", remedy: "leave out how long, and CloudWatch",
        at: words.place(of: 0))
    }
    return Figure(subject: subject, unit: unit, statistic: nil)
  }

  private func consumers(_ route: Goal.Route) throws(InputError) -> [String] {
    switch route {
    case .everywhere: return vocabulary.consumers
    case .at(let label):
      guard vocabulary.consumers.contains(label) else { throw notRun(label) }
      return [label]
    case .from, .between: throw wrongPlace("this is counted where messages are run")
    }
  }

  private func wrongPlace(_ problem: String) -> InputError {
    InputError(problem, remedy: "write at and one name", at: words.place(of: range.upperBound - 1))
  }

  private func measure(
    _ name: String, _ route: Goal.Route, _ end: Int
  ) throws(InputError) -> Figure {
    var label: String?
    if case .at(let place) = route { label = place }
    guard let (measure, labels) = vocabulary.measure(name, at: label) else {
      throw unknown(name, at: label)
    }
    guard label != nil || route == .everywhere else {
      throw wrongPlace("\(measure.name) is measured at one node")
    }
    if measure.shape == .gauge, labels.count > 1 {
      throw InputError(
        "\(measure.name) is measured at \(labels.count) nodes",
        remedy: "write at \(labels.joined(separator: ", or at "))", at: words.place(of: end - 1))
    }
    if statistic == nil, measure.shape != .count {
      throw InputError(
        "\(measure.name) needs a statistic", remedy: "for example max of \(measure.name)",
        at: words.place(of: range.lowerBound))
    }
    let taken = statistic ?? .sum
    try check(taken, measure.shape, measure.name)
    try checkBound(in: measure.unit)
    return Figure(
      subject: .measure(measure.name, at: labels), unit: unit(measure.unit), statistic: taken)
  }

  /// The slip of a statistic that such a measure does not have.
  private func check(
    _ statistic: Goal.Statistic, _ shape: Measure.Shape, _ name: String
  ) throws(InputError) {
    let fits =
      switch (statistic, shape) {
      case (.sum, .gauge): false
      case (.sum, _), (.mean, .gauge), (.maximum, .gauge), (.minimum, .gauge): true
      case (.mean, .count), (.maximum, .count), (.minimum, .count): isSampled
      case (.mean, .samples), (.maximum, .samples), (.minimum, .samples): true
      case (.quantile, .samples), (.shareOver, .samples): !isSampled
      case (.quantile, _), (.shareOver, _): false
      }
    guard !fits else { return }
    let way =
      isSampled
      ? "choose max, min or mean"
      : shape == .count ? "leave it out: a count is a sum" : "choose max, min or mean"
    throw InputError("\(words[0]) is not kept of \(name)", remedy: way, at: words.place(of: 0))
  }

  /// The slip of a share over a number of which the measure has no unit: it would be nanoseconds.
  private func checkBound(in unit: UnitOfMeasure) throws(InputError) {
    guard case .shareOver(let bound) = statistic, bound != 0, unit.scale == .time,
      words.count > 3, words[3] == "of", NumberText(words[2]) != nil
    else { return }
    throw InputError(
      "\(words[2]) has no unit", remedy: "write \(words[2]) s or \(words[2]) ms",
      at: words.place(of: 2))
  }

  /// A share over a bound is a share, whatever its values are.
  private func unit(_ unit: UnitOfMeasure) -> UnitOfMeasure {
    if case .shareOver = statistic { return .share }
    return unit
  }

  private func unknown(_ name: String, at label: String?) -> InputError {
    let here = vocabulary.measureNames(at: label)
    let near = Suggestion.nearest(to: name, among: here + GoalVocabulary.words)
    let problem = label.map { "\($0) has no measure \(name)" } ?? "nothing is measured as \(name)"
    return InputError(
      problem,
      remedy: near.map { "did you mean \($0)?" }
        ?? (label == nil || here.isEmpty ? nil : "it has \(here.joined(separator: ", "))"),
      at: words.place(of: range.lowerBound))
  }
}
