import Bench
import Documents
import Testing

@testable import Commands

@Suite struct FindingTests {
  private static func desk(_ scenario: String) -> Desk {
    Desk([
      "shop/template.yaml": OrdersSample.template,
      "shop/scenario.yaml": "duration: 1 min\ntemplate: template.yaml\n" + scenario,
    ])
  }

  @Test func `check shows its findings as JSON`() {
    let sound = Self.desk(
      "region: eu-central-1\noutside: {Bank: {fails: 1 %}}\n"
        + "behavior: {ProcessOrder: {duration: 1 ms}}")
    #expect(sound.run("check shop --format json", catalogue: .aws) == .done)
    #expect(
      sound.output == """
        {
          "errors": [],
          "notes": [
            {
              "file": "shop/scenario.yaml",
              "line": 3,
              "column": 9,
              "note": "prices are those of us-east-1"
            },
            {
              "file": "shop/scenario.yaml",
              "line": 4,
              "column": 11,
              "note": "nothing calls Bank"
            }
          ]
        }

        """)
    let wrong = Self.desk("parameters: {Nope: 1}")
    #expect(wrong.run("check shop --format json", catalogue: .aws) == .wrongInput)
    #expect(
      wrong.output == """
        {
          "errors": [
            {
              "file": "shop/scenario.yaml",
              "line": 3,
              "column": 14,
              "problem": "the template has no parameter Nope",
              "remedy": "leave it out: the template has no parameters"
            }
          ],
          "notes": []
        }

        """)
    #expect(wrong.errors == "")
    let nowhere = Self.desk("")
    #expect(nowhere.run("check shp --format json", catalogue: .aws) == .wrongInput)
    #expect(nowhere.output.contains(#""line": null"#))
  }

  @Test func `an answer that standard output did not take is an error`() {
    let desk = Self.desk("")
    desk.outputFailure = InputError(
      "cannot write to standard output", remedy: "the disk is full")
    #expect(desk.run("check shop", catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: cannot write to standard output\n  the disk is full\n")
  }
}
