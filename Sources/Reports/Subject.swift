import Blueprints
import Documents
import Kernel
import Measures
import Studies

/// What a report is about: the runs of one design, and how they were judged.
package struct Subject {
  /// The scenario's title.
  package let title: String
  /// The design that was run; empty where the scenario has but one.
  package let design: String
  /// The runs, one for each replication, in their order; at least one.
  package let runs: [RunResult]
  /// How the goals were judged, in the order of the scenario.
  package var verdicts: [Verdict] = []
  /// How well the figures of goals are known; nil where a number of replications was asked for.
  package var certainty: Certainty?
  /// What one run of steady traffic says of mean latencies; nil for several runs, or other traffic.
  package var longRun: LongRun?
  /// What a month costs after each run; empty where the scenario does not say what a month is.
  package var bills: [MonthlyBill] = []
  /// Whether a month begins with what AWS gives away.
  package var hasFreeTier = false
  /// Where it runs; prices are those of us-east-1 all the same.
  package var region = "us-east-1"
  /// What the command line changed, as it was written there.
  package var changes: [String] = []

  /// Every node.
  package let nodes: [NodeReading]
  /// Every wire.
  package let edges: [EdgeReading]
  /// Everyone who ran messages.
  package let consumers: [ConsumerReading]

  private let storyOnce = Once<Story>()
  private let permissionsOnce = Once<PermissionReading>()
  private let adviceOnce = Once<[AdviceReading]>()
  private let cascadesOnce = Once<[CascadeReading]>()

  /// The runs of a design; all have the same nodes, wires and consumers.
  package init(title: String, design: String = "", runs: [RunResult]) {
    precondition(!runs.isEmpty, "a report on \(title) without a run")
    let first = runs[0]
    for run in runs {
      precondition(
        run.nodes.count == first.nodes.count && run.edges.count == first.edges.count
          && run.consumers.count == first.consumers.count,
        "replication \(run.replication) of \(title) has other nodes than the first")
    }
    self.title = title
    self.design = design
    self.runs = runs
    nodes = first.nodes.indices.map { index in NodeReading(runs.map { $0.nodes[index] }) }
    edges = first.edges.indices.map { index in EdgeReading(edges: runs.map { $0.edges[index] }) }
    consumers = first.consumers.indices.map { index in
      ConsumerReading(consumers: runs.map { $0.consumers[index] })
    }
  }

  /// The first replication, of which courses over time are shown.
  package var first: RunResult { runs[0] }
  /// What happened in the first replication, and why.
  var story: Story { storyOnce { Story(of: first) } }
  /// Who needed which permissions, and what the template's policies say of them.
  var permissions: PermissionReading { permissionsOnce { PermissionReading(self) } }
  /// What to change, that against the worst harm first.
  var advice: [AdviceReading] { adviceOnce { AdviceReading.all(of: self) } }
  /// What came of each trigger.
  var cascades: [CascadeReading] { cascadesOnce { CascadeReading.all(of: runs) } }
  /// What services say of themselves, by their types.
  var declarations: [String: Declaration] {
    Dictionary(
      nodes.map { ($0.declaration.type, $0.declaration) }, uniquingKeysWith: { one, _ in one })
  }
  /// What the input says and no run models.
  package var notes: [Note] { first.notes }
  /// How many messages the clients meant to send.
  package var messages: Figure { Figure(whole: runs.map { $0.messages }, .messages) }

  /// The cost of a month; nil where the scenario does not say what a month is.
  package var costPerMonth: Figure? { monthly { $0.microdollars } }

  /// A figure of the bills of a month; nil where there are none.
  package func monthly(_ figure: (MonthlyBill) -> Int64) -> Figure? {
    bills.isEmpty ? nil : Figure(whole: bills.map { figure($0) }, .microUSD)
  }

  /// The cost of each replication [micro-USD].
  package var costs: [Int64] {
    let charges = nodes.flatMap { $0.charges }
    return runs.indices.map { index in charges.reduce(0) { $0 + $1.costs[index] } }
  }
}
