import Testing

@testable import Measures

@Suite struct SelectionOfBestTests {
  /// Rows in which all alternatives but the best are just the indifference away from it.
  private func wrong(
    _ studies: Int, best: Int, common: Double, indifference: Double
  ) -> (wrong: Int, rows: Int) {
    var chance = TestChance(17)
    var wrong = 0
    var rows = 0
    for _ in 0..<studies {
      var selection = SelectionOfBest(
        .least, among: 5, indifference: indifference, error: 0.1, firstStage: 8)
      while selection.best == nil {
        let shared = common * chance.normal()
        selection.record(
          selection.survivors.map { ($0 == best ? 0 : indifference) + shared + chance.normal() })
      }
      if selection.best != best { wrong += 1 }
      rows += selection.rows
    }
    return (wrong, rows)
  }

  @Test(arguments: [0, 2])
  func `in the slippage configuration the best is selected as often as promised`(common: Double) {
    let found = wrong(300, best: 3, common: common, indifference: 0.6)
    #expect(found.wrong <= TestChance.mostFailures(of: 300, rate: 0.1))
    #expect(found.wrong > 0)
  }

  @Test func `what all alternatives share costs no rows`() {
    let apart = wrong(100, best: 0, common: 0, indifference: 0.6)
    let together = wrong(100, best: 0, common: 10, indifference: 0.6)
    #expect(abs(together.rows - apart.rows) < apart.rows / 5)
  }

  @Test func `an alternative is dropped once its sum is further off than chance reaches`() throws {
    // Differences alternate between 0 and 2 beyond 1: variance 8/7 over the first eight rows.
    var selection = SelectionOfBest(
      .greatest, among: 2, indifference: 0.5, error: 0.05, firstStage: 8)
    let growth = SelectionOfBest.growth(error: 0.05, firstStage: 8)
    var expected: Int?
    for row in 1...100 where selection.best == nil {
      selection.record([10, row % 2 == 0 ? 9 : 11])
      let reach = max(0, growth * (8.0 / 7) / 1 - 0.25 * Double(row))
      let behind = row % 2 == 0 ? 0.0 : -1
      if row >= 8, expected == nil, abs(behind) > reach || reach == 0 { expected = row }
    }
    let end = try #require(expected)
    #expect(end > 20 && selection.rows == end)
    // The sums are even after an even row: the first of equals is taken.
    #expect(selection.best == (end % 2 == 0 ? 0 : 1))
  }

  @Test func `those left behind need no more values`() {
    var selection = SelectionOfBest(
      .least, among: 3, indifference: 0.1, error: 0.05, firstStage: 4)
    for row in 0..<4 {
      let noise = Double(row % 2)
      selection.record([1 + noise, 50 + noise, 1.01 - noise])
    }
    #expect(selection.survivors == [0, 2])
    #expect(selection.survivors == [0, 2] && selection.best == nil)
    selection.record([1, 1])
    #expect(selection.rows == 5)
  }

  @Test func `equal rows decide with the first stage, and the first of equals is taken`() {
    var selection = SelectionOfBest(
      .greatest, among: 3, indifference: 1, error: 0.05, firstStage: 3)
    for _ in 0..<3 { selection.record([1, 2, 2]) }
    #expect(selection.best == 1 && selection.rows == 3)
    let alone = SelectionOfBest(.least, among: 1, indifference: 1, error: 0.05)
    #expect(alone.best == 0)
  }
}
