extension Range where Bound == Int {
  /// Runs of places that are as asked, with gaps of so many places between them at most.
  func stretches(gap: Int = 1, where isAsAsked: (Int) -> Bool) -> [ClosedRange<Int>] {
    stretches(where: isAsAsked) { $1 - $0 <= gap + 1 }
  }

  /// Runs of places that are as asked, two that follow each other made one where that is said.
  func stretches(
    where isAsAsked: (Int) -> Bool, joining areOne: (_ last: Int, _ next: Int) -> Bool
  ) -> [ClosedRange<Int>] {
    var found: [ClosedRange<Int>] = []
    for index in self where isAsAsked(index) {
      if let last = found.last, areOne(last.upperBound, index) {
        found[found.count - 1] = last.lowerBound...index
      } else {
        found.append(index...index)
      }
    }
    return found
  }
}
