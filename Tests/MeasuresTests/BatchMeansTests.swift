import Testing

@testable import Measures

@Suite struct BatchMeansTests {
  @Test(arguments: [31, 32, 63, 64, 65, 100, 1_000, 4_095, 4_096, 12_345])
  func `between 32 and 63 full batches cover the stream from its start`(length: Int) throws {
    var chance = TestChance(3)
    let values = (0..<length).map { _ in chance.below(1_000_000) }
    var batches = BatchMeans()
    for value in values { batches.record(value) }
    let means = batches.means
    #expect(length < 32 || (means.count >= 32 && means.count < 64))
    let size = Int(batches.batchSize)
    #expect(means.count == length / size)
    for (index, mean) in means.enumerated() {
      let sum = values[index * size..<(index + 1) * size].reduce(0, +)
      #expect(mean == Double(sum) / Double(size))
    }
    #expect((batches.interval() == nil) == (length < 32))
  }

  @Test func `the interval of batches is that of their means`() throws {
    let values = (0..<40).map { Double($0 % 4) }
    #expect(BatchMeans.means(of: values, batches: 10) == Array(repeating: 1.5, count: 10))
    #expect(BatchMeans.means(of: [1, 3, 5, 7, 100], batches: 2) == [2, 6])
    let interval = try #require(BatchMeans.interval(of: [1, 3, 5, 7, 100], batches: 2))
    #expect(interval == ConfidenceInterval(of: [2, 6]))
  }

  @Test func `neighbours that go together correlate, those that alternate do so negatively`() {
    let slow = (0..<100).map { Double($0 / 10 % 2) }
    let fast = (0..<100).map { Double($0 % 2) }
    #expect((BatchMeans.lagOneAutocorrelation(of: slow) ?? 0) > 0.7)
    #expect((BatchMeans.lagOneAutocorrelation(of: fast) ?? 0) < -0.9)
    #expect(BatchMeans.lagOneAutocorrelation(of: [1, 1, 1]) == nil)
  }

  @Test func `batches of a dependent stream hold the truth where single values would not`() throws {
    var heldByBatches = 0
    var heldByValues = 0
    for seed in UInt64(0)..<200 {
      var chance = TestChance(seed)
      var batches = BatchMeans()
      var state = 0.0
      var values: [Double] = []
      for _ in 0..<2_048 {
        state = 0.9 * state + (chance.unit() - 0.5)
        batches.record(Int64(state * 1e6))
        values.append(state)
      }
      if try #require(batches.interval()).contains(0) { heldByBatches += 1 }
      if try #require(ConfidenceInterval(of: values)).contains(0) { heldByValues += 1 }
    }
    #expect(heldByBatches >= 180)
    #expect(heldByValues < 120)
  }
}
