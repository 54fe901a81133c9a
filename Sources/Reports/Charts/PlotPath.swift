/// The commands that draw a course, short, for there are many of them.
enum PlotPath {
  /// A point in the units of a drawing; down is positive.
  struct Point: Equatable {
    var x: Int
    var y: Int
  }

  /// Lines through the points of each run; a run of one point is a dot.
  static func line(_ runs: [[Point]]) -> String {
    runs.filter { !$0.isEmpty }.map { run in
      run.count == 1 ? "M\(run[0].x) \(run[0].y)h0" : "M\(run[0].x) \(run[0].y)" + moves(run)
    }.joined()
  }

  /// The areas between an upper and a lower course.
  static func area(_ runs: [(upper: [Point], lower: [Point])]) -> String {
    runs.filter { $0.upper != $0.lower && $0.upper.count > 1 }.map { upper, lower in
      let back = Array(lower.reversed())
      let turn = "V\(back[0].y)"
      return "M\(upper[0].x) \(upper[0].y)" + moves(upper) + turn + moves(back) + "Z"
    }.joined()
  }

  /// The ways from each point to the next, level ones in one.
  private static func moves(_ points: [Point]) -> String {
    var text = ""
    var level = 0
    for (point, next) in zip(points, points.dropFirst()) {
      let (dx, dy) = (next.x - point.x, next.y - point.y)
      if dy == 0 {
        level += dx
        continue
      }
      if level != 0 { text += "h\(level)" }
      level = 0
      text += dy < 0 ? "l\(dx)\(dy)" : "l\(dx) \(dy)"
    }
    return level == 0 ? text : text + "h\(level)"
  }

  /// Whole numbers with spaces between them; `7x3` is three sevens, `-` is none.
  static func numbers(_ values: [Int64?]) -> String {
    var words: [String] = []
    var rest = values[...]
    while let value = rest.first {
      let run = rest.prefix { $0 == value }.count
      let word = value.map { String($0) } ?? "-"
      words.append(run == 1 ? word : "\(word)x\(run)")
      rest = rest.dropFirst(run)
    }
    return words.joined(separator: " ")
  }

  /// A share of the whole width or height, as attributes say it.
  static func percent(_ share: Double) -> String {
    let hundredths = Int(share * 10_000 + 0.5)
    let part = hundredths % 100
    let digits =
      part == 0 ? "" : part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)"
    return "\(hundredths / 100)\(digits)%"
  }
}
