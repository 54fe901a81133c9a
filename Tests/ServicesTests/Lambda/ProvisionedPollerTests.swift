import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

@Suite struct ProvisionedPollerTests {
  /// A mapping with pollers of its own, under `ideal` but for what those can do.
  private static func run(
    _ pollers: String, work: String, rate: String, duration: String = "1 min", batch: Int = 1,
    more: String = "", traffic: String = "", function: String = "Timeout: 900"
  ) throws -> RunResult {
    try MappingTests.bench(
      work: work, rate: rate + traffic, duration: duration,
      queue: "VisibilityTimeout: 43200", function: function,
      mapping: "BatchSize: \(batch), ProvisionedPollerConfig: {\(pollers)}", more: more,
      calibration: "mapping.pollerConcurrency: 10, mapping.pollerReceives: 10, "
        + "mapping.pollerBytes: 1048576"
    ).run()
  }

  @Test(arguments: [2, 3, 7] as [Int64])
  func `each provisioned poller has ten batches at once`(pollers: Int64) throws {
    let result = try Self.run(
      "MinimumPollers: \(pollers), MaximumPollers: \(pollers)", work: "100 s", rate: "20/s")
    #expect(try result.gauge("ConcurrentBatches", at: "Mapping").maximum == 10 * pollers)
    #expect(try result.gauge("ProvisionedPollers", at: "Mapping").maximum == pollers)
  }

  @Test(arguments: [(1, 102), (2, 150)] as [(Int, Int64)])
  func `provisioned pollers allow 1,000 runs more a minute, up to their maximum`(
    minutes: Int, most: Int64
  ) throws {
    let result = try Self.run(
      "MaximumPollers: 150", work: "600 s", rate: "300/s", duration: "\(minutes) min")
    #expect(abs(try result.gauge("ProvisionedPollers", at: "Mapping").maximum - most) <= 2)
  }

  @Test func `without figures there are from 2 to 200 pollers`() throws {
    var settings = MappingSettings()
    settings.provisionedPollers = .init()
    #expect(settings.provisionedBounds == nil)
    settings.provisionedPollers?.minimum = 5
    #expect(settings.provisionedBounds == 5...200)
    settings.provisionedPollers = .init(minimum: nil, maximum: 30)
    #expect(settings.provisionedBounds == 2...30)
  }

  /// Size, work and batch size, and what one poller does in a second by AWS's formula.
  private static let workloads: [(size: String, work: String, batch: Int, events: Double)] = [
    ("3 KB", "100 ms", 10, 100),
    ("3 KB", "1 s", 10, 100),
    ("3 KB", "2 s", 1, 5),
    ("1 KB", "10 ms", 1, 10),
    ("100 KB", "100 ms", 10, 10.24),
    ("512 KB", "1 ms", 1, 2),
  ]

  @Test(arguments: workloads)
  func `a poller does what AWS's formula says: 1 MB, 10 runs, 10 receives a second`(
    workload: (size: String, work: String, batch: Int, events: Double)
  ) throws {
    let result = try Self.run(
      "MinimumPollers: 2, MaximumPollers: 2", work: "1 ns", rate: "250/s", duration: "5 min",
      batch: workload.batch, more: ", perBatch: \(workload.work)",
      traffic: ", size: \(workload.size)")
    let events = Double(try result.count("InvokedEventCount", at: "Mapping")) / 300
    // What one second's pollers could fetch comes at once at the start.
    #expect(abs(events / (2 * workload.events) - 1) < 0.015, "\(events) a second")
  }

  @Test func `provisioned pollers sink to what is used, and never below their minimum`() throws {
    let result = try Self.run(
      "MinimumPollers: 3, MaximumPollers: 100", work: "1 s", rate: "1/s", duration: "10 min",
      traffic: ", spikes: [{at: 1 min, for: 1 min, rate: 400/s}]")
    let pollers = try result.gauge("ProvisionedPollers", at: "Mapping")
    #expect(pollers.maximum > 30)
    #expect(pollers.level == 3)
  }

  @Test func `pollers that are busy receiving stay, however short the runs are`() throws {
    let result = try Self.run(
      "MinimumPollers: 2, MaximumPollers: 100", work: "1 ms", rate: "300/s", duration: "10 min")
    #expect(try result.gauge("ProvisionedPollers", at: "Mapping").level >= 30)
    #expect(try result.gauge("ApproximateNumberOfMessagesVisible", at: "Work").level <= 10)
  }

  @Test func `every idle provisioned poller receives in vain each 20 s`() throws {
    let result = try Self.run("MinimumPollers: 8", work: "1 ms", rate: "0/s")
    #expect(try result.count("NumberOfEmptyReceives", at: "Work") == 8 * 3)
  }

  @Test func `failing runs do not take provisioned pollers away`() throws {
    let result = try Self.run(
      "MinimumPollers: 10, MaximumPollers: 10", work: "10 s", rate: "50/s", duration: "5 min",
      more: ", fails: 50 %")
    #expect(try result.gauge("ConcurrentBatches", at: "Mapping").maximum == 100)
    #expect(try result.gauge("ConcurrentBatches", at: "Mapping").level == 100)
  }

  private static func slip(_ mapping: String) -> String? {
    do {
      _ = try MappingTests.bench(work: "1 s", rate: "1/s", mapping: mapping)
      return nil
    } catch {
      return (error as? InputErrors)?.errors.map { $0.problem + " → " + ($0.remedy ?? "") }.first
    }
  }

  @Test func `provisioned mode excludes MaximumConcurrency`() {
    #expect(
      Self.slip(
        "ProvisionedPollerConfig: {MinimumPollers: 2}, ScalingConfig: {MaximumConcurrency: 5}")
        == "Mapping has both ProvisionedPollerConfig and MaximumConcurrency → AWS takes one of "
        + "them: MaximumPollers bounds the concurrency, ten for each poller")
  }

  @Test func `MaximumPollers is at least MinimumPollers`() {
    #expect(
      Self.slip("ProvisionedPollerConfig: {MinimumPollers: 9, MaximumPollers: 8}")
        == "Mapping has at least 9 pollers and at most 8 → make MaximumPollers as large as "
        + "MinimumPollers or larger")
  }

  @Test func `more than ten messages in a batch need a window`() {
    #expect(
      Self.slip("BatchSize: 11")
        == "Mapping has batches of 11 and no batching window → AWS refuses this: set "
        + "MaximumBatchingWindowInSeconds to 1 or more, or BatchSize to 10 at most")
    #expect(Self.slip("BatchSize: 11, MaximumBatchingWindowInSeconds: 1") == nil)
  }

  @Test func `under ideal provisioned pollers bound nothing`() throws {
    let result = try MappingTests.bench(
      work: "10 s", rate: "200/s", duration: "1 min",
      mapping: "BatchSize: 1, ProvisionedPollerConfig: {MaximumPollers: 2}",
      calibration: "mapping.throttleCap: 5 s"
    ).run()
    #expect(try result.gauge("ConcurrentBatches", at: "Mapping").maximum >= 1_990)
  }
}
