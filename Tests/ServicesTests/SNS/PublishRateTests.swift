import Bench
import Testing

@testable import Blueprints
@testable import Services

struct PublishRateTests {
  @Test(arguments: [
    ("us-east-1", Int64(30_000)), ("eu-west-1", 9_000), ("us-west-2", 9_000),
    ("eu-central-1", 1_500), ("ap-south-1", 1_500), ("eu-north-1", 300), ("sa-east-1", 300),
  ])
  func `the publish quota depends on the region`(region: String, rate: Int64) {
    #expect(PublishRates.perSecond(in: region, Calibration()) == rate)
  }

  @Test func `a scenario may set the publish quota, and ideal has none`() {
    var raised = Calibration()
    raised.set("sns.publishRate", to: .count(50))
    #expect(PublishRates.perSecond(in: "eu-north-1", raised) == 50)
    #expect(PublishRates.perSecond(in: "eu-north-1", Calibration("ideal")) == .max)
  }
}

@Suite struct RegionalQuotaTests {
  @Test func `a topic takes what its region's quota allows`() throws {
    let bench = try Bench(
      template: "Resources: {News: {Type: AWS::SNS::Topic}}",
      scenario: """
        {region: eu-north-1, duration: 10 s,
         traffic: {App: {to: News, rate: 2000/s, arrivals: constant, retries: none}}}
        """)
    let result = bench.run()
    let edge = try #require(result.edges.first { $0.from == "App" })
    // 300 at once and 300 a second more.
    #expect(abs(edge.acknowledged - 3_300) <= 2)
    #expect(edge.dropped[Edge.Loss.throttled.rawValue] == edge.entered - edge.acknowledged)
  }
}
