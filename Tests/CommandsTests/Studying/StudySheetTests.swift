import Documents
import Studies
import Testing

@testable import Commands

@Suite struct StudySheetTests {
  private func sheet(_ text: String) throws -> StudySheet {
    try StudySheetReader.read(SourceText(name: "study.yaml", text: text))
  }

  @Test func `a study says what it varies, where and how often`() throws {
    let sheet = try sheet(
      """
      about: How much is enough.
      vary:
        Queue.VisibilityTimeout: [30, 60]
        Ship.ReservedConcurrentExecutions: 10..30/10
        behavior.Ship.duration: [{median: 40 ms, p99: 300 ms}, 80 ms]
      designs: [a, b]
      replications: 7
      figures: [p99 of latency, cost]
      """)
    #expect(sheet.about == "How much is enough.")
    #expect(
      sheet.knobs == [
        Knob("Queue.VisibilityTimeout", ["30", "60"]),
        Knob("Ship.ReservedConcurrentExecutions", ["10", "20", "30"]),
        Knob("behavior.Ship.duration", [#"{"median":"40 ms","p99":"300 ms"}"#, "80 ms"]),
      ])
    #expect(sheet.designs == "a,b" && sheet.replications == 7)
    #expect(sheet.figures.compactMap { $0.text } == ["p99 of latency", "cost"])
    #expect(try sheet.points(in: ["a", "b"]).count == 24)
  }

  @Test func `points can be listed in place of a grid`() throws {
    let sheet = try sheet("points: [{Queue.A: 1, Queue.B: x}, {Queue.A: 2}]")
    #expect(sheet.axes == [Knob("Queue.A", ["1", "2"]), Knob("Queue.B", ["x"])])
    #expect(
      try sheet.points(in: ["a", "b"]).map { $0.text } == [
        "a, Queue.A=1, Queue.B=x", "a, Queue.A=2", "b, Queue.A=1, Queue.B=x", "b, Queue.A=2",
      ])
  }

  @Test func `a study says what a plan needs`() throws {
    let sheet = try sheet(
      """
      vary: {Ship.MemorySize: "128..1024*2"}
      minimize: cost per month
      confidence: 95 %
      indifference: {p99 of latency < 1 s: 50 ms}
      monotone: Ship.MemorySize
      budget: 5000
      """)
    #expect(sheet.minimize?.text == "cost per month" && sheet.confidence == 0.95)
    #expect(sheet.monotone.map { $0.path } == ["Ship.MemorySize"] && sheet.budget == 5_000)
    #expect(sheet.monotone.first?.place?.line == 5 && sheet.isOfPlans)
    #expect(sheet.indifference?["p99 of latency < 1 s"]?.text == "50 ms")
  }

  @Test func `a text that would be read as something else keeps its quotes`() throws {
    #expect(try sheet("vary: {A.B: ['no', \"1\", 2]}").knobs[0].values == ["no", "\"1\"", "2"])
  }

  /// A study, and exactly what is said of it.
  static let slips: [(text: String, says: String, remedy: String)] = [
    ("varry: {A.B: 1}", "a study has no varry", "did you mean vary?"),
    (
      "[1]", "a study takes names and values, and is a list",
      "for example {vary: {Queue.VisibilityTimeout: [30, 60, 180]}}"
    ),
    (
      "vary: 30", "vary takes names and values, and is a number",
      "for example {Queue.VisibilityTimeout: [30, 60, 180]}"
    ),
    ("vary: {A.B: []}", "A.B varies over nothing", "write values as 30,60 or 10..200/10"),
    ("vary: {A.B: {x: 1}}", "A.B varies over nothing", "write values as 30,60 or 10..200/10"),
    ("vary: {A.B: 9..1/2}", "9..1/2 leads nowhere", "write it upwards, as 10..200/10"),
    (
      "vary: {A.B: 1}\npoints: [{A.B: 1}]", "a study has vary or points, and this has both",
      "keep one"
    ),
    (
      "points: {}", "points is a list of settings",
      "for example - {Queue.VisibilityTimeout: 30, Ship.Timeout: 5}"
    ),
    ("points: [{A.B: 1}, {A.B: 1}]", "this point stands twice", "keep one"),
    ("replications: 0", "replications is 0, out of range", "choose from 1 to 10000"),
    ("confidence: 100 %", "confidence is from 50 % to less than 100 %", "95 % is usual"),
  ]

  @Test(arguments: slips)
  func `a slip in a study is refused at its place`(
    _ slip: (text: String, says: String, remedy: String)
  ) {
    #expect { try sheet(slip.text) } throws: { error in
      let error = error as? InputError
      return error?.problem == slip.says && error?.remedy == slip.remedy && error?.place != nil
    }
  }

  @Test func `a study of too many points is refused`() throws {
    let sheet = try sheet("vary: {A.B: 1..10000/1, A.C: 1..11/1}")
    #expect { try sheet.points(in: [""]) } throws: {
      ($0 as? InputError)?.problem == "the study has more than 20000 points"
    }
  }
}
