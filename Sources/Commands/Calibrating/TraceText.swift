/// Arrivals as the file that `trace` of a scenario reads.
enum TraceText {
  /// One moment a line, in seconds since the first, under a head that says so.
  static func text(_ moments: [Int64]) -> String {
    var text = "seconds\n"
    for moment in moments {
      text += String(moment / 1_000_000_000)
      var rest = moment % 1_000_000_000
      if rest > 0 {
        var digits = String(rest)
        while digits.utf8.count < 9 { digits = "0" + digits }
        while rest % 10 == 0 {
          digits.removeLast()
          rest /= 10
        }
        text += ".\(digits)"
      }
      text += "\n"
    }
    return text
  }
}
