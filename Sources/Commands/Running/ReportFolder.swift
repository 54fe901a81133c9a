import Documents
import Reports

/// The folder that a report is written into.
struct ReportFolder: Sendable {
  /// Where it is.
  let path: String

  /// The folder of a design: the first one's holds the others'.
  init(_ base: String, design: String, isFirst: Bool) {
    path = isFirst || design.isEmpty ? base : "\(base)/\(design)"
  }

  /// The folder of a comparison of designs.
  init(comparing base: String) { path = "\(base)/compare" }

  /// Writes every file, each whole or not at all.
  ///
  /// - Parameter segments: Whether the documents of X-Ray are among them.
  func write(
    _ report: Report, segments: Bool = false, _ outside: Outside
  ) throws(InputError) {
    try outside.write("\(path)/report.json", JSONFormat.text(of: report))
    try outside.write("\(path)/summary.md", MarkdownFormat.text(of: report))
    try outside.write("\(path)/index.html", PageFormat.text(of: report))
    if let traces = report.traces {
      try outside.write("\(path)/trace.json", ChromeTraceFormat.text(of: traces))
      if segments { try outside.write("\(path)/segments.jsonl", SegmentFormat.text(of: traces)) }
    }
    if let console = report.console { try outside.write("\(path)/console.csv", console) }
    if let policies = report.policies {
      try outside.write("\(path)/policies.json", JSONFormat.text(of: policies))
    }
    if let series = report.series { try outside.write("\(path)/series.csv", series) }
  }
}
