import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

struct ProvisionedConcurrencyTests {
  /// A function whose runs take ten seconds, behind an alias with environments of its own.
  private struct Scene {
    let stage: Stage
    let function: Function
    let alias: FunctionQualifier
    let sink: Sink
    let provisioned: ProvisionedConcurrency
  }

  private func scene(
    _ count: Int64, reserved: Int64? = nil, duration: String = "10 s",
    timeout: TimeSpan = .seconds(60), _ overrides: [String: Parameter.Value] = [:]
  ) throws -> Scene {
    let stage = Stage(
      "aws-2026",
      overrides.merging(["lambda.provisionedDelay": .span(.seconds(90))]) { given, _ in given })
    let sink = stage.add(Sink(in: stage.world))
    let site = stage.site("Alias")
    let alias = stage.add(
      FunctionQualifier(
        FunctionQualifier.aliasDeclaration, of: stage.reference("F"), provisioned: count, at: site))
    var settings = FunctionSettings()
    settings.timeout = timeout
    settings.runtime = "nodejs22.x"
    settings.memory = 1_024
    settings.reserved = reserved
    let function = stage.add(
      Function(settings, label: "F", in: stage.world), does: "duration: \(duration)")
    try stage.begin()
    return Scene(
      stage: stage, function: function, alias: alias, sink: sink,
      provisioned: try #require(function.provisioned))
  }

  @Test func `no provisioned environment serves before all are ready`() throws {
    let scene = try scene(100)
    // 100 environments take a second at 6,000 a minute.
    scene.stage.run(to: 90.9)
    #expect(scene.stage.call(scene.alias, 0).isLater)
    #expect(scene.provisioned.invocations.total == 0)
    #expect(scene.provisioned.spillovers.total == 0)
    scene.stage.run(to: 91.1)
    #expect(scene.stage.call(scene.alias, 0).isLater)
    #expect(scene.provisioned.invocations.total == 1)
    #expect(scene.function.meters.coldStarts.total == 1)
  }

  @Test func `starting begins one to two minutes after the configuration`() {
    let calibration = Calibration()
    let law = calibration.time(ProvisionedConcurrency.delay)
    #expect(law.value(at: 0) >= 60e9 && law.value(at: .max) <= 120e9)
    #expect(Calibration("ideal").time(ProvisionedConcurrency.delay).mean == 0)
  }

  @Test func `what exceeds the provisioned environments runs on demand`() throws {
    let scene = try scene(2)
    scene.stage.run(to: 200)
    for _ in 0..<5 { #expect(scene.stage.call(scene.alias, 0).isLater) }
    #expect(scene.provisioned.invocations.total == 2)
    #expect(scene.provisioned.spillovers.total == 3)
    #expect(scene.function.meters.coldStarts.total == 3)
    #expect(scene.provisioned.executions.gauge.level == 2)
    scene.stage.run(to: 300)
    #expect(scene.sink.replies.count == 5)
    #expect(scene.provisioned.executions.gauge.level == 0)
    #expect(scene.provisioned.utilization.histogram.maximum == 100)
    #expect(scene.stage.call(scene.alias, 0).isLater)
    #expect(scene.provisioned.invocations.total == 3)
  }

  @Test func `requests that name the function itself do not use them`() throws {
    let scene = try scene(5)
    scene.stage.run(to: 200)
    #expect(scene.stage.call(scene.function, 0).isLater)
    #expect(scene.provisioned.invocations.total == 0)
    #expect(scene.function.meters.coldStarts.total == 1)
  }

  @Test func `an asynchronous event by the alias runs in one of them`() throws {
    let scene = try scene(5)
    scene.stage.run(to: 200)
    #expect(scene.stage.call(scene.alias, Function.Action.invokeAsync.rawValue).isDone)
    #expect(scene.stage.call(scene.function, Function.Action.invokeAsync.rawValue).isDone)
    scene.stage.run(to: 230)
    #expect(scene.provisioned.invocations.total == 1)
    #expect(scene.function.meters.invocations.total == 2)
  }

  @Test func `their places count against the account`() throws {
    let scene = try scene(4, ["lambda.concurrency": .count(10)])
    #expect(scene.function.room(in: scene.stage.world) == 10)
    scene.stage.run(to: 200)
    #expect(scene.function.room(in: scene.stage.world) == 6)
    let taken = (0..<20).count { _ in scene.stage.call(scene.alias, 0).isLater }
    #expect(taken == 10)
    #expect(scene.function.meters.throttles.total == 10)
  }

  @Test func `inside reserved concurrency, what is left serves on demand`() throws {
    let scene = try scene(4, reserved: 5, ["lambda.requestsPerEnvironment": .count(100)])
    scene.stage.run(to: 200)
    let taken = (0..<20).count { _ in scene.stage.call(scene.alias, 0).isLater }
    #expect(taken == 5)
    #expect(scene.provisioned.invocations.total == 4)
    #expect(scene.provisioned.spillovers.total == 1)
    #expect(scene.stage.call(scene.function, 0).isThrottled)
  }

  @Test func `past ten synchronous requests a second for each, requests go on demand`() throws {
    let scene = try scene(2, duration: "10 ms", ["lambda.invoke": .span(.zero)])
    // 25 requests a second for 10 s: 20 are saved up, 20 a second come in, and the rest spills.
    for request in 0..<250 {
      scene.stage.run(to: 200 + Double(request) * 0.04)
      #expect(scene.provisioned.room == 2)
      #expect(scene.stage.call(scene.alias, 0).isLater)
    }
    #expect(scene.provisioned.invocations.total == 219)
    #expect(scene.provisioned.spillovers.total == 31)
  }

  @Test func `asynchronous events are not bound by the rate`() throws {
    let scene = try scene(3, ["lambda.requestsPerEnvironment": .count(0)])
    scene.stage.run(to: 200)
    #expect(
      scene.provisioned.take(
        synchronous: true, from: &scene.function.environments, in: scene.stage.world) == nil)
    #expect(
      scene.provisioned.take(
        synchronous: false, from: &scene.function.environments, in: scene.stage.world) != nil)
  }

  @Test func `a run out of time makes the next one in its environment start it anew`() throws {
    let scene = try scene(
      1, duration: "4 s", timeout: .seconds(5), ["lambda.invoke": .span(.zero)])
    for (begin, slowness) in [(200.0, 2.0), (300, 1)] {
      scene.stage.run(to: begin)
      scene.function.apply(.slow(slowness), in: scene.stage.world)
      #expect(scene.stage.call(scene.alias, 0).isLater)
    }
    scene.stage.run(to: 400)
    #expect(scene.provisioned.invocations.total == 2)
    #expect(scene.sink.moments[0] == .start + .seconds(205))
    let start = (scene.sink.moments[1] - (.start + .seconds(304))).nanoseconds
    #expect((70_000_000...300_000_000).contains(start))
  }

  @Test func `a stopped function turns requests by the alias away too`() throws {
    let scene = try scene(2)
    scene.stage.run(to: 200)
    scene.function.apply(.stop(true), in: scene.stage.world)
    #expect(scene.stage.call(scene.alias, 0).isThrottled)
    scene.function.apply(.stop(false), in: scene.stage.world)
    #expect(scene.stage.call(scene.alias, 0).isLater)
    #expect(scene.provisioned.invocations.total == 1)
  }

  @Test func `they are charged by the amount and by started five minutes`() throws {
    let scene = try scene(2)
    // 2 environments of 1 GB for two times 300 s at 4.1667 millionths of a dollar.
    let charges = scene.provisioned.charges(until: .start + .seconds(301))
    #expect(charges[0].microdollars == 5_000)
    scene.stage.run(to: 200)
    #expect(scene.stage.call(scene.alias, 0).isLater)
    scene.stage.run(to: 300)
    // One run of 10 s in 1 GB, at the price of runs in provisioned environments.
    #expect(scene.provisioned.charges(until: .start + .seconds(300))[1].microdollars == 97)
    let all = scene.function.charges(until: .start + .seconds(300))
    #expect(all.first { $0.price == Function.duration }?.units == 0)
  }

  @Test func `more provisioned than reserved environments is an error`() {
    #expect(
      slip { _ = try scene(6, reserved: 5) }
        == "Alias keeps 6 environments of 5 reserved ones → raise "
        + "ReservedConcurrentExecutions of F")
  }

  @Test func `an alias is read with its provisioned concurrency`() throws {
    let stage = Stage()
    let site = stage.site(
      "Alias",
      properties: """
        {Name: live, FunctionName: F, FunctionVersion: 1,
        ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 7}}
        """)
    let node = try #require(try FunctionQualifier.alias.build(site) as? FunctionQualifier)
    #expect(site.diagnostics.isEmpty && site.notes.isEmpty)
    stage.add(node)
    let function = stage.add(Function(FunctionSettings(), label: "F", in: stage.world))
    try stage.begin()
    #expect(function.provisioned?.count == 7)
  }

  @Test func `a batch by the alias runs in a provisioned environment`() throws {
    let scene = try scene(1)
    scene.stage.run(to: 200)
    let edge = scene.stage.world.addEdge(from: "Q", to: "F")
    let slot = scene.stage.world.enter(
      edge, name: Name(client: 0, ordinal: 900), kind: 0, journey: .start)
    var batch = Batch()
    batch.append(slot, receipt: 1, in: scene.stage.world)
    let reply = Event(node: scene.sink.number, kind: 0)
    #expect(scene.alias.begin(batch, reply: reply, in: scene.stage.world) == .accepted)
    #expect(scene.provisioned.invocations.total == 1)
    #expect(scene.alias.room(in: scene.stage.world) == 999)
  }

  @Test func `under ideal they are ready at once, and there is room without end`() throws {
    let stage = Stage("ideal")
    let site = stage.site("Alias")
    let alias = stage.add(
      FunctionQualifier(
        FunctionQualifier.aliasDeclaration, of: stage.reference("F"), provisioned: 3, at: site))
    let function = stage.add(Function(FunctionSettings(), label: "F", in: stage.world))
    try stage.begin()
    stage.run(to: 0)
    #expect(function.provisioned?.room == 3)
    #expect(alias.room(in: stage.world) == .max)
  }
}
