import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// Events by each of a function's names have terms of their own, and what they cost follows them.
struct AsynchronousTermsTests {
  private struct Scene {
    let stage: Stage
    let function: Function
    let alias: FunctionQualifier
    let records: Queue
    var edge: Edge { function.asynchronous.edge }

    /// Sends an event and lets a long time pass.
    func send(to node: any Node, size: Int64 = 1_024) -> Answer {
      let answer = stage.call(node, Function.Action.invokeAsync.rawValue, size: size)
      stage.run(to: Double(stage.world.now.nanoseconds) / 1e9 + 40_000)
      return answer
    }
  }

  private func scene(
    _ configs: [String], does behavior: String = "{duration: 1 s, fails: 100 %}",
    _ overrides: [String: Parameter.Value] = [:], reserved: Int64? = nil, dead: String? = nil
  ) throws -> Scene {
    let stage = Stage("ideal", overrides)
    var settings = FunctionSettings()
    settings.reserved = reserved
    settings.timeout = .seconds(900)
    settings.deadLetterConfig = dead.map { .init(target: stage.reference($0)) }
    let function = stage.add(Function(settings, label: "F", in: stage.world), does: behavior)
    let records = stage.add(Queue(QueueSettings(), label: "Records", in: stage.world))
    let alias = stage.add(
      FunctionQualifier(
        FunctionQualifier.aliasDeclaration, of: stage.reference("F"), named: "live",
        provisioned: 0, at: stage.site("Alias")))
    for (number, config) in configs.enumerated() {
      _ = try EventInvokeConfig.service.build(stage.site("Config\(number)", properties: config))
    }
    try stage.begin()
    return Scene(stage: stage, function: function, alias: alias, records: records)
  }

  @Test func `each version and alias has its own number of retries`() throws {
    let scene = try scene([
      "{FunctionName: F, Qualifier: $LATEST, MaximumRetryAttempts: 1}",
      "{FunctionName: F, Qualifier: live, MaximumRetryAttempts: 0}",
    ])
    _ = scene.send(to: scene.function)
    #expect(scene.function.meters.invocations.total == 2)
    _ = scene.send(to: scene.alias)
    #expect(scene.function.meters.invocations.total == 3)
  }

  @Test func `an alias without a configuration has the usual terms`() throws {
    let scene = try scene(["{FunctionName: F, Qualifier: $LATEST, MaximumRetryAttempts: 0}"])
    _ = scene.send(to: scene.alias)
    #expect(scene.function.meters.invocations.total == 3)
  }

  @Test func `each version and alias has its own maximum age and destinations`() throws {
    let scene = try scene([
      """
      {FunctionName: F, Qualifier: live, MaximumEventAgeInSeconds: 60,
      DestinationConfig: {OnFailure: {Destination: Records}}}
      """
    ])
    _ = scene.send(to: scene.function)
    #expect(scene.function.meters.invocations.total == 3)
    #expect(scene.records.visible.gauge.level == 0)
    _ = scene.send(to: scene.alias)
    #expect(scene.function.meters.invocations.total == 4)
    #expect(scene.records.visible.gauge.level == 1)
  }

  @Test func `a qualifier that is nowhere is an error`() {
    #expect(
      slip { _ = try scene(["{FunctionName: F, Qualifier: test}"]) }
        == "F has no version or alias test → choose from $LATEST, live")
  }

  @Test func `a failure goes to the destination and to the dead-letter queue`() throws {
    let scene = try scene(
      ["{FunctionName: F, DestinationConfig: {OnFailure: {Destination: Records}}}"],
      dead: "Records")
    _ = scene.send(to: scene.function)
    #expect(scene.records.visible.gauge.level == 2)
    #expect(scene.edge.deadLettered == 1 && scene.edge.held == 0)
  }

  @Test func `an event that expires is lost where nothing takes it`() throws {
    let scene = try scene(
      ["{FunctionName: F, MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2}"])
    _ = scene.send(to: scene.function)
    #expect(scene.edge.dropped[Edge.Loss.tooOld.rawValue] == 1)
  }

  @Test func `without a setting events are tried for six hours`() throws {
    let scene = try scene([], does: "{duration: 800 s}", reserved: 1)
    for _ in 0..<40 {
      _ = scene.stage.call(scene.function, Function.Action.invokeAsync.rawValue)
    }
    scene.stage.run(to: 40_000)
    // One after the other, 800 s each: the 27th begins before six hours are over.
    #expect((25...28).contains(scene.function.meters.invocations.total))
    let lost = scene.edge.dropped[Edge.Loss.tooOld.rawValue]
    #expect(lost == 40 - scene.function.meters.invocations.total)
    let age = try #require(scene.function.meters.asyncAge.histogram.maximum)
    #expect(age <= 6 * 3_600_000_000_000 && age > 5 * 3_600_000_000_000)
  }

  @Test(
    arguments: [(1, 1), (256, 1), (257, 2), (320, 2), (321, 3), (1_024, 13)] as [(Int64, Int64)])
  func `an event is billed as a request for 256 KB and one for each 64 KB more`(
    kilobytes: Int64, requests: Int64
  ) throws {
    let scene = try scene([], does: "{duration: 1 s}")
    #expect(scene.send(to: scene.function, size: kilobytes << 10).isDone)
    #expect(scene.function.card.units[Function.Action.invoke.rawValue] == requests)
  }

  @Test func `every run of an event is billed`() throws {
    let scene = try scene([])
    _ = scene.send(to: scene.function, size: 300 << 10)
    #expect(scene.function.card.units[Function.Action.invoke.rawValue] == 3 * 2)
  }

  @Test func `a request may carry 6 MB, an event 1 MB`() throws {
    let limits: [String: Parameter.Value] = [
      "lambda.payload": .count(6 << 20), "lambda.asyncPayload": .count(1 << 20),
    ]
    let scene = try scene([], does: "{duration: 1 s}", limits)
    #expect(scene.send(to: scene.function, size: 1 << 20).isDone)
    #expect(scene.send(to: scene.function, size: 1 << 20 + 1).isRefused)
    #expect(scene.stage.call(scene.function, 0, size: 6 << 20).isLater)
    #expect(scene.stage.call(scene.function, 0, size: 6 << 20 + 1).isRefused)
  }

  @Test func `an event may run twice though nothing failed`() throws {
    let scene = try scene([], does: "{duration: 1 s}", ["lambda.asyncDuplicates": .real(1)])
    _ = scene.send(to: scene.function)
    #expect(scene.function.meters.asyncReceived.total == 1)
    #expect(scene.function.meters.invocations.total == 2)
    #expect(scene.function.consumer.first == 1 && scene.function.consumer.repeated == 1)
    #expect(scene.edge.entered == 2 && scene.edge.duplicates == 1 && scene.edge.held == 0)
    var records = 0
    scene.stage.world.messages.forEachTaken { _ in records += 1 }
    #expect(records == 0)
  }

  @Test func `a duplicate that is set aside outlives its original's end in the books`() throws {
    let scene = try scene([], ["lambda.asyncDuplicates": .real(1)], dead: "Records")
    _ = scene.send(to: scene.function)
    #expect(scene.edge.deadLettered == 2 && scene.records.visible.gauge.level == 2)
    scene.stage.run(to: 500_000)
    var records = 0
    scene.stage.world.messages.forEachTaken { _ in records += 1 }
    #expect(records == 0)
  }
}
