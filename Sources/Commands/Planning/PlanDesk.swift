import Documents
import Kernel
import Measures
import Reports

/// Where the report of a plan goes: into its folder, and to standard output.
struct PlanDesk {
  private let invocation: Invocation
  /// The folder.
  let path: String
  private let begin: Int64

  /// The desk of a command, whose folder lies below that of the scenario's reports.
  init(_ command: String, of report: String, _ invocation: Invocation) {
    self.invocation = invocation
    path = "\(invocation.value(RunCommand.out) ?? "reports/\(report)")/\(command)"
    begin = invocation.outside.clock()
  }

  /// Writes and shows a report on so many runs.
  func hand(out report: Report, runs: Int) throws(InputErrors) {
    let outside = invocation.outside
    do throws(InputError) {
      try outside.write("\(path)/report.json", JSONFormat.text(of: report))
      try outside.write("\(path)/summary.md", MarkdownFormat.text(of: report))
      try outside.write("\(path)/index.html", PageFormat.text(of: report))
    } catch {
      throw InputErrors(error)
    }
    guard !invocation.has(RunCommand.quiet) else { return }
    switch invocation.value(RunCommand.format) {
    case "json": outside.output.write(JSONFormat.text(of: report))
    case "markdown": outside.output.write(MarkdownFormat.text(of: report))
    default: outside.output.write(outside.format.text(of: report))
    }
    let wall = TimeSpan(nanoseconds: outside.clock() - begin)
    outside.errors.write(
      "\(NumberText.grouped(Int64(runs))) runs in \(TimeText.text(wall)) · \(path)/\n")
  }
}
