import Testing

@testable import Measures

@Suite struct WarmUpTests {
  /// The cut by the formula as it was published: Σ (z − mean)² / (k − d)², over batches d + 1 to k.
  static func published(_ values: [Double]) -> Int {
    let batches = values.count / 5
    let means = (0..<batches).map { values[5 * $0..<5 * $0 + 5].reduce(0, +) / 5 }
    let errors = (0...batches - max(5, batches / 4)).map { cut in
      let rest = means[cut...]
      let mean = rest.reduce(0, +) / Double(rest.count)
      let squares = rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return squares / Double(rest.count * rest.count)
    }
    return 5 * (errors.firstIndex(of: errors.min() ?? 0) ?? 0)
  }

  @Test(arguments: UInt64(0)..<20)
  func `the cut is where the marginal standard error is least`(seed: UInt64) throws {
    var chance = TestChance(seed)
    let values = (0..<203).map { max(0, 8 - 0.2 * Double($0)) + chance.unit() }
    let warmUp = try #require(WarmUp(of: values))
    #expect(warmUp.length == Self.published(values))
    #expect(warmUp.length >= 30)
  }

  @Test func `a step at the start is cut off exactly, in whole batches`() throws {
    let values = (0..<200).map { $0 < 38 ? 9.0 : Double($0 % 5) }
    #expect(try #require(WarmUp(of: values)) == WarmUp(length: 40, isSettled: true))
  }

  @Test func `a series that is steady from its start has no warm-up`() throws {
    #expect(try #require(WarmUp(of: Array(repeating: 0.1, count: 100))).length == 0)
    let cycle = (0..<100).map { Double($0 % 5) }
    #expect(try #require(WarmUp(of: cycle)).length == 0)
  }

  @Test func `a series that still climbs at its end is too short`() throws {
    let warmUp = try #require(WarmUp(of: (0..<100).map { Double($0) }))
    #expect(!warmUp.isSettled)
  }

  @Test func `fewer than fifty values are not judged`() {
    #expect(WarmUp(of: Array(repeating: 1, count: 49)) == nil)
    #expect(WarmUp(of: Array(repeating: 1, count: 50)) != nil)
  }
}
