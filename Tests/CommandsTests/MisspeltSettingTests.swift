import Services
import Testing

@testable import Commands

/// Settings on the command line that are nearly right: where the slip is, and what was meant.
@Suite struct MisspeltSettingTests {
  private static let parameter = "Parameters:\n  Width: {Type: Number, Default: 4}\n"

  private func desk() -> Desk {
    SweepShop.desk(
      SweepShop.scenario.replacing(
        "template: template.yaml", with: "designs: {usual: template.yaml, tight: tight.yaml}"),
      template: Self.parameter + SweepShop.template)
  }

  @Test(arguments: [
    (
      "run scenarios/shop --replications auto --precision 200%",
      "--precision:1:1: 200% is more than the whole\n"
        + "  1 | 200%\n    | ^ write a share up to 100 %"
    ),
    (
      "compare scenarios/shop --replications auto --precision x",
      "--precision:1:1: x is not a share\n  1 | x\n    | ^ write it like 0.1 % or 0.001"
    ),
    (
      "sweep scenarios/shop --vary Width=1,2",
      "--vary Width:1:1: Width is no key of a scenario\n"
        + "  1 | 1\n    | ^ did you mean parameters.Width?"
    ),
    (
      "run scenarios/shop --set Widht=1",
      "--set Widht:1:1: Widht is no key of a scenario\n"
        + "  1 | 1\n    | ^ write a key of the scenario, or Resource.Property"
    ),
    (
      "run scenarios/shop --set traffic.Byuers.rate=1/s",
      "--set traffic.Byuers.rate:1:1: traffic has no Byuers\n"
        + "  1 | 1/s\n    | ^ did you mean Buyers?"
    ),
    (
      "run scenarios/shop --parameter Widht=1",
      "the template has no parameter Widht\n  did you mean Width?"
    ),
  ])
  func `a slip is told once, at the option that has it, with what was meant`(
    words: String, message: String
  ) {
    let desk = desk()
    #expect(desk.run(words, catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: \(message)\n")
  }

  @Test func `a new client may have any name that no other nearly has`() {
    let desk = desk()
    let words = "check scenarios/shop --set traffic.Robots.to=Orders --set traffic.Robots.rate=1/s"
    #expect(desk.run(words, catalogue: .aws) == .done, "\(desk.errors)")
  }
}
