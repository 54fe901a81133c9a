import Documents
import Services
import Testing

@testable import Commands

@Suite struct SweepTests {
  private func record(_ desk: Desk) throws -> Document {
    let text = try #require(desk.files["reports/shop/sweep/report.json"])
    return try JSON.read(SourceText(name: "report.json", text: text))
  }

  @Test func `a sweep runs every value with every other and writes its five files`() throws {
    let desk = SweepShop.desk()
    #expect(desk.run("sweep scenarios/shop \(SweepShop.vary)", catalogue: .aws) == .done)
    #expect(
      desk.output.hasPrefix(
        "Shop – sweep\n2 settings · 6 points · 2 replications · 12 runs\n"))
    #expect(desk.errors.hasPrefix("12 runs of "))
    #expect(desk.errors.hasSuffix(" · reports/shop/sweep/\n"))
    #expect(
      SweepShop.written(desk).keys.sorted()
        == ["index.html", "points.csv", "report.json", "results.jsonl", "summary.md"].map {
          "reports/shop/sweep/\($0)"
        })
    let record = try record(desk)
    let points = try #require(record["points"]?.list)
    #expect(
      points.map { $0["set"]?["Ship.ReservedConcurrentExecutions"]?.text }
        == ["1", "1", "4", "4", "6", "6"])
    #expect(points.map { $0["set"]?["Mapping.BatchSize"]?.text } == ["1", "5", "1", "5", "1", "5"])
    #expect(record["messages"]?["same"]?.flag == true)
    #expect(points[0]["goals"]?.text == "undecided" && points[4]["goals"]?.text == "met")
    #expect(points[0]["figures"]?.list?[0]["mean"]?.number != nil)
  }

  @Test func `the table of runs is tidy`() throws {
    let desk = SweepShop.desk()
    _ = desk.run(
      "sweep scenarios/shop \(SweepShop.vary) --format csv", catalogue: .aws)
    let lines = desk.output.split(separator: "\n")
    #expect(
      lines[0] == "design,Ship.ReservedConcurrentExecutions,Mapping.BatchSize,replication,"
        + "figure,unit,value")
    #expect(lines.count == 1 + 12 * 3)
    #expect(lines[1].hasPrefix(",1,1,1,p99 of latency Buyers to Ship < 2 s,nanoseconds,"))
    #expect(lines[36].hasPrefix(",6,5,2,cost,micro-USD,"))
    #expect(desk.output == desk.files["reports/shop/sweep/points.csv"])
  }

  @Test func `the report says which points meet the goals, the best, and what mattered`() throws {
    let desk = SweepShop.desk()
    _ = desk.run("sweep scenarios/shop \(SweepShop.vary)", catalogue: .aws)
    #expect(desk.output.contains("every goal .. met at 3 of 6 points, undecided at 3"))
    #expect(desk.output.contains("Best  where every goal is met"))
    #expect(desk.output.contains(" ★"))
    #expect(desk.output.contains("What mattered"))
    #expect(desk.output.contains("Every point got the same messages at the same moments"))
    let effects = try #require(try record(desk)["effects"]?.list?.first)
    let own = try #require(effects["effects"]?.list)
    #expect(own[0]["of"]?.text == "Ship.ReservedConcurrentExecutions")
    let shares =
      own.compactMap { $0["share"]?.number?.double } + [effects["rest"]?.number?.double ?? 0]
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
  }

  @Test func `each point has the figures that a run with its settings has`() throws {
    let desk = SweepShop.desk()
    _ = desk.run(
      "sweep scenarios/shop --vary Mapping.BatchSize=1,5 --replications 1", catalogue: .aws)
    let figure = try #require(try record(desk)["points"]?.list?[1]["figures"]?.list?[0].number)
    _ = desk.run("run scenarios/shop --set Mapping.BatchSize=5 --format json", catalogue: .aws)
    let alone = try JSON.read(SourceText(name: "run.json", text: desk.output))
    #expect(alone["goals"]?.list?[0]["figure"]?.number?.double == figure.double)
  }

  @Test func `traffic that is varied gives other messages, and the report says by what`() throws {
    let desk = SweepShop.desk()
    _ = desk.run(
      "sweep scenarios/shop --vary traffic.Buyers.rate=5/s,10/s --vary Mapping.BatchSize=1,5"
        + " --replications 2", catalogue: .aws)
    #expect(desk.output.contains("They differ where traffic.Buyers.rate does."))
    #expect(
      try record(desk)["messages"]?["differBy"]?.list?.map { $0.text } == ["traffic.Buyers.rate"])
  }

  @Test func `a study beside the scenario says what to vary, in which designs`() throws {
    let scenario = SweepShop.scenario.replacing(
      "template: template.yaml", with: "designs: {roomy: template.yaml, tight: tight.yaml}")
    let desk = SweepShop.desk(
      scenario, study: "vary: {Mapping.BatchSize: [1, 5]}\ndesigns: all\nreplications: 2")
    _ = desk.run("sweep scenarios/shop", catalogue: .aws)
    #expect(desk.output.contains("2 designs · 1 setting · 4 points · 2 replications · 8 runs"))
    #expect(try record(desk)["points"]?.list?[2]["design"]?.text == "tight")
    _ = desk.run("sweep scenarios/shop --designs tight --replications 3", catalogue: .aws)
    #expect(desk.output.contains("1 setting · 2 points · 3 replications · 6 runs"))
    _ = desk.run("sweep scenarios/shop --vary Ship.Timeout=10,20", catalogue: .aws)
    #expect(desk.output.contains("\n1 setting · 2 points · 10 replications · 20 runs"))
  }

  @Test func `without goals the usual figures are asked for`() throws {
    let scenario = SweepShop.scenario.replacing(
      "goals: [p99 of latency Buyers to Ship < 2 s, lost = 0]", with: "month: {runs: 2}")
    let desk = SweepShop.desk(scenario)
    #expect(
      desk.run(
        "sweep scenarios/shop --vary Mapping.BatchSize=1,5 --replications 2", catalogue: .aws)
        == .done)
    #expect(
      try record(desk)["figures"]?.list?.compactMap { $0["name"]?.text } == [
        "p50 of latency", "p99 of latency", "lost", "dead-lettered", "cost per month",
      ])
  }

  @Test func `figures that are asked for stand behind the goals`() throws {
    let desk = SweepShop.desk()
    _ = desk.run(
      [
        "sweep", "scenarios/shop", "--designs", "all", "--figure",
        "max of ConcurrentExecutions at Ship",
      ],
      catalogue: .aws)
    #expect(
      try record(desk)["figures"]?.list?.compactMap { $0["name"]?.text } == [
        "p99 of latency Buyers to Ship < 2 s", "lost = 0", "max of ConcurrentExecutions at Ship",
      ])
  }

  @Test func `a sweep in which no point meets the goals ends as a missed goal does`() {
    let desk = SweepShop.desk()
    let code = desk.run(
      "sweep scenarios/shop --vary Ship.ReservedConcurrentExecutions=1,2 --replications 2",
      catalogue: .aws)
    #expect(code == .missed)
    #expect(desk.output.contains("No point meets every goal."))
  }

  @Test func `lines of JSON say how far it is`() throws {
    let desk = SweepShop.desk()
    desk.tick = 200_000_000
    _ = desk.run(
      "sweep scenarios/shop --vary Mapping.BatchSize=1,5 --replications 2 --progress json --quiet",
      catalogue: .aws)
    let lines = desk.errors.split(separator: "\n")
    #expect(lines.count == 4)
    let last = try JSON.read(SourceText(name: "line", text: String(lines[3])))
    #expect(last["done"]?.number?.integer == 4 && last["left"]?.number?.integer == 0)
    #expect(last["best"]?["figure"]?.text == "p99 of latency Buyers to Ship < 2 s")
  }

  /// Words behind `sweep scenarios/shop`, and exactly what standard error says of them.
  static let slips: [(words: String, says: String)] = [
    (
      "",
      "nothing says what to vary\n  write --vary PATH=VALUES, or scenarios/shop/study.yaml"
    ),
    (
      "--vary A.B=1 --vary A.B=2",
      "--vary names A.B twice\n  list all its values in one"
    ),
    ("--vary A.B=1..9", "1..9 is no range\n  write it with its step, as 10..200/10 or 1..64*2"),
    (
      "--vary Mapping.BatchSize=1 --designs x",
      "there is no design x\n  the scenario has but one; name none"
    ),
    ("--study none.yaml", "there is no file none.yaml"),
    ("--vary A.B=1 --shard 3", "3 is no shard\n  write which of how many, from 1/8 to 8/8"),
  ]

  @Test(arguments: slips)
  func `a bad sweep is refused with the way out`(_ slip: (words: String, says: String)) {
    let desk = SweepShop.desk()
    #expect(desk.run("sweep scenarios/shop \(slip.words)", catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: \(slip.says)\n")
    #expect(SweepShop.written(desk).isEmpty)
  }

  @Test func `a slip in a value is placed in the option, or the file, that says it`() {
    let told = SweepShop.desk()
    _ = told.run("sweep scenarios/shop --vary Mapping.BatchSize=1,none", catalogue: .aws)
    #expect(told.errors.contains("--vary Mapping.BatchSize:1:1: "), "\(told.errors)")
    let written = SweepShop.desk(study: "vary: {Mapping.BatchSize: [1, none]}")
    _ = written.run("sweep scenarios/shop", catalogue: .aws)
    #expect(
      written.errors.contains("scenarios/shop/study.yaml Mapping.BatchSize:1:1: "),
      "\(written.errors)")
  }

  @Test func `every point is read before any is run`() {
    let desk = SweepShop.desk()
    #expect(
      desk.run("sweep scenarios/shop --vary Mapping.BatchSize=1,2,none", catalogue: .aws)
        == .wrongInput)
    #expect(desk.errors.contains("none") && SweepShop.written(desk).isEmpty)
  }
}
