/// Draws the course of a level in one line of text: `▁▁▂▅█▃▁`.
public enum Sparkline {
  /// The heights, from nothing to the greatest.
  static let heights = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// One column for each value, or where there are more values the greatest of each column's share.
  ///
  /// The greatest value of all fills a column; zero and less is the lowest, and anything above zero
  /// is seen to be.
  public static func text(_ values: [Int64], width: Int) -> String {
    precondition(width > 0, "a sparkline \(width) wide")
    let columns = min(width, values.count)
    let tops = (0..<columns).map { column in
      let first = column * values.count / columns
      let last = (column + 1) * values.count / columns
      return values[first..<last].reduce(Int64.min) { max($0, $1) }
    }
    let greatest = max(tops.max() ?? 0, 0)
    return tops.map { heights[height(of: $0, under: greatest)] }.joined()
  }

  private static func height(of value: Int64, under greatest: Int64) -> Int {
    guard value > 0 else { return 0 }
    let steps = Int128(heights.count - 1)
    let nearest = (2 * Int128(value) * steps + Int128(greatest)) / (2 * Int128(greatest))
    return max(Int(nearest), 1)
  }
}
