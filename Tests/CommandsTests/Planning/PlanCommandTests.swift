import Documents
import Foundation
import Services
import Testing

@testable import Commands

@Suite struct PlanCommandTests {
  /// A queue before servers, under `ideal`: of M/M/c the share of customers that wait.
  private static let template = """
    Resources:
      Line: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 43200}}
      Desk:
        Type: AWS::Lambda::Function
        Properties:
          {Runtime: nodejs22.x, Handler: a.b, Timeout: 900, Role: r, Code: {ZipFile: x},
           ReservedConcurrentExecutions: 10}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Line.Arn, FunctionName: !Ref Desk, BatchSize: 1}
    """
  private static let servers = "Desk.ReservedConcurrentExecutions"
  private static let waiting = "share over 0 s of latency Line to Desk <= 20 %"

  private static func scenario(rate: Int, duration: String, goals: String = waiting) -> String {
    """
    title: Staffing
    duration: \(duration)
    warmUp: 500 ms
    drain: 1 min
    calibration: ideal
    template: template.yaml
    traffic: {Callers: {to: Line, rate: \(rate)/s}}
    behavior: {Desk: {duration: {exponential: 10 ms}}}
    goals: [\(goals)]
    """
  }

  private func desk(
    rate: Int = 500, duration: String = "20 s", goals: String = waiting, study: String? = nil
  ) -> Desk {
    let desk = Desk([
      "scenarios/staff/scenario.yaml": Self.scenario(rate: rate, duration: duration, goals: goals),
      "scenarios/staff/template.yaml": Self.template,
    ])
    if let study { desk.files["scenarios/staff/study.yaml"] = study }
    return desk
  }

  private func record(_ desk: Desk, _ command: String = "plan") throws -> Document {
    let text = try #require(desk.files["reports/staff/\(command)/report.json"])
    return try JSON.read(SourceText(name: "report.json", text: text))
  }

  private func plan(_ desk: Desk, _ words: String = "", range: String = "6..20/1") -> ExitCode {
    desk.run(
      "plan scenarios/staff --vary \(Self.servers)=\(range) --monotone \(Self.servers) "
        + "--indifference 10% \(words)", catalogue: .aws)
  }

  // MARK: What it finds

  @Test func `it finds the least number of servers of a queueing system`() throws {
    let desk = desk()
    #expect(plan(desk) == .done)
    let record = try record(desk)
    #expect(record["answer"]?["set"]?[Self.servers]?.text == "8")
    #expect(record["provenToMeet"]?.flag == true && record["provenCheapest"]?.flag == true)
    #expect(desk.output.hasPrefix("Staffing – plan\n1 setting · 15 points · "))
    #expect(desk.output.contains("Proven, with 95 % confidence in all of it together: "))
    let summary = try #require(desk.files["reports/staff/plan/summary.md"])
    #expect(summary.contains("7 misses share over 0 s of latency Line to Desk "))
    #expect(desk.errors.hasSuffix(" · reports/staff/plan/\n"))
    let reports = desk.files.keys.filter { $0.hasPrefix("reports/") }.sorted()
    #expect(
      reports == ["index.html", "report.json", "summary.md"].map { "reports/staff/plan/\($0)" })
  }

  /// Sixteen times the load takes minutes; `SWEEP=1` asks for it.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SWEEP"] != nil))
  func `it finds the least number of many servers too`() throws {
    let desk = desk(rate: 8_000, duration: "10 s")
    #expect(plan(desk, "--budget 1000", range: "81..120/1") == .done)
    #expect(try record(desk)["answer"]?["set"]?[Self.servers]?.text == "90")
  }

  @Test func `an interrupted plan goes on from what was run, with the same bytes`() throws {
    let whole = desk(duration: "2 s")
    _ = plan(whole)
    let part = desk(duration: "2 s")
    part.tick = 300_000_000
    let count = Counter()
    part.interruption = { count.next() > 100 }
    #expect(plan(part) == .interrupted)
    #expect(part.errors.contains("the same command goes on from here\n"))
    #expect(part.files.keys.contains { $0.hasPrefix("reports/staff/plan/.unfinished-") })
    part.interruption = nil
    #expect(plan(part) == plan(whole))
    #expect(part.errors.contains(" runs were done before\n"))
    let reports = { (desk: Desk) in desk.files.filter { $0.key.hasPrefix("reports/") } }
    #expect(reports(part) == reports(whole))
  }

  @Test func `study.yaml says what may be chosen and how`() throws {
    let desk = desk(
      duration: "2 s", goals: "\(Self.waiting), lost = 0",
      study: """
        vary: {\(Self.servers): 6..9/1}
        monotone: [\(Self.servers)]
        minimize: mean of latency Line to Desk
        indifference: {\(Self.waiting): 4 %}
        confidence: 90 %
        budget: 200
        """)
    _ = desk.run("plan scenarios/staff --quiet", catalogue: .aws)
    #expect(desk.output == "" && desk.errors == "")
    let question = try record(desk)["question"]
    #expect(question?["minimize"]?.text == "mean of latency Line to Desk")
    #expect(question?["confidence"]?.number?.double == 0.9)
    #expect(question?["budget"]?.number?.integer == 200)
    #expect(question?["goals"]?.list?.first?["tolerance"]?.number?.double == 0.04)
  }

  @Test func `a plan that finds nothing says so`() throws {
    let desk = desk(duration: "2 s")
    #expect(plan(desk, range: "6,7") == .missed)
    #expect(desk.output.contains("No setting that may be chosen meets every goal: proven"))
  }

  @Test func `it finds the settings with the most of a figure`() throws {
    let busy = "mean of ConcurrentExecutions at Desk"
    let desk = desk(
      duration: "2 s",
      study: "vary: {traffic.Callers.rate: [100/s, 200/s, 400/s, 800/s]}\nmaximize: \(busy)\n")
    #expect(desk.run("plan scenarios/staff", catalogue: .aws) == .done, "\(desk.errors)")
    let record = try record(desk)
    #expect(record["answer"]?["set"]?["traffic.Callers.rate"]?.text == "400/s")
    #expect(record["question"]?["maximize"]?.text == busy)
    #expect(desk.output.contains("The best settings that meet every goal: \(busy) is "))
  }

  @Test func `a plan draws its figure over what it tried, and says the same in words`() throws {
    let busy = "max of ConcurrentExecutions at Desk"
    let desk = desk(
      duration: "2 s",
      study: "vary: {\(Self.servers): [6, 8, 10, 14]}\nmonotone: [\(Self.servers)]\n"
        + "indifference: 10 %\nminimize: \(busy)\n")
    #expect(desk.run("plan scenarios/staff", catalogue: .aws) == .done, "\(desk.errors)")
    let page = try #require(desk.files["reports/staff/plan/index.html"])
    #expect(page.contains("\(busy) over ReservedConcurrentExecutions"))
    let words = "\(busy): From "
    #expect(desk.output.contains("\n  \(words)"))
    #expect(desk.files["reports/staff/plan/summary.md"]?.contains("\n\(words)") == true)
  }

  // MARK: Slips

  @Test(arguments: [
    (
      "plan scenarios/staff",
      "nothing says what a plan may choose\n"
        + "  write --vary PATH=VALUES, or vary in scenarios/staff/study.yaml"
    ),
    (
      "plan scenarios/staff --vary Desk.Timeout=1,2 --monotone Desk.Timeouts",
      "monotone names Desk.Timeouts, which is not varied\n  did you mean Desk.Timeout?"
    ),
    (
      "plan scenarios/staff --vary Desk.Timeout=1,2 --confidence 20%",
      "--confidence takes a share from 50 % to less than 100 %, found 20%\n"
        + "  for example --confidence 95%"
    ),
    (
      "plan scenarios/staff --vary Desk.Timeout=1,2 --indifference much",
      "--indifference takes a share above 0 % and below 100 %, found much\n"
        + "  for example --indifference 5%"
    ),
    (
      "plan scenarios/staff --vary Desk.Timeout=1,2 --indifference 0",
      "--indifference takes a share above 0 % and below 100 %, found 0\n"
        + "  for example --indifference 5%"
    ),
    (
      "plan scenarios/staff --shard 1/2",
      "plan takes no --shard: it decides as it goes, each run on those before\n"
        + "  a fixed plan can be shared out: spillway sweep"
    ),
    (
      "capacity scenarios/staff --of traffic.Shop.rate",
      "the scenario does not say traffic.Shop.rate\n"
        + "  name a load that it says, as --of traffic.Shop.rate"
    ),
    (
      "capacity scenarios/staff --from 10/s --to 5/s",
      "--from 10/s is not below --to 5/s\n  begin lower"
    ),
    (
      "capacity scenarios/staff --from ten",
      "--from takes a rate, found ten\n  for example --from 10/s"
    ),
    (
      "capacity scenarios/staff --within 0%",
      "--within takes a share from 0.1 % to 100 %, found 0%\n  5% is usual"
    ),
  ])
  func `slips are refused`(words: String, message: String) {
    let desk = desk()
    #expect(desk.run(words, catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: \(message)\n")
  }

  /// What only plans read of a study, and what is said of it and where.
  private static let planSlips = [
    ("minimize: p98 of lateness", "2:18: nothing is measured as lateness\n"),
    ("monotone: [Desk.Timeout]", "2:12: monotone names Desk.Timeout, which is not varied\n"),
    (
      "indifference: {lost = 1: 2}", "2:16: there is no goal lost = 1\n"
    ),
    ("indifference: 0 %", "2:15: indifference is a share above 0 % and below 100 %\n"),
    ("confidence: 20 %", "2:13: confidence is from 50 % to less than 100 %\n"),
  ]

  @Test(arguments: planSlips)
  func `check reports what only plans read of a study where it stands, as plan does`(
    says: String, where place: String
  ) {
    let desk = desk(study: "vary: {\(Self.servers): [8, 9]}\n\(says)\n")
    for command in ["check", "plan"] {
      #expect(desk.run("\(command) scenarios/staff", catalogue: .aws) == .wrongInput)
      #expect(
        desk.errors.hasPrefix("error: scenarios/staff/study.yaml:\(place)"),
        "\(command): \(desk.errors)")
    }
  }

  @Test func `check says of a study that is a plan how many runs it may take`() {
    let sweep = desk(study: "vary: {\(Self.servers): [8, 9]}\n")
    #expect(sweep.run("check scenarios/staff", catalogue: .aws) == .done, "\(sweep.errors)")
    #expect(sweep.output.hasSuffix("study.yaml: no errors · 2 points · 20 runs\n"))
    let plan = desk(study: "vary: {\(Self.servers): [8, 9]}\nbudget: 70\n")
    #expect(plan.run("check scenarios/staff", catalogue: .aws) == .done)
    #expect(
      plan.output.hasSuffix("study.yaml: no errors · 2 points · 20 runs · as a plan at most 70\n"))
  }

  @Test func `a plan names what it does not read of a study`() {
    let study = "about: A\nvary: {\(Self.servers): [20]}\nreplications: 3\nfigures: [lost]\n"
    let desk = desk(duration: "1 s", study: study)
    _ = desk.run("plan scenarios/staff", catalogue: .aws)
    #expect(
      desk.errors.hasPrefix(
        "note: scenarios/staff/study.yaml: replications, figures of it are for spillway sweep;"
          + " a plan reads none of them\n"), "\(desk.errors)")
    let all = self.desk(duration: "1 s", study: "about: A\nvary: {\(Self.servers): [20]}\n")
    _ = all.run("plan scenarios/staff", catalogue: .aws)
    #expect(!all.errors.contains("note: "))
  }

  @Test func `points are for sweeps, and a plan says so where they stand`() {
    let desk = desk(study: "about: Two points\npoints:\n  - {\(Self.servers): 8}\n")
    #expect(desk.run("plan scenarios/staff", catalogue: .aws) == .wrongInput)
    #expect(desk.errors.contains("scenarios/staff/study.yaml:2:1: "), "\(desk.errors)")
    #expect(
      desk.errors.contains("write vary in place of points, or run them all with spillway sweep"))
  }

  @Test func `one figure is best, not two`() {
    let both = desk(
      study: "vary: {\(Self.servers): [8]}\nminimize: cost\nmaximize: goodput\n")
    #expect(both.run("plan scenarios/staff", catalogue: .aws) == .wrongInput)
    #expect(both.errors.contains("a plan minimizes one figure or maximizes one, and this has both"))
    let told = desk()
    #expect(
      told.run(
        "plan scenarios/staff --vary \(Self.servers)=8 --minimize cost --maximize lost",
        catalogue: .aws) == .wrongInput)
    #expect(told.errors.contains("both --minimize and --maximize are there"))
  }

  @Test func `a plan and a capacity need goals`() {
    let desk = desk(goals: "")
    _ = desk.run("plan scenarios/staff --vary Desk.Timeout=1,2", catalogue: .aws)
    #expect(desk.errors.contains("a plan needs goals, and the scenario has none\n"))
    desk.errors = ""
    _ = desk.run("capacity scenarios/staff", catalogue: .aws)
    #expect(desk.errors.contains("capacity needs goals, and the scenario has none\n"))
  }

  // MARK: Capacity

  @Test func `capacity finds the largest load and what gives out first`() throws {
    let desk = desk(duration: "4 s", goals: "p99 of latency Callers to Desk < 200 ms")
    #expect(desk.run("capacity scenarios/staff --within 40%", catalogue: .aws) == .done)
    let record = try record(desk, "capacity")
    let carried = try #require(record["carries"]?.text)
    let rate = try #require(Double(carried.dropLast(2)))
    // Ten servers of 10 ms each end a thousand in a second.
    #expect(rate > 600 && rate < 1_100, "\(carried)")
    #expect(record["givesOut"]?.text == "Desk")
    #expect(desk.output.contains("The design carries \(carried) of traffic.Callers.rate"))
  }

  @Test func `capacity goes up to ten times the load where nobody says more`() throws {
    let desk = desk(rate: 20, duration: "2 s", goals: "lost = 0")
    #expect(desk.run("capacity scenarios/staff --within 100%", catalogue: .aws) == .done)
    let record = try record(desk, "capacity")
    #expect(record["to"]?.text == "200/s" && record["carries"]?.text == "200/s")
    #expect(record["fails"]?.isNull == true || record["fails"]?.text == nil)
  }

  @Test func `a load that breaks a goal of every run takes two runs`() throws {
    let desk = desk(rate: 500, duration: "2 s", goals: "drained within 1 s of 2 s")
    #expect(desk.run("capacity scenarios/staff --within 50%", catalogue: .aws) == .done)
    let tried = try #require(try record(desk, "capacity")["tried"]?.list)
    let broken = tried.filter { $0["standing"]?.text == "misses" }
    #expect(!broken.isEmpty && broken.allSatisfy { $0["runs"]?.number?.integer ?? 0 <= 10 })
  }

  @Test func `capacity says at least where no load fails`() throws {
    let desk = desk(duration: "2 s", goals: "lost = 0")
    #expect(desk.run("capacity scenarios/staff --to 600/s", catalogue: .aws) == .done)
    #expect(
      desk.output.contains(
        "The design carries at least 600/s of traffic.Callers.rate within its goals, where the"))
  }
}

/// Counts how often it was asked, from several threads.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}
