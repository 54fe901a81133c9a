import Documents
import Scenarios

/// The figure that a plan makes as small, or as large, as the goals allow.
struct PlanAim {
  /// The phrase that asks for it.
  let phrase: Document
  /// Whether it is to be as large as it can be.
  let isGreatest: Bool

  /// What the command line asks for, else what `study.yaml` does, else the least cost.
  ///
  /// - Throws: That the command line asks for two.
  init(_ invocation: Invocation, _ sheet: StudySheet, _ scenario: Scenario) throws(InputError) {
    let told = [PlanCommand.minimize, PlanCommand.maximize].filter { invocation.has($0) }
    guard told.count < 2 else {
      throw InputError(
        "a plan minimizes one figure or maximizes one, and both --minimize and --maximize are"
          + " there",
        remedy: "leave one out")
    }
    if let option = told.first, let text = invocation.value(option) {
      phrase = Document(phrase: text, of: "--\(option.name)")
      isGreatest = option.name == PlanCommand.maximize.name
    } else if let most = sheet.maximize {
      (phrase, isGreatest) = (most, true)
    } else {
      let cost = scenario.month == nil ? "cost" : "cost per month"
      (phrase, isGreatest) = (sheet.minimize ?? Document(phrase: cost, of: "minimize"), false)
    }
  }
}
