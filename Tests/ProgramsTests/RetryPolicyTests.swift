import Kernel
import Testing

@testable import Programs

@Suite struct RetryPolicyTests {
  private static let longest = UInt64.max

  @Test func `legacy retries of DynamoDB double from 50 ms, unjittered and uncapped`() throws {
    let policy = try #require(RetryPolicy.named("legacy", dynamoDB: true))
    #expect(policy.attempts == 10)
    for (retry, milliseconds) in [(1, 50), (2, 100), (5, 800), (9, 12_800)] as [(UInt32, Int64)] {
      let delay = policy.delay(before: retry, throttled: true) { _ in 0 }
      #expect(delay == .milliseconds(milliseconds))
    }
  }

  @Test func `standard retries are at most 20 s apart, before chance shortens them`() throws {
    let policy = try #require(RetryPolicy.named("standard", dynamoDB: false))
    #expect(policy.attempts == 3)
    let first = policy.delay(before: 1, throttled: false) { _ in Self.longest }
    let late = policy.delay(before: 12, throttled: false) { _ in Self.longest }
    #expect(first <= .seconds(1) && first > .milliseconds(999))
    #expect(late <= .seconds(20) && late > .milliseconds(19_999))
    #expect(policy.delay(before: 1, throttled: false) { _ in 0 } < .milliseconds(1))
  }

  @Test func `the retries of 2026 wait longer after a throttle than a failure`() throws {
    let general = try #require(RetryPolicy.named("standard-2026", dynamoDB: false))
    let table = try #require(RetryPolicy.named("standard-2026", dynamoDB: true))
    #expect(general.attempts == 3)
    #expect(table.attempts == 4)
    let throttled = general.delay(before: 1, throttled: true) { _ in Self.longest }
    #expect(throttled > .milliseconds(999) && throttled <= .seconds(1))
    #expect(general.delay(before: 1, throttled: false) { _ in Self.longest } <= .milliseconds(50))
    #expect(table.delay(before: 1, throttled: false) { _ in Self.longest } <= .milliseconds(25))
  }

  @Test func `a name that is no profile gives none`() {
    #expect(RetryPolicy.named("stubborn", dynamoDB: false) == nil)
  }

  @Test func `no delay overflows, however late the retry`() throws {
    let policy = try #require(RetryPolicy.named("legacy", dynamoDB: false))
    #expect(policy.delay(before: 4_000, throttled: true) { _ in Self.longest } > .hours(1_000))
  }
}
