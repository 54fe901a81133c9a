import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

struct EndpointTests {
  private func endpoint(_ yaml: String, on stage: Stage) throws -> Endpoint {
    let settings = try EndpointSettings(stage.document(yaml), of: "Api")
    let endpoint = stage.add(Endpoint(settings, label: "Api", in: stage.world))
    try stage.begin()
    return endpoint
  }

  @Test func `an endpoint answers at once with its latency`() throws {
    let stage = Stage()
    let endpoint = try endpoint("{latency: 80 ms}", on: stage)
    let answer = stage.call(endpoint, 0)
    #expect(answer.isDone && answer.time == .milliseconds(80))
    #expect(endpoint.answers.requests.total == 1 && endpoint.answers.latencies.histogram.count == 1)
  }

  @Test func `an endpoint without settings takes everything in no time`() throws {
    let stage = Stage()
    let endpoint = try endpoint("{}", on: stage)
    for _ in 0..<1_000 { #expect(stage.call(endpoint, 0).isDone) }
    #expect(endpoint.answers.latencies.histogram.sum == 0)
  }

  @Test func `a share of requests fails and may be tried again`() throws {
    let stage = Stage()
    let endpoint = try endpoint("{fails: 20 %}", on: stage)
    let failed = (0..<2_000).count { _ in stage.call(endpoint, 0).isRetryable }
    #expect((330...470).contains(failed))
    #expect(endpoint.answers.failures.total == Int64(failed))
  }

  @Test func `requests past the limit are turned away, after a burst of one second`() throws {
    let stage = Stage()
    let endpoint = try endpoint("{limit: 500/s}", on: stage)
    let first = (0..<600).count { _ in stage.call(endpoint, 0).isDone }
    stage.run(to: 0.1)
    let second = (0..<600).count { _ in stage.call(endpoint, 0).isDone }
    #expect(first == 500 && second == 50)
    #expect(endpoint.answers.throttles.total == 650)
  }

  @Test func `a limit of less than one a second is kept to the nanosecond`() throws {
    let stage = Stage()
    let endpoint = try endpoint("{limit: 40/min}", on: stage)
    #expect(stage.call(endpoint, 0).isDone)
    stage.run(to: 1.499_999_999)
    #expect(stage.call(endpoint, 0).isThrottled)
    stage.run(to: 1.5)
    #expect(stage.call(endpoint, 0).isDone)
  }

  @Test func `faults slow an endpoint, stop it and turn requests away`() throws {
    let stage = Stage()
    let endpoint = try endpoint("{latency: 10 ms}", on: stage)
    endpoint.apply(.slow(5), in: stage.world)
    #expect(stage.call(endpoint, 0).time == .milliseconds(50))
    endpoint.apply(.stop(true), in: stage.world)
    #expect(stage.call(endpoint, 0).isRetryable)
    endpoint.apply(.stop(false), in: stage.world)
    endpoint.apply(.throttle(1), in: stage.world)
    #expect(stage.call(endpoint, 0).isThrottled)
    endpoint.apply(.throttle(0), in: stage.world)
    endpoint.apply(.fail(1), in: stage.world)
    #expect(stage.call(endpoint, 0).isRetryable)
    endpoint.apply(.fail(0), in: stage.world)
    #expect(stage.call(endpoint, 0).isDone)
  }

  @Test func `an endpoint takes copies along a wire, and leaves what it cannot take`() throws {
    let stage = Stage()
    let endpoint = try endpoint("{limit: 1/s}", on: stage)
    let edge = stage.world.addEdge(from: "Topic", to: "Api")
    var answers: [Acceptance] = []
    for ordinal in 0..<2 {
      let slot = stage.world.enter(
        edge, name: Name(client: 0, ordinal: UInt64(ordinal)), kind: 0, journey: .start)
      answers.append(endpoint.offer(slot, in: stage.world))
    }
    #expect(answers == [.accepted, .throttled])
    #expect(stage.world.messages.count == 1)
    endpoint.apply(.stop(true), in: stage.world)
    stage.run(to: 2)
    #expect(endpoint.offer(1, in: stage.world) == .unavailable)
  }

  @Test(arguments: [
    ("{latncy: 80 ms}", "Api has no latncy → did you mean latency?"),
    (
      "{colour: red}",
      "Api has no colour → known are latency, fails, rejects, limit, rejectsWith, retryAfter"
    ),
    (
      "12 ms",
      "Api must say how the endpoint answers, and is text → for example {latency: 80 ms, "
        + "fails: 0.2 %, limit: 500/s}"
    ),
    (
      "{limit: 0/s}", "a limit of 0/s cannot be kept → give one from 1/day to 1000000000/s"
    ),
  ])
  func `a slip under outside is named`(yaml: String, error: String) {
    let stage = Stage()
    #expect(slip { _ = try EndpointSettings(stage.document(yaml), of: "Api") } == error)
  }
}
