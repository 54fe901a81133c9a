import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Services

/// An idle mapping keeps five pollers, and two after a while.
@Suite struct QuietMappingTests {
  private static func run(
    mapping: String = "BatchSize: 1", traffic: String = "", duration: String = "30 min",
    calibration: String = ""
  ) throws -> RunResult {
    try MappingTests.bench(
      work: "30 s", rate: "0/s" + traffic, duration: duration, mapping: mapping,
      calibration: "mapping.firstPollers: 5, mapping.ceiling: 1250" + calibration
    ).run()
  }

  @Test func `after little traffic two pollers remain, whose empty receives are billed`() throws {
    let result = try Self.run()
    // Five pollers for 15 minutes and two for 15 more, each three times a minute.
    let receives = try result.count("NumberOfEmptyReceives", at: "Work")
    #expect(receives == 15 * 15 + 15 * 6)
    #expect(try result.units("SQS requests", at: "Work") == receives)
    #expect(try result.gauge("ConcurrencyTarget", at: "Mapping").level == 2)
  }

  @Test func `a mapping with a maximum concurrency keeps its five`() throws {
    let result = try Self.run(mapping: "BatchSize: 1, ScalingConfig: {MaximumConcurrency: 20}")
    #expect(try result.count("NumberOfEmptyReceives", at: "Work") == 30 * 15)
  }

  @Test func `a maximum concurrency below five keeps as many pollers`() throws {
    let result = try Self.run(mapping: "BatchSize: 1, ScalingConfig: {MaximumConcurrency: 3}")
    #expect(try result.count("NumberOfEmptyReceives", at: "Work") == 30 * 9)
  }

  @Test func `when messages come to a quiet queue five batches run at once again`() throws {
    let result = try Self.run(
      traffic: ", spikes: [{at: 20 min, for: 1 s, rate: 100/s}]", duration: "20 min 10 s",
      calibration: ", mapping.rampInterval: 1 h")
    #expect(try result.gauge("ConcurrentBatches", at: "Mapping").level == 5)
  }
}
