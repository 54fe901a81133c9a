import Documents
import Foundation
import Services
import Testing

@testable import Commands

/// How `spillway lesson` behaves, on a lesson of its own.
@Suite struct LessonCommandTests {
  private static let scenario = """
    title: Shop
    duration: 20 s
    designs: {plain: {template: template.yaml}, other: {template: template.yaml}}
    traffic: {Buyers: {to: Orders, rate: 5/s}}
    behavior: {Ship: {duration: 50 ms}}
    goals: [lost from Buyers = 0]
    """
  private static let lesson = """
    title: Shipping
    question: How long does it take?
    prediction: Guess.
    runs:
      - shows: {Latency: [Buyers to], Ledger: all}
        claims:
          sent: entered Buyers to Orders > 50
          late: p99 of latency Buyers to Ship < 5 s
    answer: >
      All {{sent}} came.

      None took longer than {{late}}.
    change:
      what: Make it slower.
      set: [behavior.Ship.duration=2 s]
      shows: {Latency: [Buyers to]}
      claims: {later: p99 of latency Buyers to Ship > 2 s}
      then: It took {{later}} in the place of {{late}}.
    """
  private static let path = "scenarios/lessons/03-shipping/lesson.yaml"

  private func desk(_ lesson: String = Self.lesson) -> Desk {
    Desk([
      Self.path: lesson,
      "scenarios/lessons/03-shipping/scenario.yaml": Self.scenario,
      "scenarios/lessons/03-shipping/template.yaml": Desk.orders,
      "scenarios/lessons/README.md": "",
    ])
  }

  @Test func `lessons are listed with number, title and question`() {
    let desk = desk()
    #expect(desk.run("lesson") == .done)
    #expect(
      desk.output
        == " 3  Shipping\n    How long does it take?\n\nspillway lesson NUMBER runs one.\n")
  }

  @Test(arguments: ["3", "03", "03-shipping", "shipping", "scenarios/lessons/03-shipping"])
  func `a lesson goes by its number, its folder and its name`(word: String) {
    let desk = desk()
    #expect(desk.run("lesson \(word) --out x", catalogue: .aws) == .done)
    #expect(desk.output.hasPrefix("3 · Shipping\n"))
    #expect(desk.files["x/report.json"] != nil)
  }

  @Test func `a lesson tells question, prediction, run, answer and change in this order`() {
    let desk = desk()
    #expect(desk.run("lesson 3", catalogue: .aws) == .done)
    var rest = desk.output[...]
    for part in [
      "3 · Shipping\n", "\nQuestion\n  How long does it take?\n", "\nPrediction\n  Guess.\n",
      "\n$ spillway run scenarios/lessons/03-shipping\nShop – plain\n", "\nLatency",
      "  Buyers to Ship", "\nLedger",
      "\nthe whole report: reports/lessons/03-shipping/\n", "\nAnswer\n  All ",
      "\n\n  None took longer than ", " ms.\n",
      "\nChange one thing\n  Make it slower.\n",
      "\n  spillway run scenarios/lessons/03-shipping --set 'behavior.Ship.duration=2 s'\n",
      "  spillway lesson 3 --change ",
    ] {
      let range = rest.firstRange(of: part)
      #expect(range != nil, "\(part) is not where it belongs in\n\(desk.output)")
      if let range { rest = rest[range.upperBound...] }
    }
    #expect(
      !desk.output.contains("Orders → Ship ...... 0.0"), "only what the lesson names is shown")
  }

  @Test func `a change may compare with what was before`() throws {
    let desk = desk()
    #expect(desk.run("lesson 3 --change", catalogue: .aws) == .done)
    let words = try #require(desk.output.split(separator: "What comes of it\n").last)
    let figures = words.split(separator: " in the place of ")
    #expect(figures.count == 2 && figures[0].hasSuffix(" s") && figures[1].hasSuffix(" ms.\n"))
    #expect(desk.files["reports/lessons/03-shipping/report.json"] != nil)
    #expect(desk.files["reports/lessons/03-shipping/changed/report.json"] != nil)
  }

  @Test func `claims are none of the goals that the report judges`() throws {
    let desk = desk()
    _ = desk.run("lesson 3", catalogue: .aws)
    let lesson = desk.files["reports/lessons/03-shipping/report.json"]
    #expect(desk.run("run scenarios/lessons/03-shipping --quiet", catalogue: .aws) == .done)
    #expect(lesson == desk.files["reports/lessons/03-shipping/report.json"])
  }

  @Test func `a lesson waits for Enter where a person sits, and nowhere else`() {
    let prompt = "Make your guess, then press Enter. "
    let desk = desk()
    desk.isAttended = true
    desk.input = ["per", "haps a second\n", "left alone"]
    #expect(desk.run("lesson 3", catalogue: .aws) == .done)
    #expect(desk.output.contains(prompt) && desk.input == ["left alone"])
    desk.input = []
    #expect(desk.run("lesson 3", catalogue: .aws) == .done, "the end of input is an answer too")
    #expect(desk.run("lesson 3 --yes", catalogue: .aws) == .done)
    #expect(!desk.output.contains(prompt))
    desk.isAttended = false
    #expect(desk.run("lesson 3", catalogue: .aws) == .done)
    #expect(!desk.output.contains(prompt))
  }

  @Test func `whoever stops the program while it waits sees no run`() {
    let desk = desk()
    desk.isAttended = true
    desk.isInterrupted = true
    #expect(desk.run("lesson 3", catalogue: .aws) == .interrupted)
    #expect(!desk.output.contains("Answer"))
  }

  @Test func `a lesson that is no longer true says so and fails`() {
    let desk = desk(Self.lesson.replacing("Orders > 50", with: "Orders > 5000"))
    #expect(desk.run("lesson 3", catalogue: .aws) == .missed)
    #expect(
      desk.output.contains(
        "\nNo longer true of this run\n  ✗ entered Buyers to Orders > 5000 .. "))
  }

  @Test func `a lesson on another design runs that design`() {
    let other = Self.lesson.replacing("  - shows", with: "  - design: other\n    shows")
    let desk = desk(other)
    #expect(desk.run("lesson 3", catalogue: .aws) == .done)
    #expect(desk.output.contains("$ spillway run scenarios/lessons/03-shipping --design other\n"))
    #expect(desk.output.contains("Shop – other\n"))
    #expect(desk.files["reports/lessons/03-shipping/other/report.json"] != nil)
  }

  @Test func `what the guide to lessons shows can be read, and it names every key`() throws {
    let page = try String(
      contentsOf: ShippedScenarioTests.root.appending(path: "Documentation/lessons.md"),
      encoding: .utf8)
    let example = try #require(page.split(separator: "```").dropFirst().first?.dropFirst(5))
    let source = SourceText(name: "lesson.yaml", text: String(example))
    #expect(try LessonReader.read(source, number: 1, folder: "x").runs.count == 1)
    for key in LessonReader.keys + LessonReader.changeKeys { #expect(page.contains("`\(key)`")) }
  }
}

/// What is wrong with a lesson, or with the command, is said exactly.
@Suite struct BadLessonTests {
  private static let lesson = """
    title: T
    question: Q
    prediction: P
    runs:
      - shows: {Latency: all}
        claims: {sent: entered Buyers to Orders > 50}
    answer: All {{sent}} came.
    change:
      what: W
      claims: {more: entered Buyers to Orders > 50}
      then: "{{more}}."

    """

  @Test(arguments: [
    ("title: T\n", "", "the lesson has no title", "add title:"),
    ("question: Q", "question: [Q]", "question is a text, and not a list", nil),
    ("prediction", "predicton", "a lesson has no predicton", "did you mean prediction?"),
    ("  then: \"{{more}}.\"\n", "", "the lesson has no then", "add then:"),
    (
      "{Latency: all}", "Latency", "shows takes headings of the report, and is text",
      "for example {Backlog: [Orders], Latency: all}"
    ),
    ("{Latency: all}", "{Latency: p99}", "Latency is a list of texts, and not text", nil),
    (
      "    claims: {sent: entered Buyers to Orders > 50}\n", "", "a run has to claim something",
      "for example claims: {late: p99 of latency Shop to Worker > 10 s}"
    ),
    ("more: ent", "sent: ent", "two claims are called sent", "give each a name of its own"),
    (
      "{{sent}}", "{{snt}}", "the words speak of {{snt}}, and no claim is called so",
      "did you mean {{sent}}?"
    ),
    (
      "{{sent}}", "{{more}}", "the words speak of {{more}}, and no claim is called so",
      "add it to the claims of a run"
    ),
    ("  what: W", "  - what: W", "change takes names and values, and is a list", nil),
  ])
  func `a lesson that cannot be read is refused`(
    good: String, bad: String, problem: String, remedy: String?
  ) throws {
    var text = Self.lesson.replacing(good, with: bad)
    if bad.hasPrefix("  - ") {
      text = text.split(separator: "change:").first.map(String.init) ?? ""
    }
    if bad.hasPrefix("  - ") { text += "change: [W]\n" }
    let source = SourceText(name: "lesson.yaml", text: text)
    let slip = #expect(throws: InputError.self) {
      try LessonReader.read(source, number: 1, folder: "x")
    }
    #expect(slip?.problem == problem)
    if let remedy { #expect(slip?.remedy == remedy) }
  }

  @Test func `a lesson without runs is refused`() {
    let text = Self.lesson.split(separator: "runs:")[0] + "runs: []\n"
    let slip = #expect(throws: InputError.self) {
      try LessonReader.read(SourceText(name: "l", text: String(text)), number: 1, folder: "x")
    }
    #expect(slip?.problem == "a lesson has a list of runs")
    #expect(slip?.remedy == "begin each with a dash")
  }

  @Test func `where no lessons are, it is said where they were looked for`() {
    let desk = Desk()
    #expect(desk.run("lesson") == .wrongInput)
    #expect(
      desk.errors
        == "error: there is no folder scenarios/lessons here\n"
        + "  go to the folder of the project, in which scenarios/lessons lies\n")
    desk.files["scenarios/lessons/notes/lesson.yaml"] = Self.lesson
    #expect(desk.run("lesson 1") == .wrongInput)
    #expect(
      desk.errors
        == "error: scenarios/lessons holds no lesson\n"
        + "  add one as scenarios/lessons/01-NAME/lesson.yaml\n")
  }

  @Test func `an unknown lesson is refused with those that are there`() {
    let desk = Desk(["scenarios/lessons/02-buffering/lesson.yaml": Self.lesson])
    #expect(desk.run("lesson 7") == .wrongInput)
    #expect(desk.errors == "error: there is no lesson 7\n  choose 2 to 2\n")
    #expect(desk.run("lesson bufering") == .wrongInput)
    #expect(desk.errors == "error: there is no lesson bufering\n  did you mean buffering?\n")
  }

  @Test func `a claim that is no goal is refused where it stands`() {
    let desk = shop(
      Self.lesson.replacing("entered Buyers to Orders > 50}\nanswer", with: "entered > }\nanswer"))
    #expect(desk.run("lesson 1", catalogue: .aws) == .wrongInput)
    #expect(desk.errors.hasPrefix("error: scenarios/lessons/01-t/lesson.yaml:6:"))
  }

  @Test func `a section or line that the report does not have is refused`() {
    let section = shop(Self.lesson.replacing("Latency: all", with: "Lateness: all"))
    #expect(section.run("lesson 1", catalogue: .aws) == .wrongInput)
    #expect(section.errors.contains(":5:13: the report has no section Lateness\n"))
    #expect(section.errors.contains("^ it has "))
    let line = shop(Self.lesson.replacing("Latency: all", with: "Latency: [Byers, Sellers]"))
    #expect(line.run("lesson 1", catalogue: .aws) == .wrongInput)
    #expect(line.errors.contains(":5:13: no line of Latency begins with Byers, or Sellers\n"))
  }

  private func shop(_ lesson: String) -> Desk {
    Desk([
      "scenarios/lessons/01-t/lesson.yaml": lesson,
      "scenarios/lessons/01-t/template.yaml": "Resources: {Orders: {Type: AWS::SQS::Queue}}",
      "scenarios/lessons/01-t/scenario.yaml": """
      duration: 20 s
      template: template.yaml
      traffic: {Buyers: {to: Orders, rate: 5/s}}
      """,
    ])
  }
}
