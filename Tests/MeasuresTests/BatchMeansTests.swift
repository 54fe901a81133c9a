import Testing

@testable import Measures

@Suite struct BatchMeansTests {
  @Test func `batches are equally large, and what is left over is in none`() {
    let values = (0..<40).map { Double($0 % 4) }
    #expect(BatchMeans.means(of: values, batches: 10) == Array(repeating: 1.5, count: 10))
    #expect(BatchMeans.means(of: [1, 3, 5, 7, 100], batches: 2) == [2, 6])
  }

  @Test func `neighbours that go together correlate, those that alternate do so negatively`() {
    let slow = (0..<100).map { Double($0 / 10 % 2) }
    let fast = (0..<100).map { Double($0 % 2) }
    #expect((BatchMeans.lagOneAutocorrelation(of: slow) ?? 0) > 0.7)
    #expect((BatchMeans.lagOneAutocorrelation(of: fast) ?? 0) < -0.9)
    #expect(BatchMeans.lagOneAutocorrelation(of: [1, 1, 1]) == nil)
  }
}
