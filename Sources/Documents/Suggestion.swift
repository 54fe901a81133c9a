/// Finds the name that someone probably meant.
public enum Suggestion {
  /// Names longer than this are not compared; no typo needs it, and the cost is quadratic.
  private static let longest = 200

  /// The known name nearest to one that is not known; `nil` where none is near.
  ///
  /// Near is an edit distance, swaps of neighbours counted as one edit, of at most a third of the
  /// length, and at least one; letter case costs nothing. Among equals the first wins.
  ///
  /// - Parameter most: The greatest distance, where less than a third of the length is asked for.
  /// - Complexity: O(*n m*) in the lengths of the name and of all known names together.
  public static func nearest(
    to name: String, among known: some Sequence<String>, within most: Int = .max
  ) -> String? {
    let wanted = folded(name)
    guard wanted.count <= longest else { return nil }
    var best: String?
    var least = wanted.count < 2 ? 0 : min(most, max(1, wanted.count / 3))
    for candidate in known where candidate != name {
      let letters = folded(candidate)
      guard abs(letters.count - wanted.count) <= least, letters.count <= longest else { continue }
      let found = distance(wanted, letters)
      if found < least || (found == least && best == nil) {
        best = candidate
        least = found
      }
    }
    return best
  }

  /// The letters of a name, ASCII ones in lower case.
  private static func folded(_ name: String) -> [UInt32] {
    name.unicodeScalars.map { 0x41...0x5A ~= $0.value ? $0.value + 0x20 : $0.value }
  }

  /// The fewest insertions, deletions, replacements and swaps of neighbours (optimal alignment).
  private static func distance(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in a.indices {
      row[0] = i + 1
      for j in b.indices {
        let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
        row[j + 1] = min(replaced, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count]
  }
}
