import Blueprints
import Studies

/// What the report on a comparison is about: designs, each with its runs, and how fair it is.
package struct Contrast {
  /// The scenario's title.
  package let title: String
  /// The designs with their runs, at least two; the first is the base.
  package let designs: [Subject]
  /// Whether all of them got the same messages.
  package let arrivals: ArrivalCheck
  /// What the command line changed, as it was written there.
  package var changes: [String] = []
  /// How well the figures of all designs' goals are known, where replications went on until they
  /// were.
  package var certainty: Certainty?

  /// A comparison of designs that were run equally often.
  package init(title: String, designs: [Subject]) {
    precondition(designs.count > 1, "a comparison of \(designs.count) designs")
    for design in designs {
      precondition(
        design.runs.count == designs[0].runs.count,
        "\(design.design) ran \(design.runs.count) times, the base \(designs[0].runs.count) times")
    }
    self.title = title
    self.designs = designs
    arrivals = ArrivalCheck(designs.map { $0.runs })
  }

  /// The design that the others are compared with.
  package var base: Subject { designs[0] }
  /// The names of the designs.
  package var names: [String] { designs.map { $0.design } }
  /// How often each design ran.
  package var replications: Int { base.runs.count }
  /// How often, in words.
  package var replicationText: String {
    replications == 1 ? "1 replication" : "\(replications) replications"
  }

  /// What the input says and some design does not model, each remark once.
  package var notes: [Note] {
    var seen: Set<String> = []
    return designs.flatMap { $0.notes }.filter { seen.insert($0.text + $0.whereabouts).inserted }
  }

  /// The parameters that shaped any of the designs and that no source vouches for, each once.
  package var assumptions: [Assumption] {
    var seen: Set<String> = []
    return designs.flatMap { $0.assumptions }.filter { seen.insert($0.parameter.name).inserted }
  }
}
