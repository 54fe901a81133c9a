import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// What a template may say of deliveries to web endpoints.
@Suite struct DeliveryPolicyTests {
  private func moments(_ policy: String, topic: String = "{}") throws -> [Double] {
    let news = Announcements(topic: topic)
    let wire = try news.outside(
      "Hook", "{Protocol: http, Endpoint: 'http://example.com'\(policy)}")
    try news.begin()
    wire.apply(.fail(1), in: news.stage.world)
    news.publish()
    return news.moments(until: 4_000) { wire.answers.requests.total }
  }

  @Test func `the phases follow each other: none, least, growing, greatest delay`() throws {
    let policy = """
      , DeliveryPolicy: {healthyRetryPolicy: {minDelayTarget: 10, maxDelayTarget: 40,
        numRetries: 9, numNoDelayRetries: 2, numMinDelayRetries: 1, numMaxDelayRetries: 2,
        backoffFunction: linear}}
      """
    #expect(try moments(policy) == [0, 0, 0, 10, 20, 40, 70, 110, 150, 190])
  }

  @Test func `the example of the documentation makes fifty retries`() throws {
    let policy = """
      , DeliveryPolicy: {healthyRetryPolicy: {minDelayTarget: 1, maxDelayTarget: 60,
        numRetries: 50, numNoDelayRetries: 3, numMinDelayRetries: 2, numMaxDelayRetries: 35,
        backoffFunction: exponential}}
      """
    let moments = try moments(policy)
    #expect(moments.count == 51 && (moments.last ?? .infinity) < 3_600)
  }

  @Test func `a topic's policy holds for subscriptions without one of their own`() throws {
    let topic = "{DeliveryPolicy: {http: {defaultHealthyRetryPolicy: {numRetries: 1}}}}"
    #expect(try moments("", topic: topic) == [0, 20])
    let own = ", DeliveryPolicy: {healthyRetryPolicy: {numRetries: 2}}"
    #expect(try moments(own, topic: topic) == [0, 20, 40])
  }

  @Test func `a topic may forbid policies of subscriptions`() throws {
    let topic = """
      {DeliveryPolicy: {http: {disableSubscriptionOverrides: true,
        defaultHealthyRetryPolicy: {numRetries: 1}}}}
      """
    let own = ", DeliveryPolicy: {healthyRetryPolicy: {numRetries: 2}}"
    #expect(try moments(own, topic: topic) == [0, 20])
  }

  @Test func `past maxReceivesPerSecond messages wait, and use no retries`() throws {
    let news = Announcements()
    let wire = try news.outside(
      "Hook",
      """
      {Protocol: https, Endpoint: 'https://example.com', DeliveryPolicy: {
        healthyRetryPolicy: {numRetries: 0}, throttlePolicy: {maxReceivesPerSecond: 10}}}
      """)
    try news.begin()
    news.publish(35)
    news.run(to: 0.05)
    #expect(wire.answers.requests.total == 10 && news.edge(to: "Hook").held == 25)
    news.run(to: 1)
    #expect(wire.answers.requests.total == 20)
    news.run(to: 2.45)
    #expect(wire.answers.requests.total == 34)
    news.run(to: 2.5)
    #expect(news.topic.delivered.total == 35 && news.topic.failed.total == 0)
  }

  @Test(arguments: [
    (
      "{minDelayTarget: 30}",
      "the minDelayTarget of Hook is 30 s, above its maxDelayTarget of 20 s → raise "
        + "maxDelayTarget, which is 20 where it is left out"
    ),
    (
      "{numRetries: 3, numNoDelayRetries: 2, numMaxDelayRetries: 2}",
      "the phases of Hook are 4 retries together, and its numRetries is 3 → numRetries counts the "
        + "retries of all phases"
    ),
    (
      "{minDelayTarget: 3599, maxDelayTarget: 3600, numRetries: 10}",
      "the retries of Hook take 35995 s together → SNS allows 3600 s: lower the delays or "
        + "numRetries"
    ),
  ])
  func `a retry policy that SNS would refuse is a slip`(policy: String, error: String) {
    let news = Announcements()
    let own = "{Protocol: http, Endpoint: Hook, DeliveryPolicy: {healthyRetryPolicy: \(policy)}}"
    #expect(slip { try news.subscribe("Hook", own) } == error)
  }

  @Test func `the policy of a topic is checked too`() throws {
    let news = Announcements()
    let site = news.stage.site(
      "News",
      properties: "{DeliveryPolicy: {http: {defaultHealthyRetryPolicy: {minDelayTarget: 21}}}}")
    let topic = Topic(site.settings(TopicSettings.self), label: "News", in: news.stage.world)
    let error = try #require(slip { try topic.connect(site) })
    #expect(error.hasPrefix("the minDelayTarget of News is 21 s"))
  }

  @Test(arguments: [
    ("minDelayTarget: 0", "minDelayTarget of Hook.DeliveryPolicy.healthyRetryPolicy is 0"),
    ("maxDelayTarget: 3601", "maxDelayTarget of Hook.DeliveryPolicy.healthyRetryPolicy is 3601"),
    ("numRetries: 101", "numRetries of Hook.DeliveryPolicy.healthyRetryPolicy is 101"),
    ("numNoDelayRetries: -1", "numNoDelayRetries of Hook.DeliveryPolicy.healthyRetryPolicy is -1"),
    ("backoffFunction: cubic", "expected one of 4 words as backoffFunction"),
  ])
  func `figures outside the bounds of SNS are slips`(setting: String, error: String) {
    let stage = Stage()
    let site = stage.site(
      "Hook", properties: "{DeliveryPolicy: {healthyRetryPolicy: {\(setting)}}}")
    _ = site.settings(SubscriptionSettings.self)
    let found = slip { try site.diagnostics.throwIfAny() } ?? "nothing"
    #expect(found.contains(error))
  }
}
