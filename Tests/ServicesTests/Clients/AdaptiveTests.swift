import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Services

/// Clients in adaptive mode.
@Suite struct AdaptiveTests {
  /// What the endpoint counted in each second.
  private static func counts(
    _ name: String, _ traffic: String, _ more: String, api: String = ""
  ) throws -> [Int64] {
    let result = try Bench(
      template: "Resources: {Orders: {Type: AWS::SQS::Queue}}\n",
      scenario: """
        duration: 60 s
        calibration: ideal
        traffic: {Shop: {to: Api, arrivals: constant, \(traffic)}}
        outside: {Api: {\(api)}}
        \(more)
        """
    ).run()
    let edge = try #require(result.edges.first { $0.from == "Shop" })
    #expect(edge.entered == edge.acknowledged + edge.lost)
    let node = try #require(result.nodes.first { $0.label == "Api" })
    let instrument = try #require(node.instruments.first { $0.measure.name == name })
    guard case .count(let count) = instrument.keeper else { return [] }
    return try #require(count.series).points.map { $0.sum }
  }

  @Test func `an adaptive client asks little more than it may`() throws {
    let traffic = "rate: 100/s, retries: "
    let limit = "limit: 20/s"
    let standard = try Self.counts("Throttles", traffic + "standard", "", api: limit)
    let adaptive = try Self.counts("Throttles", traffic + "adaptive", "", api: limit)
    #expect(standard.reduce(0, +) > 4_000)
    #expect(adaptive.reduce(0, +) < 200)
    // What it sends is what it may: it neither floods nor starves.
    let requests = try Self.counts("Requests", traffic + "adaptive", "", api: limit)
    #expect(requests[10..<60].allSatisfy { (17...23).contains($0) })
  }

  @Test func `an adaptive client slows down while it is throttled, and recovers`() throws {
    let requests = try Self.counts(
      "Requests", "rate: 20/s, retries: adaptive",
      "faults: [{at: 20 s, for: 5 s, throttle: Api}]")
    #expect(requests[1..<20].allSatisfy { $0 == 20 })
    #expect(requests[21..<25].reduce(0, +) <= 4)
    #expect(requests[25..<32].max() ?? 0 > 60)
    #expect(requests[35..<60].allSatisfy { $0 == 20 })
    #expect(requests.reduce(0, +) > 1_199)
  }
}
