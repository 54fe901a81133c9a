import Documents
import Scenarios

extension Scenario {
  /// The designs that a command line means by a name, by `all`, or by nothing.
  func designs(meantBy name: String?) throws(InputErrors) -> [Design] {
    guard let name else { return Array(designs.prefix(1)) }
    return name == "all" ? designs : [try design(named: name, orElse: " or all")]
  }

  /// The designs of a list of names; all of them where none is given.
  ///
  /// - Throws: That a name means no design or stands twice, or that one design alone is left.
  func designs(listed names: String?) throws(InputErrors) -> [Design] {
    guard designs.count > 1 else {
      throw InputErrors(
        InputError(
          "a comparison needs two designs, and the scenario has one",
          remedy: "describe another one under designs, or use spillway run"))
    }
    guard let names else { return designs }
    var chosen: [Design] = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false) {
      let design = try design(named: String(name), orElse: "")
      guard !chosen.contains(where: { $0.name == design.name }) else {
        throw InputErrors(InputError("--designs names \(name) twice", remedy: "keep one"))
      }
      chosen.append(design)
    }
    guard chosen.count > 1 else {
      throw InputErrors(
        InputError(
          "a comparison needs two designs, found \(names)",
          remedy: "write two at least, the first being the base: --designs A,B"))
    }
    return chosen
  }

  /// The designs that a study runs: the first where none is named, those of a list, or `all`.
  ///
  /// - Throws: That a name means no design or stands twice.
  func designs(studied names: String?) throws(InputErrors) -> [Design] {
    guard let names else { return Array(designs.prefix(1)) }
    guard names != "all" else { return designs }
    var chosen: [Design] = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false) {
      let design = try design(named: String(name), orElse: " or all")
      guard !chosen.contains(where: { $0.name == design.name }) else {
        throw InputErrors(InputError("the study names \(name) twice", remedy: "keep one"))
      }
      chosen.append(design)
    }
    return chosen
  }

  private func design(
    named name: String, orElse more: String
  ) throws(InputErrors) -> Design {
    if let design = design(name) { return design }
    let names = designs.map { $0.name }.filter { !$0.isEmpty }
    let near = Suggestion.nearest(to: name, among: names)
    throw InputErrors(
      InputError(
        "there is no design \(name)",
        remedy: near.map { "did you mean \($0)?" }
          ?? (names.isEmpty
            ? "the scenario has but one; name none"
            : "choose \(names.joined(separator: ", "))\(more)")))
  }
}
