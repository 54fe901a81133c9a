import Reports
import Scenarios
import Studies

extension ScenarioLoader {
  /// The name that reports begin with.
  var title: String { scenario.title ?? file.report }

  /// What a report on the runs of a design is about.
  func subject(
    of design: Design, _ runs: [RunResult], _ verdicts: [GoalVerdict]
  ) -> Subject {
    var subject = Subject(title: title, design: design.name, runs: runs)
    subject.verdicts = verdicts.map { Verdict($0) }
    subject.changes = changes
    if runs.count == 1 { subject.longRun = LongRun(runs[0], of: design) }
    if let month = scenario.month {
      subject.bills = runs.map {
        MonthlyBill(of: $0, month, of: scenario, baseRate: design.baseRate)
      }
    }
    subject.hasFreeTier = scenario.hasFreeTier
    subject.region = scenario.region
    return subject
  }
}
