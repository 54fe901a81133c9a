import Testing

@testable import Programs

@Suite struct RetryQuotaTests {
  /// How many retries in a row a full quota allows.
  private static func retries(_ cost: Int32) -> Int {
    var quota = RetryQuota()
    var count = 0
    while quota.take(cost) { count += 1 }
    return count
  }

  @Test func `500 tokens pay for 35 failed retries in a row at 14, and for 100 at 5`() {
    #expect(Self.retries(14) == 35)
    #expect(Self.retries(5) == 100)
  }

  @Test func `a success gives back what its last retry took, or one token if it took none`() {
    var quota = RetryQuota()
    for _ in 0..<2 { _ = quota.take(14) }
    #expect(quota.tokens == 472)
    quota.refund(14)
    #expect(quota.tokens == 486)
    quota.refund(0)
    #expect(quota.tokens == 487)
  }

  @Test func `a quota is never more than full`() {
    var quota = RetryQuota()
    quota.refund(0)
    #expect(quota.tokens == 500)
    _ = quota.take(5)
    quota.refund(14)
    #expect(quota.tokens == 500)
  }

  @Test func `a retry that the quota cannot pay takes nothing`() {
    var quota = RetryQuota()
    for _ in 0..<35 { _ = quota.take(14) }
    let dear = quota.take(14)
    #expect(!dear && quota.tokens == 10)
    let cheap = [quota.take(5), quota.take(5), quota.take(5)]
    #expect(cheap == [true, true, false])
  }

  @Test(
    arguments: [
      ("none", 0, 0), ("legacy", 0, 0), ("standard", 5, 5), ("standard-2026", 5, 14),
      ("adaptive", 5, 5),
    ] as [(String, Int32, Int32)])
  func `each profile has its costs, and those without a quota none`(
    name: String, throttled: Int32, failed: Int32
  ) throws {
    for dynamoDB in [false, true] {
      let policy = try #require(RetryPolicy.named(name, dynamoDB: dynamoDB))
      #expect(policy.cost(after: .throttled) == throttled)
      #expect(policy.cost(after: .failed) == failed)
      #expect(policy.isAdaptive == (name == "adaptive"))
    }
  }
}
