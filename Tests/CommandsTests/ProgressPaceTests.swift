import Testing

@testable import Commands

@Suite struct ProgressPaceTests {
  /// The seconds at which something is said in so many of them, looked at ten times in each.
  private func said(in seconds: Int64, isDrawn: Bool) -> [Double] {
    var pace = ProgressPace(5, isDrawn: isDrawn)
    return (0...10 * seconds).filter { pace.isDue(at: 5 + $0 * 100_000_000) }.map {
      Double($0) / 10
    }
  }

  @Test func `a bar appears after a second and moves ten times in each`() {
    #expect(said(in: 2, isDrawn: true) == [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2])
  }

  @Test func `where there is no terminal a line comes now and then, and ever fewer of them`() {
    #expect(said(in: 9, isDrawn: false).isEmpty)
    #expect(said(in: 45, isDrawn: false) == [10, 20, 30, 40])
    let hours = said(in: 36_000, isDrawn: false)
    #expect(hours.count < 80 && hours.count > 30)
    #expect(zip(hours.dropFirst(), hours).allSatisfy { $0 - $1 >= 10 })
  }
}
