import Testing

@testable import Studies

@Suite struct StretchTests {
  private func runs(_ places: [Int], gap: Int) -> [ClosedRange<Int>] {
    (0..<20).stretches(gap: gap) { places.contains($0) }
  }

  @Test func `places with no more than the gap between them are one run`() {
    #expect(runs([2, 3, 5, 8], gap: 0) == [2...3, 5...5, 8...8])
    #expect(runs([2, 3, 5, 8], gap: 1) == [2...5, 8...8])
    #expect(runs([2, 3, 5, 8], gap: 2) == [2...8])
    #expect(runs([], gap: 2) == [])
  }

  @Test func `whoever asks may say otherwise what is one run`() {
    let found = (0..<20).stretches {
      [2, 9, 17].contains($0)
    } joining: { last, _ in
      last < 5
    }
    #expect(found == [2...9, 17...17])
  }
}
