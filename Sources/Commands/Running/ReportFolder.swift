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

  /// Files that follow from runs and that not every report has.
  private static let optional = [
    "trace.json", "segments.jsonl", "console.csv", "policies.json", "series.csv", "points.csv",
  ]

  /// Writes every file, each whole or not at all, and removes those of an older report that this
  /// one does not have.
  ///
  /// The older one may be that of a sweep; its results, from which its files follow, stay. Where
  /// there is no older report, files of these names are somebody else's.
  ///
  /// - Parameter segments: Whether the documents of X-Ray are among them.
  func write(
    _ report: Report, segments: Bool = false, _ outside: Outside
  ) throws(InputError) {
    var written: Set<String> = []
    let hasOlder = holdsReport(outside)
    func write(_ name: String, _ text: String?) throws(InputError) {
      guard let text else { return }
      try outside.write("\(path)/\(name)", text)
      written.insert(name)
    }
    try write("report.json", JSONFormat.text(of: report))
    try write("summary.md", MarkdownFormat.text(of: report))
    try write("index.html", PageFormat.text(of: report))
    try write("trace.json", report.traces.map { ChromeTraceFormat.text(of: $0) })
    if segments {
      try write("segments.jsonl", report.traces.map { SegmentFormat.text(of: $0) })
    }
    try write("console.csv", report.console)
    try write("policies.json", report.policies.map { JSONFormat.text(of: $0) })
    try write("series.csv", report.series)
    for name in Self.optional where hasOlder && !written.contains(name) {
      if case .file = outside.place("\(path)/\(name)") { try outside.remove("\(path)/\(name)") }
    }
  }

  /// Whether there is a report of this program.
  private func holdsReport(_ outside: Outside) -> Bool {
    let file = "\(path)/report.json"
    guard case .file = outside.place(file), let bytes = try? outside.read(file),
      let source = try? SourceText.decoding(bytes, name: file), let record = try? JSON.read(source)
    else { return false }
    return record["format"] != nil && record["title"] != nil
  }
}
