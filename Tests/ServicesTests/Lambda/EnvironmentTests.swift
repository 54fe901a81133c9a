import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The execution environments of functions: whose they are, how they start, what that costs.
struct EnvironmentTests {
  private let overhead = ["lambda.startOverhead": Parameter.Value.span(.zero)]

  /// A function over `ideal` whose cold starts take the measured time.
  private func scene(
    _ behavior: String, timeout: TimeSpan = .seconds(900), memory: Int64 = 128,
    _ overrides: [String: Parameter.Value] = [:]
  ) throws -> (stage: Stage, function: Function, sink: Sink) {
    let stage = Stage(
      "ideal", ["lambda.init": .flag(true)].merging(overrides) { $1 })
    let sink = stage.add(Sink(in: stage.world))
    var settings = FunctionSettings()
    settings.timeout = timeout
    settings.memory = memory
    settings.runtime = "python3.13"
    let function = stage.add(
      Function(settings, label: "F", in: stage.world), does: behavior)
    try stage.begin()
    return (stage, function, sink)
  }

  private func billed(_ function: Function) throws -> Int64 {
    try #require(
      function.charges(until: .start + .hours(1)).first { $0.price == Function.duration }
    ).units
  }

  @Test func `functions share what reservations leave of the account`() throws {
    let stage = Stage(
      "ideal", ["lambda.concurrency": .count(10), "lambda.requestsPerEnvironment": .count(.max)])
    stage.add(Sink(in: stage.world))
    let functions = [4, nil, nil].enumerated().map { (number, reserved: Int64?) in
      var settings = FunctionSettings()
      settings.reserved = reserved
      return stage.add(
        Function(settings, label: "F\(number)", in: stage.world), does: "duration: 2 s")
    }
    try stage.begin()
    func taken(_ number: Int, of calls: Int) -> Int {
      (0..<calls).count { _ in stage.call(functions[number], 0).isLater }
    }
    #expect(taken(1, of: 5) == 5)
    #expect(taken(2, of: 5) == 1)
    #expect(taken(0, of: 5) == 4)
    #expect(functions.map { $0.room(in: stage.world) } == [0, 0, 0])
    stage.run(to: 3)
    #expect(functions.map { $0.room(in: stage.world) } == [4, 6, 6])
  }

  @Test func `a run is billed with its init phase, by started milliseconds times memory`() throws {
    let scene = try scene("duration: 10.2 ms", memory: 512)
    #expect(scene.stage.call(scene.function, 0).isLater)
    scene.stage.run(to: 10)
    let start = try #require(scene.function.meters.initDurations.histogram.maximum)
    #expect(start > 50_000_000)
    let before = try billed(scene.function)
    let milliseconds = (start + 10_200_000 + 999_999) / 1_000_000
    #expect(before == milliseconds * 512)
    #expect(scene.stage.call(scene.function, 0).isLater)
    scene.stage.run(to: 20)
    #expect(try billed(scene.function) - before == 11 * 512)
    #expect(scene.function.meters.durations.histogram.maximum == 10_200_000)
  }

  @Test func `memory changes what a run costs, not how long it takes`() throws {
    var ends: [Instant] = []
    for memory: Int64 in [128, 1_024] {
      let scene = try scene("duration: 50 ms", memory: memory, ["lambda.init": .flag(false)])
      #expect(scene.stage.call(scene.function, 0).isLater)
      scene.stage.run(to: 10)
      ends += scene.sink.moments
      #expect(try billed(scene.function) == 50 * memory)
    }
    #expect(ends == [.start + .milliseconds(50), .start + .milliseconds(50)])
  }

  @Test func `after a timeout the next run starts its environment anew, in its own Duration`()
    throws
  {
    let scene = try scene("duration: 950 ms", timeout: .seconds(1))
    let work: Int64 = 950_000_000
    scene.function.apply(.slow(2), in: scene.stage.world)
    #expect(scene.stage.call(scene.function, 0).isLater)
    scene.stage.run(to: 10)
    #expect(scene.sink.replies == [.threw])
    let before = try billed(scene.function)
    scene.function.apply(.slow(0.5), in: scene.stage.world)
    #expect(scene.stage.call(scene.function, 0).isLater)
    scene.stage.run(to: 20)
    #expect(scene.sink.replies == [.threw, .done])
    let again = (scene.sink.moments[1] - (.start + .seconds(10))).nanoseconds
    #expect(again > work / 2 + 50_000_000)
    #expect(scene.function.meters.durations.histogram.minimum == again)
    let milliseconds = (again + 999_999) / 1_000_000
    #expect(try billed(scene.function) - before == milliseconds * 128)
    #expect(scene.function.meters.coldStarts.total == 1)
    scene.function.apply(.slow(1), in: scene.stage.world)
    #expect(scene.stage.call(scene.function, 0).isLater)
    scene.stage.run(to: 30)
    #expect((scene.sink.moments[2] - (.start + .seconds(20))).nanoseconds == work)
  }

  @Test func `the restart after a timeout counts against the next run's timeout`() throws {
    let scene = try scene("duration: 980 ms", timeout: .seconds(1))
    scene.function.apply(.slow(2), in: scene.stage.world)
    #expect(scene.stage.call(scene.function, 0).isLater)
    scene.stage.run(to: 10)
    scene.function.apply(.slow(1), in: scene.stage.world)
    #expect(scene.stage.call(scene.function, 0).isLater)
    scene.stage.run(to: 20)
    #expect(scene.sink.replies == [.threw, .threw])
    #expect(scene.sink.moments[1] == .start + .seconds(11))
  }

  @Test func `an environment whose code threw is kept as it is`() throws {
    let scene = try scene("{duration: 100 ms, fails: 100 %}")
    for begin in [0.0, 10] {
      scene.stage.run(to: begin)
      #expect(scene.stage.call(scene.function, 0).isLater)
    }
    scene.stage.run(to: 20)
    #expect(scene.sink.replies == [.threw, .threw])
    #expect(scene.sink.moments[1] == .start + .seconds(10) + .milliseconds(100))
    #expect(scene.function.meters.coldStarts.total == 1)
  }

  @Test func `an environment is replaced at the end of its life, even if it is never idle`() throws
  {
    let scene = try scene("duration: 1 s", ["lambda.life": .span(.seconds(30))])
    for second in 0..<40 {
      scene.stage.run(to: Double(second) * 2)
      #expect(scene.stage.call(scene.function, 0).isLater)
    }
    scene.stage.run(to: 100)
    // Runs at 0, 2, … 30 s in the first; the one begun at 30 s ends its life.
    #expect(scene.function.meters.coldStarts.total == 3)
  }

  @Test func `the environment used last serves next, so what is too many grows old`() throws {
    let scene = try scene("duration: 1 s", ["lambda.idleLife": .span(.seconds(60))])
    for _ in 0..<5 { #expect(scene.stage.call(scene.function, 0).isLater) }
    for second in 1..<20 {
      scene.stage.run(to: Double(second) * 10)
      #expect(scene.stage.call(scene.function, 0).isLater)
    }
    #expect(scene.function.environments.idle == 0)
    #expect(scene.function.meters.coldStarts.total == 5)
  }
}
