import Measures
import Studies

/// What the report on a plan is about.
package struct PlannedStudy {
  /// What was run.
  package let study: Study
  /// What came out.
  package let plan: Plan

  /// A plan with what was run for it.
  package init(_ study: Study, _ plan: Plan) {
    self.study = study
    self.plan = plan
  }
}

extension Report {
  /// The version of a plan's `report.json`.
  package static let planFormat: Int64 = 1

  /// The report on a plan.
  package init(on planned: PlannedStudy) {
    let plan = planned.plan
    let settings = plan.question.knobs.count
    let design = plan.question.design
    let parts = [
      design.isEmpty ? nil : design, "\(settings) setting\(settings == 1 ? "" : "s")",
      "\(NumberText.grouped(Int64(plan.points))) points",
      "\(NumberText.grouped(Int64(plan.runs))) runs",
    ]
    self.init(
      title: "\(planned.study.title) – plan",
      subtitle: parts.compactMap { $0 }.joined(separator: " · "),
      sections: PlanSections(planned).all, record: PlanRecord(planned).fact, series: nil)
  }
}
