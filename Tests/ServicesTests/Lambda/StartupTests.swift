import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// How environments start, live and are billed.
@Suite struct StartupTests {
  /// One request after another, each long after the last.
  private static func run(
    function: String = "Timeout: 60", behavior: String, rate: String = "1/min",
    duration: String = "5 min", traffic: String = "", calibration: String = ""
  ) throws -> RunResult {
    let template = """
      Resources:
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, \(function)}}
      """
    let scenario = """
      duration: \(duration)
      drain: 10 min
      calibration: {base: ideal, mapping.throttleCap: 5 s\(calibration)}
      traffic: {App: {to: Worker, rate: \(rate), arrivals: constant, retries: none\(traffic)}}
      behavior: {Worker: {\(behavior)}}
      """
    return try Bench(template: template, scenario: scenario).run()
  }

  private static let duration = "Lambda duration (x86)"

  @Test func `a cold start delays its run and is no part of its duration`() throws {
    let result = try Self.run(behavior: "init: 700 ms, duration: 100 ms")
    #expect(try result.count("ColdStarts", at: "Worker") == 1)
    #expect(try result.samples("InitDuration", at: "Worker").quantile(1) == 700_000_000)
    #expect(try result.samples("Duration", at: "Worker").quantile(1) == 100_000_000)
    let latency = try #require(result.consumers.first?.latency(from: 0)).histogram
    #expect(latency.maximum == 800_000_000 && latency.minimum == 100_000_000)
  }

  @Test func `duration is billed by the begun millisecond, with the init phase`() throws {
    let result = try Self.run(
      function: "MemorySize: 512, Timeout: 60", behavior: "init: 700300 us, duration: 100500 us")
    // Four runs, the first one with its init phase.
    #expect(try result.units(Self.duration, at: "Worker") == 512 * (801 + 3 * 101))
    #expect(try result.units("Lambda requests", at: "Worker") == 4)
  }

  @Test func `a run out of time resets its environment, and the next one starts it inside itself`()
    throws
  {
    let result = try Self.run(
      function: "MemorySize: 128, Timeout: 2", behavior: "init: 500 ms, duration: 3 s")
    #expect(try result.count("ColdStarts", at: "Worker") == 1)
    // Timeout bounds init and run together from the second run on.
    #expect(try result.samples("Duration", at: "Worker").maximum == 2_000_000_000)
    #expect(try result.units(Self.duration, at: "Worker") == 128 * (2_500 + 3 * 2_000))
  }

  @Test func `an environment that was reset pays its start out of its time`() throws {
    // 1.6 s fit into 2 s, and with another 0.5 s for the start they do not.
    let result = try Self.run(
      function: "Timeout: 2",
      behavior: "init: 500 ms, duration: {values: [1600 ms, 3 s], "
        + "weights: [1, 1]}", duration: "10 h")
    let errors = try result.count("Errors", at: "Worker")
    // Runs of 3 s fail, and so does every run after a failed one.
    #expect(errors > 560 && errors < 600, "\(errors)")
  }

  @Test func `a run that throws keeps its environment`() throws {
    let result = try Self.run(behavior: "init: 500 ms, duration: 1 s, fails: 100 %")
    #expect(try result.count("Errors", at: "Worker") == 4)
    #expect(try result.units(Self.duration, at: "Worker") == 128 * (500 + 4 * 1_000))
  }

  @Test func `an init phase over ten seconds is given up, billed, and done again in the run`()
    throws
  {
    let result = try Self.run(behavior: "init: 12 s, duration: 1 s")
    #expect(try result.samples("InitDuration", at: "Worker").maximum == 10_000_000_000)
    #expect(try result.samples("Duration", at: "Worker").maximum == 13_000_000_000)
    #expect(try result.units(Self.duration, at: "Worker") == 128 * (10_000 + 13_000 + 3_000))
    let short = try Self.run(function: "Timeout: 12", behavior: "init: 12 s, duration: 1 s")
    #expect(try short.count("Errors", at: "Worker") == 4)
  }

  @Test(arguments: [
    ("python3.13", "Zip", "x86_64", 100.0), ("java21", "Zip", "x86_64", 251),
    ("nodejs22.x", "Image", "x86_64", 292), ("nodejs22.x", "Zip", "arm64", 124),
  ])
  func `cold starts take what was measured for runtime, package and processor`(
    runtime: String, package: String, processor: String, median: Double
  ) throws {
    let properties = "PackageType: \(package), Architectures: [\(processor)], Timeout: 60"
    let template = """
      Resources:
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: \(runtime), \(properties)}}
      """
    let scenario = """
      {duration: 10 s, calibration: aws-2026, traffic: {App: {to: Worker, rate: 100/s}},
      behavior: {Worker: {duration: 50 s}}}
      """
    let result = try Bench(template: template, scenario: scenario).run()
    let starts = try result.samples("InitDuration", at: "Worker")
    #expect(starts.count > 900)
    let middle = Double(try #require(starts.quantile(0.5))) / 1e6
    #expect(abs(middle / median - 1) < 0.05, "\(middle) ms")
  }

  @Test(arguments: [(1_769, 1_769, 1.0), (442, 1_769, 4), (512, 1_024, 2), (3_000, 1_769, 1)])
  func `code computes in proportion to its memory, up to one whole CPU`(
    memory: Int, measured: Int, factor: Double
  ) throws {
    let result = try Self.run(
      function: "MemorySize: \(memory), Timeout: 60",
      behavior: "duration: 100 ms, measuredAt: \(measured) MB")
    let longest = try result.samples("Duration", at: "Worker").maximum
    let time = Double(try #require(longest)) / 1e8
    #expect(abs(time / factor - 1) < 0.003, "\(time)")
  }

  @Test func `memory does not change how long others take`() throws {
    let template = """
      Resources:
        Worker:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.13, MemorySize: 128, Timeout: 60}
      """
    let scenario = """
      duration: 1 min
      calibration: ideal
      traffic: {App: {to: Worker, rate: 1/s, arrivals: constant}}
      outside: {Bank: {latency: 100 ms}}
      behavior: {Worker: {duration: 10 ms, steps: [Request: Bank], measuredAt: 256 MB}}
      """
    let result = try Bench(template: template, scenario: scenario).run()
    #expect(try result.samples("Duration", at: "Worker").maximum == 120_000_000)
  }

  @Test func `an environment is retired at the end of its life, even under constant traffic`()
    throws
  {
    let result = try Self.run(
      behavior: "init: 100 ms, duration: 1 s", rate: "1/min", duration: "10 h",
      calibration: ", lambda.life: 2 h")
    #expect(try result.count("ColdStarts", at: "Worker") == 5)
    let measured = Calibration().time(FunctionParameters.life)
    #expect(measured.value(at: 0) >= 2 * 3_600e9 && measured.value(at: .max) <= 4 * 3_600e9)
  }

  @Test func `the environment used last is used next`() throws {
    // Two at once every half hour, one a minute: the second environment is idle too long each time.
    let result = try Self.run(
      behavior: "init: 100 ms, duration: 30 s", rate: "1/min", duration: "2 h",
      traffic: ", spikes: [{at: 30 min, for: 1 s, rate: 2/s}, {at: 90 min, for: 1 s, rate: 2/s}]",
      calibration: ", lambda.idleLife: 10 min")
    #expect(try result.count("ColdStarts", at: "Worker") >= 3)
    #expect(try result.count("ColdStarts", at: "Worker") <= 5)
  }

  // MARK: Snapshots

  private static func snapshots(
    runtime: String = "java21", provisioned: String = ""
  ) throws -> Bench {
    let template = """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.b
            Runtime: \(runtime)
            CodeUri: src/
            Timeout: 60
            AutoPublishAlias: live
            SnapStart: {ApplyOn: PublishedVersions}
            \(provisioned)
      """
    let scenario = """
      duration: 10 s
      calibration: aws-2026
      traffic:
        App: {to: Worker, rate: 50/s, arrivals: constant}
        Shop: {to: WorkerAliaslive, rate: 50/s, arrivals: constant}
      behavior: {Worker: {duration: 50 s}}
      """
    return try Bench(template: template, scenario: scenario)
  }

  @Test func `published versions are restored from a snapshot, and that is not billed`() throws {
    let result = try Self.snapshots().run()
    let restored = try result.samples("RestoreDuration", at: "Worker")
    let others = try result.samples("InitDuration", at: "Worker")
    #expect(restored.count == 499 && others.count == 499)
    let median = Double(try #require(restored.quantile(0.5))) / 1e6
    #expect(abs(median / 613 - 1) < 0.05, "\(median) ms")
    let tail = Double(try #require(restored.quantile(0.99))) / 1e6
    #expect(abs(tail / 954 - 1) < 0.2, "\(tail) ms")
    let inits = others.sum
    let billed = Double(try result.units(Self.duration, at: "Worker")) / 128
    // The runs themselves, and the init phases of those that call the function itself.
    #expect(abs(billed - (998 * 50_000 + Double(inits) / 1e6)) < 1_000)
  }

  private static func slip(_ work: () throws -> Bench) -> String? {
    do {
      _ = try work()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `Lambda takes snapshots of Java, Python and .NET alone`() throws {
    #expect(
      try #require(Self.slip { try Self.snapshots(runtime: "nodejs22.x") })
        .contains("Worker runs on nodejs22.x, of which Lambda takes no snapshots"))
    #expect(Self.slip { try Self.snapshots(runtime: "python3.11") } != nil)
    #expect(try Self.snapshots().notes.isEmpty)
    #expect(
      try Self.snapshots(runtime: "python3.13").notes == [
        "restoring snapshots of python3.13 was not measured, and its price is not known: Worker "
          + "takes the time of java21, and the cost leaves them out"
      ])
  }

  @Test func `snapshots exclude provisioned concurrency`() throws {
    let text = try #require(
      Self.slip {
        try Self.snapshots(
          provisioned: "ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}")
      })
    #expect(
      text.contains("Worker has SnapStart, and WorkerAliaslive provisioned concurrency"), "\(text)")
  }
}
