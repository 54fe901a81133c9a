import Documents

/// What a study is: a scenario, where it is run and how often, and what every run is asked for.
///
/// It stands at the head of every file of results. Two files belong together if they say the same
/// here, to the letter.
package struct Study: Equatable, Sendable {
  /// The version of the program, as others may run the same scenario another way.
  package var version: String
  /// What the study does: `sweep`.
  package var command: String
  /// The name that its report begins with.
  package var title: String
  /// The name of the scenario's reports.
  package var scenario: String
  /// The hash of every text that the scenario was read from, and of the command line's changes.
  package var sources: UInt64
  /// The seed of the scenario.
  package var seed: UInt64
  /// What the command line changed, as it was written there.
  package var changes: [String]
  /// The designs, in their order; one of no name where the scenario has one template.
  package var designs: [String]
  /// What is varied; empty where nothing is.
  package var knobs: [Knob]
  /// Where it is run; empty where that is decided as it goes.
  package var points: [Point]
  /// How often it is run at each point.
  package var replications: UInt32
  /// What every run is asked for.
  package var figures: [AskedFigure]

  /// A study.
  package init(
    version: String, command: String, title: String, scenario: String, sources: UInt64,
    seed: UInt64, changes: [String], designs: [String], knobs: [Knob], points: [Point],
    replications: UInt32, figures: [AskedFigure]
  ) {
    self.version = version
    self.command = command
    self.title = title
    self.scenario = scenario
    self.sources = sources
    self.seed = seed
    self.changes = changes
    self.designs = designs
    self.knobs = knobs
    self.points = points
    self.replications = replications
    self.figures = figures
  }

  /// Every run of it: all replications of the first point, then those of the next.
  package var trials: [Trial.Key] {
    points.flatMap { point in (0..<replications).map { Trial.Key(point, $0) } }
  }

  /// The runs of it that belong to a shard: every so many'th, so that shards take about as long.
  package func trials(of shard: Shard) -> [Trial.Key] {
    trials.enumerated().filter { $0.offset % shard.count == shard.number - 1 }.map { $0.element }
  }

  /// Every combination of the knobs' values in every design; the last knob turns fastest.
  package static func grid(_ designs: [String], _ knobs: [Knob]) -> [Point] {
    var points = designs.map { Point(design: $0, []) }
    for knob in knobs {
      points = points.flatMap { point in
        knob.values.map { value in
          Point(design: point.design, point.choices + [Point.Choice(knob.path, value)])
        }
      }
    }
    return points
  }
}

/// A part of a study that one machine of several runs.
package struct Shard: Equatable, Sendable {
  /// Which it is, from 1.
  package let number: Int
  /// Of how many.
  package let count: Int

  /// The whole of a study.
  package static let whole = Shard(1, of: 1)

  /// One of several parts.
  package init(_ number: Int, of count: Int) {
    precondition(count > 0 && 1...count ~= number, "shard \(number) of \(count)")
    self.number = number
    self.count = count
  }

  /// The shard that a text like `3/8` says.
  ///
  /// - Throws: That it says none.
  package init(_ text: String) throws(InputError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      1...1_000_000 ~= count, 1...count ~= number
    else {
      throw InputError(
        "\(text) is no shard", remedy: "write which of how many, from 1/8 to 8/8")
    }
    self.init(number, of: count)
  }

  /// How it is written: `3/8`.
  package var text: String { "\(number)/\(count)" }
}
