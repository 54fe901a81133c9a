import Kernel
import Testing

@Suite struct SieveTests {
  /// Numbers as messages have them: of several clients, each counting from 0.
  private func root(_ client: UInt64, _ ordinal: UInt64) -> UInt64 { client << 48 | ordinal }

  @Test func `a sieve misses nothing that is in it, and lets little else through`() {
    let sieve = Sieve()
    let members = Set((0..<500 as Range<UInt64>).map { root($0 & 3, $0 * 1_009) })
    for member in members { sieve.insert(member) }
    #expect(members.allSatisfy { sieve.mayContain($0) })
    let others = (0..<100_000 as Range<UInt64>).map { root($0 & 3, $0 * 5) }
      .filter { !members.contains($0) }
    #expect(others.count { sieve.mayContain($0) } < others.count / 50)
  }

  @Test func `users that each count from 0 are told apart`() {
    let sieve = Sieve()
    for user in 0..<100 as Range<UInt64> { sieve.insert(user << 24 | user & 7) }
    let others = (100..<10_000 as Range<UInt64>).flatMap { user in
      (0..<8 as Range<UInt64>).map { user << 24 | $0 }
    }
    #expect(others.count { sieve.mayContain($0) } < others.count / 20)
  }

  @Test func `a sieve holds nothing at first, and all or nothing when told to`() {
    let sieve = Sieve()
    let numbers = 0..<100_000 as Range<UInt64>
    #expect(!numbers.contains { sieve.mayContain($0) })
    sieve.insertAll()
    #expect(numbers.allSatisfy { sieve.mayContain($0) })
    sieve.removeAll()
    #expect(!numbers.contains { sieve.mayContain($0) })
  }
}
