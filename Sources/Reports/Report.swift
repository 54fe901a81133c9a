import Kernel
import Measures

/// What a run, or several replications of it, amounted to: a value that formats only have to write.
package struct Report: Sendable {
  /// The version of `report.json`.
  package static let format: Int64 = 1

  /// The scenario's title, with the design where there are several.
  package let title: String
  /// How much was simulated, in one line.
  package let subtitle: String
  /// What people read, from top to bottom.
  package let sections: [Section]
  /// What programs read.
  package let record: Fact
  /// The courses over time of the first replication: `series.csv`; nil where there are none.
  package let series: String?
  /// The metrics of the first replication as CloudWatch has them: `console.csv`; nil where there
  /// are none.
  package private(set) var console: String?
  /// The messages that the first replication followed; nil where it followed none.
  package private(set) var traces: TraceReading?
  /// The least policies that would do for what the run used: `policies.json`; nil where there are
  /// none.
  package private(set) var policies: Fact?

  /// A report of parts that are there already.
  init(
    title: String, subtitle: String, sections: [Section], record: Fact, series: String?
  ) {
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
    self.record = record
    self.series = series
  }

  /// The report on the runs of a design.
  package init(on subject: Subject) {
    let curves = subject.nodes.flatMap { node in node.measures.flatMap { $0.curves } }
    let series = CSVFormat.text(of: curves)
    let title =
      subject.design.isEmpty ? subject.title : "\(subject.title) – \(subject.design)"
    let traces = TraceReading(of: subject.first, title: title)
    self.init(
      title: title,
      subtitle: Self.subtitle(of: subject), sections: Self.contents.compactMap { $0(subject) },
      record: Record.fact(of: subject, digest: CSVFormat.digest(of: series), traces), series: series
    )
    self.traces = traces
    console = CSVFormat.text(of: subject.nodes.flatMap { $0.consoleCurves })
    let least = subject.permissions.least
    policies = least.policies.isEmpty ? nil : least.fact
  }

  /// The sections, in the order of the report.
  private static let contents: [@Sendable (Subject) -> Section?] = [
    VerdictSection.section, StorySection.section, AdviceSection.section,
    ArchitectureSection.section, CascadeSection.section, LatencySection.section,
    BacklogSection.section, ConcurrencySection.section, LimitSection.section,
    FailureSection.section, EpisodeSection.section, LedgerSection.section, CostSection.section,
    PermissionSection.section, AssumptionSection.section, NoteSection.section,
    ReproduceSection.section,
  ]

  private static func subtitle(of subject: Subject) -> String {
    let run = subject.first
    let traffic = TimeText.text(run.trafficEnd - .start)
    let drained = run.drained.map { drained in
      drained > run.trafficEnd
        ? "drained \(TimeText.text(drained - run.trafficEnd)) later" : "drained by its end"
    }
    let parts = [
      "\(traffic) of traffic", drained ?? "not drained at the end",
      "\(subject.messages.text) messages",
      subject.runs.count > 1 ? "\(subject.runs.count) replications" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }
}
