import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

struct EventInvokeConfigTests {
  /// A function that always throws, or never, with a configuration.
  private func scene(
    _ properties: String, fails: String = "100 %", reserved: Int64? = nil
  ) throws -> (stage: Stage, function: Function, success: Queue, failure: Queue) {
    let stage = Stage("ideal")
    var settings = FunctionSettings()
    settings.reserved = reserved
    let function = stage.add(
      Function(settings, label: "F", in: stage.world), does: "{duration: 1 s, fails: \(fails)}")
    let success = stage.add(Queue(QueueSettings(), label: "Good", in: stage.world))
    let failure = stage.add(Queue(QueueSettings(), label: "Bad", in: stage.world))
    let site = stage.site("Config", properties: properties)
    #expect(try EventInvokeConfig.service.build(site) == nil)
    #expect(site.diagnostics.isEmpty && site.notes.isEmpty)
    try stage.begin()
    return (stage, function, success, failure)
  }

  private let invokeAsync = Function.Action.invokeAsync.rawValue

  @Test(arguments: [0, 1, 2])
  func `MaximumRetryAttempts says how often a failed run is repeated`(retries: Int64) throws {
    let scene = try scene("{FunctionName: F, Qualifier: $LATEST, MaximumRetryAttempts: \(retries)}")
    _ = scene.stage.call(scene.function, invokeAsync)
    scene.stage.run(to: 3_600)
    #expect(scene.function.meters.invocations.total == retries + 1)
    #expect(scene.function.meters.asyncDropped.total == 1)
  }

  @Test func `an event older than MaximumEventAgeInSeconds is given up`() throws {
    let scene = try scene("{FunctionName: F, MaximumEventAgeInSeconds: 60}")
    _ = scene.stage.call(scene.function, invokeAsync)
    scene.stage.run(to: 3_600)
    // The first retry comes 60 s after the end of a run of 1 s, and that is too late.
    #expect(scene.function.meters.invocations.total == 1)
    #expect(scene.function.meters.asyncDropped.total == 1)
  }

  @Test func `records go to the destination for their ending`() throws {
    let destinations = """
      {FunctionName: F, MaximumRetryAttempts: 0, DestinationConfig: {OnSuccess: {Destination: Good},
      OnFailure: {Destination: Bad}}}
      """
    let bad = try scene(destinations)
    _ = bad.stage.call(bad.function, invokeAsync)
    bad.stage.run(to: 100)
    #expect(bad.failure.visible.gauge.level == 1 && bad.success.visible.gauge.level == 0)
    let good = try scene(destinations, fails: "0 %")
    _ = good.stage.call(good.function, invokeAsync)
    good.stage.run(to: 100)
    #expect(good.failure.visible.gauge.level == 0 && good.success.visible.gauge.level == 1)
    for edge in good.stage.world.edges where edge.from != "Good" && edge.from != "test" {
      #expect(edge.held == 0, "\(edge.from) to \(edge.to)")
    }
  }

  @Test func `a destination that is nowhere is an error`() {
    #expect(
      slip {
        _ = try scene(
          "{FunctionName: F, DestinationConfig: {OnFailure: {Destination: Nowhere}}}")
      }
        == "Nowhere is no resource of this template → name an SQS queue, an SNS topic or a "
        + "Lambda function of the template")
  }
}
