import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The published experiment with throttled events: reserved concurrency 1, a run of 60 s, two
/// events at once (cosmo-grant/aws-by-example, 21 November 2025).
struct ThrottledEventTests {
  private func scene() throws -> (stage: Stage, function: Function) {
    let stage = Stage("aws-2026", ["lambda.init": .flag(false)])
    var settings = FunctionSettings()
    settings.reserved = 1
    settings.timeout = .seconds(900)
    let function = stage.add(
      Function(settings, label: "F", in: stage.world), does: "duration: 60 s")
    try stage.begin()
    for _ in 0..<2 { _ = stage.call(function, Function.Action.invokeAsync.rawValue) }
    return (stage, function)
  }

  @Test func `a throttled event is tried after 1, 2, 4, 8, 16 and 32 s and a little more`() throws {
    let (stage, function) = try scene()
    stage.run(to: 1_000)
    let ages = function.meters.asyncAge.histogram
    // One sample of the first event, seven of the second.
    #expect(ages.count == 8)
    let measured = [1.1, 3.3, 7.6, 16.6, 32.8, 67.9]
    for (index, age) in measured.enumerated() {
      let quantile = try #require(ages.quantile(Double(index + 3) / 8))
      #expect(abs(Double(quantile) / 1e9 / age - 1) < 0.12, "attempt \(index + 2)")
    }
  }

  @Test func `six attempts are throttled, and the seventh runs though there was room before`()
    throws
  {
    let (stage, function) = try scene()
    stage.run(to: 62)
    #expect(function.meters.throttles.total == 6 && function.meters.invocations.total == 1)
    #expect(function.room(in: stage.world) == 1)
    stage.run(to: 80)
    #expect(function.meters.throttles.total == 6 && function.meters.invocations.total == 2)
  }

  @Test func `no wait of a throttled event is much longer than five minutes`() throws {
    let (stage, function) = try scene()
    let queue = function.asynchronous
    stage.run(to: 10)
    queue.waiting[1].throttled = 30
    #expect(queue.throttleWait(1, in: stage.world) <= .seconds(345))
    #expect(queue.throttleWait(1, in: stage.world) >= .seconds(300))
  }
}
