import Testing

@testable import Blueprints
@testable import Services

/// How an alarm comes to its state: AWS's own tables, and every window of five datapoints.
@Suite struct AlarmEvaluationTests {
  /// A row of AWS's tables: the datapoints, and what follows for missing, ignore, breaching and
  /// notBreaching; `keep` leaves the state.
  struct Row: Sendable, CustomTestStringConvertible {
    let points: String
    let outcomes: [String]
    var testDescription: String { points }

    init(_ points: String, _ outcomes: String) {
      self.points = points
      self.outcomes = outcomes.split(separator: " ").map { String($0) }
    }
  }

  static let threeOfThree = [
    Row("0-X-X", "OK OK OK OK"), Row("0----", "OK OK OK OK"), Row("-----", "INSUF keep ALARM OK"),
    Row("0XX-X", "ALARM ALARM ALARM ALARM"), Row("--X--", "ALARM keep ALARM OK"),
  ]
  static let twoOfThree = [
    Row("0-X-X", "ALARM ALARM ALARM ALARM"), Row("00X0X", "ALARM ALARM ALARM ALARM"),
    Row("0-X--", "OK OK ALARM OK"), Row("----0", "OK OK ALARM OK"),
    Row("---X-", "ALARM keep ALARM OK"),
  ]

  private static let states = [AlarmState.ok, .alarm, .insufficientData]

  private static func points(_ text: String) -> [AlarmEvaluation.Point] {
    text.map { $0 == "X" ? .breaching : $0 == "0" ? .within : .missing }
  }

  private static func state(_ word: String, after previous: AlarmState) -> AlarmState {
    switch word {
    case "OK": .ok
    case "ALARM": .alarm
    case "INSUF": .insufficientData
    default: previous
    }
  }

  private static func check(_ row: Row, breaches: Int) {
    for (treatment, outcome) in zip(AlarmEvaluation.Treatment.allCases, row.outcomes) {
      let evaluation = AlarmEvaluation(periods: 3, breaches: breaches, treatment: treatment)
      for previous in states {
        #expect(
          evaluation.state(after: previous, seeing: points(row.points))
            == state(outcome, after: previous), "\(row.points) \(treatment) after \(previous)")
      }
    }
  }

  @Test(arguments: threeOfThree)
  func `rule 7, cell by cell: three of three datapoints`(row: Row) {
    Self.check(row, breaches: 3)
  }

  @Test(arguments: twoOfThree)
  func `rule 7, cell by cell: two of three datapoints`(row: Row) {
    Self.check(row, breaches: 2)
  }

  @Test func `rule 2: where the newest are all there, nothing older counts`() {
    let evaluation = AlarmEvaluation(periods: 3, breaches: 3, treatment: .missing)
    #expect(evaluation.state(after: .alarm, seeing: Self.points("XXX0X")) == .ok)
    #expect(evaluation.state(after: .ok, seeing: Self.points("00XXX")) == .alarm)
  }

  @Test(arguments: AlarmEvaluation.Treatment.allCases)
  func `rule 3: with enough real datapoints further back the treatment does not matter`(
    treatment: AlarmEvaluation.Treatment
  ) {
    let evaluation = AlarmEvaluation(periods: 3, breaches: 3, treatment: treatment)
    #expect(evaluation.state(after: .ok, seeing: Self.points("X-X-X")) == .alarm)
    #expect(evaluation.state(after: .alarm, seeing: Self.points("0-X-X")) == .ok)
  }

  @Test func `rule 4: every real datapoint is kept and missing ones count as seldom as possible`() {
    let evaluation = AlarmEvaluation(periods: 3, breaches: 2, treatment: .breaching)
    // One missing datapoint counts, not three.
    #expect(evaluation.state(after: .alarm, seeing: Self.points("0-0--")) == .ok)
    #expect(evaluation.state(after: .ok, seeing: Self.points("0----")) == .alarm)
  }

  @Test func `rule 5: all missing is too little data, or keeps the state`() {
    for previous in Self.states {
      let missing = AlarmEvaluation(periods: 3, breaches: 3, treatment: .missing)
      #expect(missing.state(after: previous, seeing: Self.points("-----")) == .insufficientData)
      let ignore = AlarmEvaluation(periods: 3, breaches: 3, treatment: .ignore)
      #expect(ignore.state(after: previous, seeing: Self.points("-----")) == previous)
      #expect(ignore.state(after: previous, seeing: Self.points("----X")) == previous)
    }
  }

  @Test func `rule 6: one breach alone is an alarm only once it is as old as an alarm needs`() {
    let evaluation = AlarmEvaluation(periods: 3, breaches: 3, treatment: .missing)
    #expect(evaluation.state(after: .ok, seeing: Self.points("----X")) == .ok)
    #expect(evaluation.state(after: .ok, seeing: Self.points("---X-")) == .ok)
    #expect(evaluation.state(after: .ok, seeing: Self.points("--X--")) == .alarm)
    #expect(evaluation.state(after: .ok, seeing: Self.points("--X-0")) == .ok)
  }

  @Test func `rule 8: the way back follows the same rule`() {
    let evaluation = AlarmEvaluation(periods: 3, breaches: 2, treatment: .missing)
    #expect(evaluation.state(after: .alarm, seeing: Self.points("XXX0X")) == .alarm)
    #expect(evaluation.state(after: .alarm, seeing: Self.points("XXX00")) == .ok)
  }

  // MARK: Sweep

  /// The rules once more, with texts: the real datapoints that count, then what stands for those
  /// that are missing.
  private static func reference(
    _ text: String, _ periods: Int, _ breaches: Int, _ treatment: AlarmEvaluation.Treatment,
    after previous: AlarmState
  ) -> AlarmState {
    var counted = String(text.filter { $0 != "-" }.suffix(periods))
    let mark = treatment == .breaching ? "X" : treatment == .notBreaching ? "0" : "?"
    while counted.count < periods { counted += mark }
    guard counted.split(separator: "X", omittingEmptySubsequences: false).count <= breaches else {
      return .alarm
    }
    if counted.contains("0") || !counted.contains("?") { return .ok }
    if treatment == .ignore { return previous }
    let sinceFirst = text.drop { $0 == "-" }
    return sinceFirst.isEmpty ? .insufficientData : sinceFirst.count >= breaches ? .alarm : .ok
  }

  @Test func `every window of datapoints gives what a plain reading of the rules does`() {
    var count = 0
    for periods in 1...4 {
      let length = periods + 2
      for code in 0..<Int((0..<length).reduce(1) { product, _ in product * 3 }) {
        var (text, rest) = ("", code)
        for _ in 0..<length {
          text.append(["0", "X", "-"][rest % 3])
          rest /= 3
        }
        for breaches in 1...periods {
          for treatment in AlarmEvaluation.Treatment.allCases {
            let evaluation = AlarmEvaluation(
              periods: periods, breaches: breaches, treatment: treatment)
            for previous in Self.states {
              let state = evaluation.state(after: previous, seeing: Self.points(text))
              let wanted = Self.reference(text, periods, breaches, treatment, after: previous)
              if state != wanted {
                Issue.record("\(text), \(breaches) of \(periods), \(treatment): \(state)")
              }
              count += 1
            }
          }
        }
      }
    }
    #expect(count == (27 + 81 * 2 + 243 * 3 + 729 * 4) * 12)
  }
}
