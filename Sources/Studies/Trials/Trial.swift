import Kernel
import Measures
import Scenarios

/// What a study keeps of one run: which it was, and what came out.
///
/// Files of results hold trials, one for each run; every report of a study follows from them.
package struct Trial: Equatable, Sendable {
  /// Which run of a study.
  package struct Key: Hashable, Sendable {
    /// Where.
    package let point: Point
    /// Which repetition, from 0.
    package let replication: UInt32

    /// A run at a point.
    package init(_ point: Point, _ replication: UInt32) {
      self.point = point
      self.replication = replication
    }
  }

  /// Which run it was.
  package let key: Key
  /// The fingerprint of every delivery.
  package let fingerprint: UInt64
  /// The fingerprint of what clients sent: the same at every point where messages are the same.
  package let arrivals: UInt64
  /// How many messages the clients meant to send.
  package let messages: Int64
  /// How many events it took.
  package let events: UInt64
  /// Whether nothing was left that could still move.
  package let isDrained: Bool
  /// The figures of the study, in its order; nil where nothing was measured, infinite where it
  /// never happened.
  package let figures: [Double?]
  /// The pages of the ledger that do not balance: each is a bug of a model.
  package let imbalances: [String]

  /// A run as a file of results has it.
  package init(
    _ key: Key, fingerprint: UInt64, arrivals: UInt64, messages: Int64, events: UInt64,
    isDrained: Bool, figures: [Double?], imbalances: [String]
  ) {
    self.key = key
    self.fingerprint = fingerprint
    self.arrivals = arrivals
    self.messages = messages
    self.events = events
    self.isDrained = isDrained
    self.figures = figures
    self.imbalances = imbalances
  }

  /// What a run came to, with the figures that a study asks for.
  init(_ key: Key, of result: RunResult, _ setup: Setup, asked: [AskedFigure]) {
    let figures = GoalFigures(result, setup.scenario, setup.design)
    let goals = setup.design.goals + setup.design.figures
    self.init(
      key, fingerprint: result.fingerprint.value,
      arrivals: ArrivalCheck.fingerprint(of: result.arrivals).value, messages: result.messages,
      events: result.events, isDrained: result.drained != nil,
      figures: asked.map { asked in
        goals.first { $0.text == asked.name }.flatMap { figures.figure(of: $0) }
      },
      imbalances: result.imbalances)
  }
}
