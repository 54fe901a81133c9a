import Foundation
import Services
import Testing

@testable import Commands

/// Every shipped scenario gives the very bytes that are committed under `reports`.
@Suite struct ShippedScenarioTests {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// The scenarios, and whether the design that is run first meets its goals.
  static let shipped: [(name: String, ending: ExitCode)] = [
    ("flash-sale", .done), ("order-queue", .done), ("signup-fanout", .done),
    ("poison-and-throttle", .missed), ("partner-webhook", .missed),
    ("sns-or-eventbridge", .done), ("nightly-batch", .done), ("object-uploads", .done),
    ("upload-to-table", .done), ("retry-storm", .missed), ("shop-synchronous-or-not", .missed),
    ("t2-credits", .missed), ("self-healing", .done), ("cpu-alarm-fleet", .missed),
    ("duplicate-orders", .missed), ("fat-or-thin-events", .done),
    ("hot-partition", .missed),
    ("order-stream", .missed),
    ("sensor-fleet", .missed), ("capacity-plan", .done), ("fleet-plan", .missed),
  ]

  /// A desk on which the files of a scenario lie.
  static func desk(_ name: String) throws -> Desk {
    let folder = root.appending(path: "scenarios/\(name)")
    let desk = Desk()
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      desk.files["scenarios/\(name)/\(file)"] = text
    }
    return desk
  }

  /// Those that are run twice: some of them, unless everything is asked for.
  private static let repeated =
    ProcessInfo.processInfo.environment["SWEEP"] != nil ? shipped[...] : shipped.prefix(3)

  @Test(arguments: shipped.map { $0.name })
  func `every design of a shipped scenario gives what is committed`(name: String) throws {
    let desk = try Self.desk(name)
    _ = desk.run("run scenarios/\(name) --design all --quiet", catalogue: .aws)
    let reports = desk.files.keys.filter { $0.hasPrefix("reports/") }.sorted()
    #expect(reports.count >= 4)
    for path in reports { try Self.expectCommitted(desk.files[path], path) }
  }

  /// `SWEEP=1` runs all of them.
  @Test(arguments: repeated)
  func `a shipped scenario ends as it should, and twice the same`(
    name: String, ending: ExitCode
  ) throws {
    let (once, again) = (try Self.desk(name), try Self.desk(name))
    for desk in [once, again] {
      #expect(desk.run("run scenarios/\(name) --quiet", catalogue: .aws) == ending)
    }
    let reports = once.files.keys.filter { $0.hasPrefix("reports/") }.sorted()
    #expect(reports.count >= 4)
    for path in reports {
      #expect(once.files[path] == again.files[path], "\(path) differs from run to run")
      try Self.expectCommitted(once.files[path], path)
    }
  }

  /// The scenarios whose pages are committed.
  private static let pages = ["flash-sale", "shop-synchronous-or-not", "order-stream"]
    .map { "reports/\($0)/index.html" }

  /// What only whoever runs a scenario has.
  private static let uncommitted = ["series.csv", "console.csv", "trace.json", "policies.json"]

  /// A report is small and what is committed; neither are series and traces, nor most pages.
  private static func expectCommitted(_ text: String?, _ path: String) throws {
    guard let text else { return }
    let isPage = path.hasSuffix(".html")
    #expect(text.utf8.count <= 1_000_000 || !isPage, "\(path) is too large to send")
    let isCommitted = isPage ? pages.contains(path) : !uncommitted.contains { path.hasSuffix($0) }
    guard isCommitted else { return }
    #expect(text.utf8.count <= (isPage ? 400_000 : 100_000), "\(path) is too large to commit")
    let file = Self.root.appending(path: path)
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(committed == text, "\(path): UPDATE=1 swift test --filter ShippedScenario")
  }

  @Test func `the shipped comparison gives what is committed`() throws {
    let desk = try Self.desk("sns-or-eventbridge")
    #expect(desk.run("compare scenarios/sns-or-eventbridge --quiet", catalogue: .aws) == .missed)
    let reports = desk.files.keys.filter { $0.hasPrefix("reports/") }.sorted()
    let folder = "reports/sns-or-eventbridge/compare"
    #expect(reports == ["index.html", "report.json", "summary.md"].map { "\(folder)/\($0)" })
    for path in reports { try Self.expectCommitted(desk.files[path], path) }
  }

  @Test func `the tight flash sale, the starved batch and the tutorials' handler miss their goals`()
    throws
  {
    let sale = try Self.desk("flash-sale")
    #expect(sale.run("run scenarios/flash-sale --design tight", catalogue: .aws) == .missed)
    let batch = try Self.desk("nightly-batch")
    #expect(batch.run("run scenarios/nightly-batch --design starved", catalogue: .aws) == .missed)
    #expect(batch.output.contains("OrderQueue → OrderDLQ"))
    let orders = try Self.desk("order-queue")
    #expect(orders.run("run scenarios/order-queue --design tutorial", catalogue: .aws) == .missed)
    #expect(orders.output.contains("swallowed at SaveOrder"))
  }

  @Test func `another seed gives other figures`() throws {
    let desk = try Self.desk("order-queue")
    _ = desk.run("run scenarios/order-queue --format json", catalogue: .aws)
    let own = desk.output
    _ = desk.run("run scenarios/order-queue --format json --seed 8", catalogue: .aws)
    #expect(own != desk.output)
  }
}
