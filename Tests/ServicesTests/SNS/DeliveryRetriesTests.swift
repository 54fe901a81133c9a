import Kernel
import Testing

@testable import Services

@Suite struct DeliveryRetriesTests {
  private let retries = DeliveryRetries.managed

  @Test func `three retries come at once, two after a second`() {
    #expect((1...3).allSatisfy { retries.delay(before: $0) == .zero })
    #expect((4...5).allSatisfy { retries.delay(before: $0) == .seconds(1) })
  }

  @Test func `ten retries grow from one second to twenty, 68 s in all`() {
    let delays = (6...15).compactMap { retries.delay(before: $0)?.seconds }
    #expect(delays.count == 10)
    #expect(delays.first == 1 && abs((delays.last ?? 0) - 20) < 1e-6)
    #expect(zip(delays, delays.dropFirst()).allSatisfy { $0 < $1 })
    #expect(abs(delays.reduce(0, +) - 68) < 1)
  }

  @Test func `a hundred thousand retries at twenty seconds end after 100,015`() {
    #expect(retries.delay(before: 16) == .seconds(20))
    #expect(retries.delay(before: 100_015) == .seconds(20))
    #expect(retries.delay(before: 100_016) == nil)
  }
}
