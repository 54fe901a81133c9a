import Documents
import Kernel
import Measures
import Reports
import Studies

/// Where a finished report goes: into its folder, to standard output, and its speed to standard
/// error.
struct ReportDesk {
  private let invocation: Invocation
  private var outside: Outside { invocation.outside }

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Writes and shows a report on runs that took some time.
  func hand(
    out report: Report, into folder: ReportFolder, _ runs: [RunResult], _ wall: TimeSpan
  ) throws(InputErrors) {
    do throws(InputError) {
      try folder.write(report, segments: invocation.has(RunCommand.trace), outside)
    } catch {
      throw InputErrors(error)
    }
    guard !invocation.has(RunCommand.quiet) else { return }
    show(invocation.has(RunCommand.explain) ? report.explained : report)
    tell(runs, wall, folder)
  }

  private func show(_ report: Report) {
    switch invocation.value(RunCommand.format) {
    case "json": outside.output.write(JSONFormat.text(of: report))
    case "csv": outside.output.write(report.series ?? "")
    case "markdown": outside.output.write(MarkdownFormat.text(of: report))
    default: outside.output.write(outside.format.text(of: report))
    }
  }

  /// What belongs to this machine and moment, and so into no report.
  private func tell(_ runs: [RunResult], _ wall: TimeSpan, _ folder: ReportFolder) {
    let messages = runs.reduce(0) { $0 + $1.messages }
    let rate = Int128(messages) * 1_000_000_000 / Int128(max(wall.nanoseconds, 1))
    outside.errors.write(
      "\(NumberText.grouped(messages)) messages in \(TimeText.text(wall)), "
        + "\(NumberText.short(Int64(clamping: rate))) a second · \(folder.path)/\n")
  }
}
