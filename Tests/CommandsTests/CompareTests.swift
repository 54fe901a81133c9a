import Documents
import Services
import Testing

@testable import Commands

@Suite struct CompareTests {
  private static func template(_ concurrency: Int) -> String {
    """
    Resources:
      Orders: {Type: AWS::SQS::Queue}
      Ship:
        Type: AWS::Lambda::Function
        Properties:
          {Runtime: nodejs22.x, Handler: a.b, Timeout: 20, Role: r, Code: {ZipFile: x},
           ReservedConcurrentExecutions: \(concurrency)}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship, BatchSize: 1}
    """
  }
  private static let scenario = """
    title: Shop
    duration: 20 s
    drain: 5 min
    designs: {roomy: roomy.yaml, tight: tight.yaml, same: roomy.yaml}
    traffic: {Buyers: {to: Orders, rate: 10/s}}
    behavior: {Ship: {duration: 200 ms}}
    goals: [p99 of latency Buyers to Ship < 10 s]
    """

  private func desk(_ scenario: String = Self.scenario) -> Desk {
    Desk([
      "scenarios/shop/scenario.yaml": scenario,
      "scenarios/shop/roomy.yaml": Self.template(20),
      "scenarios/shop/tight.yaml": Self.template(1),
    ])
  }

  private func record(_ desk: Desk) throws -> Document {
    let text = try #require(desk.files["reports/shop/compare/report.json"])
    return try JSON.read(SourceText(name: "report.json", text: text))
  }

  @Test func `a comparison writes its three files and shows the text`() throws {
    let desk = desk()
    #expect(desk.run("compare scenarios/shop", catalogue: .aws) == .missed)
    #expect(desk.output.hasPrefix("Shop – tight, same against roomy\n20 s of traffic · "))
    #expect(desk.output.contains("10 replications of 3 designs\n"))
    #expect(desk.output.contains("Every design got the same messages at the same moments"))
    #expect(desk.errors.hasSuffix(" a second · reports/shop/compare/\n"))
    let reports = desk.files.keys.filter { $0.hasPrefix("reports/") }.sorted()
    #expect(
      reports
        == ["index.html", "report.json", "summary.md"].map { "reports/shop/compare/\($0)" })
  }

  @Test func `a comparison that runs until figures are known says why it stopped`() throws {
    let desk = desk()
    let words = "--designs roomy,same --replications auto --precision 30% --most 20"
    #expect(desk.run("compare scenarios/shop \(words)", catalogue: .aws) == .done)
    #expect(desk.output.contains("Stopped after 10 replications: every figure is known to 30 %"))
    let precision = try record(desk)["run"]?["precision"]
    #expect(precision?["asked"]?.number?.double == 0.3 && precision?["isKnown"]?.flag == true)
    #expect(precision?["reached"]?.list?.count == 2)
  }

  @Test func `the record has the verdicts of each design and what differs for real`() throws {
    let desk = desk()
    _ = desk.run("compare scenarios/shop --replications 4 --quiet", catalogue: .aws)
    #expect(desk.output == "" && desk.errors == "")
    let record = try record(desk)
    #expect(record["base"]?.text == "roomy")
    #expect(record["run"]?["replications"]?.number?.integer == 4)
    #expect(record["messages"]?["same"]?.flag == true)
    let goals = record["goals"]
    #expect(goals?["roomy"]?.list?.first?["outcome"]?.text == "met")
    #expect(goals?["tight"]?.list?.first?["outcome"]?.text == "missed")
    let median = try #require(
      record["figures"]?.list?.first {
        $0["of"]?.text == "Buyers to Ship" && $0["figure"]?.text == "p50"
      })
    #expect(median["differences"]?["tight"]?["finding"]?.text == "more")
    #expect(median["differences"]?["same"]?["finding"]?.text == "same")
    #expect(median["values"]?["tight"]?.list?.count == 4)
  }

  @Test func `designs can be chosen, and the first is the base`() throws {
    let desk = desk()
    #expect(
      desk.run("compare scenarios/shop --designs same,roomy --quiet", catalogue: .aws) == .done)
    let record = try record(desk)
    #expect(record["base"]?.text == "same")
    #expect(record["designs"]?.list?.compactMap { $0.text } == ["same", "roomy"])
  }

  @Test func `one replication has no interval, and the page says so`() throws {
    let desk = desk()
    _ = desk.run("compare scenarios/shop --replications 1", catalogue: .aws)
    #expect(desk.output.contains("1 replication of 3 designs"))
    #expect(desk.output.contains("One replication: there is no interval"))
    #expect(!desk.output.contains("▲") && !desk.output.contains("±"))
    let figure = try record(desk)["figures"]?.list?.first
    #expect(figure?["differences"]?["tight"]?["finding"]?.text == "unsettled")
    #expect(figure?["differences"]?["tight"]?["low"]?.isNull == true)
  }

  @Test func `the scenario's replications count where there are several`() throws {
    let desk = desk(Self.scenario + "\nreplications: 3")
    _ = desk.run("compare scenarios/shop --quiet", catalogue: .aws)
    #expect(try record(desk)["run"]?["replications"]?.number?.integer == 3)
  }

  @Test func `every format shows what the file of its kind holds`() {
    for (format, file) in [("json", "report.json"), ("markdown", "summary.md")] {
      let desk = desk()
      _ = desk.run(
        "compare scenarios/shop --replications 2 --format \(format) --out x", catalogue: .aws)
      #expect(desk.output == desk.files["x/compare/\(file)"], "\(format)")
    }
  }

  @Test func `the same seed gives the same bytes, another seed others`() throws {
    let records = try ["", "--seed 42", "--seed 7"].map { seed in
      let desk = desk()
      _ = desk.run("compare scenarios/shop --replications 2 --quiet \(seed)", catalogue: .aws)
      return try #require(desk.files["reports/shop/compare/report.json"])
    }
    #expect(records[0] == records[1] && records[0] != records[2])
  }

  @Test func `clients that wait for answers are named`() throws {
    let users = Self.scenario.replacing("rate: 10/s", with: "users: 5, thinkTime: 1 s")
      .replacing("to: Orders", with: "to: Ship")
    let desk = desk(users)
    _ = desk.run("compare scenarios/shop --replications 2", catalogue: .aws)
    #expect(desk.output.contains("The designs did not get the same messages."))
    #expect(
      desk.output.contains(
        "Buyers waits for answers before it sends again, so that a design changes what it sends."))
    #expect(try record(desk)["messages"]?["same"]?.flag == false)
  }

  /// Words behind `compare scenarios/shop`, and exactly what standard error says of them.
  static let slips: [(words: String, says: String)] = [
    ("--designs roomy,tigth", "there is no design tigth\n  did you mean tight?"),
    ("--designs roomy,xyz", "there is no design xyz\n  choose roomy, tight, same"),
    ("--designs roomy,roomy", "--designs names roomy twice\n  keep one"),
    (
      "--designs tight",
      "a comparison needs two designs, found tight\n"
        + "  write two at least, the first being the base: --designs A,B"
    ),
    ("--format csv", "--format does not take csv\n  choose one of text, json, markdown"),
    (
      "--replications 0",
      "--replications takes a whole number or auto, found 0\n  choose from 1 to 10000, or auto"
    ),
  ]

  @Test(arguments: slips)
  func `a bad comparison is refused with the way out`(_ slip: (words: String, says: String)) {
    let desk = desk()
    #expect(desk.run("compare scenarios/shop \(slip.words)", catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: \(slip.says)\n")
    #expect(desk.output == "")
  }

  @Test func `a scenario with one design cannot be compared`() {
    let desk = desk(
      Self.scenario.replacing(
        "designs: {roomy: roomy.yaml, tight: tight.yaml, same: roomy.yaml}",
        with: "template: roomy.yaml"))
    #expect(desk.run("compare scenarios/shop", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors == """
        error: a comparison needs two designs, and the scenario has one
          describe another one under designs, or use spillway run

        """)
  }

  @Test func `a comparison that the user stops writes nothing`() {
    let desk = desk()
    desk.isInterrupted = true
    #expect(desk.run("compare scenarios/shop", catalogue: .aws) == .interrupted)
    #expect(desk.files.keys.allSatisfy { $0.hasPrefix("scenarios/") })
  }
}
