import Documents
import Reports
import Studies

/// The folder of a sweep's report, its results and its shards.
struct SweepFolder {
  /// Where it is.
  let path: String

  /// The folder of a sweep below that of a scenario's reports.
  init(_ base: String) { path = "\(base)/sweep" }

  /// Where the file of a shard is.
  func path(of shard: Shard) -> String {
    "\(path)/shard-\(shard.number)-of-\(shard.count).jsonl"
  }

  /// Whether a file's name is that of a shard.
  static func isShard(_ name: String) -> Bool {
    name.hasPrefix("shard-") && name.hasSuffix(".jsonl")
  }

  /// Writes every file, each whole or not at all.
  func write(_ file: StudyFile, _ outside: Outside) throws(InputError) {
    let report = Report(on: Sweep(file))
    try outside.write("\(path)/report.json", JSONFormat.text(of: report))
    try outside.write("\(path)/summary.md", MarkdownFormat.text(of: report))
    try outside.write("\(path)/index.html", PageFormat.text(of: report))
    try outside.write("\(path)/points.csv", report.series ?? "")
    try outside.write("\(path)/results.jsonl", file.text)
  }

  /// Shows the report as the command line asks for it.
  func show(_ sweep: Sweep, _ invocation: Invocation) {
    let outside = invocation.outside
    let report = Report(on: sweep)
    switch invocation.value(RunCommand.format) {
    case "json": outside.output.write(JSONFormat.text(of: report))
    case "csv": outside.output.write(report.series ?? "")
    case "markdown": outside.output.write(MarkdownFormat.text(of: report))
    default: outside.output.write(outside.format.text(of: report))
    }
  }
}
