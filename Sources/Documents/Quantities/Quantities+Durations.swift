import Kernel

extension Quantities {
  /// Nanoseconds by unit, the shortest first.
  private static let durationUnits: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("min", 60_000_000_000), ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]

  /// Words that people write for a unit, and the unit.
  private static let durationSynonyms: [String: String] = [
    "m": "min", "mins": "min", "minute": "min", "minutes": "min", "sec": "s", "secs": "s",
    "second": "s", "seconds": "s", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "day": "d", "days": "d", "msec": "ms", "millis": "ms", "milliseconds": "ms",
  ]

  /// Reads a length of time: `250 ms`, `1.5 h`, `1 h 30 min`.
  ///
  /// Units are `ns`, `us` or `µs`, `ms`, `s`, `min`, `h` and `d`, each at most once and the largest
  /// first. The result is exact, at most about 292 years.
  public static func duration(_ text: String) throws(QuantityProblem) -> TimeSpan {
    var reader = QuantityReader(text)
    var total: Int64 = 0
    var last = Int64.max
    repeat {
      guard let amount = try reader.amount() else {
        let shown = text.utf8.allSatisfy { $0.isBlank } ? "an empty text" : Wording.excerpt(text)
        throw QuantityProblem(
          "\(shown) is not a length of time", remedy: "write it like 30 s or 1 h 30 min")
      }
      let unit = reader.unit()
      if unit.isEmpty { throw noDurationUnit(amount) }
      let length = try nanoseconds(unit, in: text)
      if amount.digits < 0 { throw negative(text) }
      if length >= last {
        throw QuantityProblem(
          "\(unit) in \(Wording.excerpt(text)) does not follow a larger unit",
          remedy: "write each unit once and the largest first, as in 1 h 30 min")
      }
      last = length
      let (sum, overflow) = total.addingReportingOverflow(try part(amount, length, text))
      if overflow { throw tooLong(text) }
      total = sum
    } while !reader.isEmpty
    return TimeSpan(nanoseconds: total)
  }

  /// The length of a unit [ns]; `per` of a rate uses it too.
  static func nanoseconds(_ unit: String, in text: String) throws(QuantityProblem) -> Int64 {
    let name = unit == "\u{B5}s" || unit == "\u{3BC}s" ? "us" : unit
    if let known = durationUnits.first(where: { $0.name == name }) { return known.nanoseconds }
    throw unknownUnit(
      unit, of: text, known: durationUnits.map { $0.name }, synonyms: durationSynonyms)
  }

  private static func part(
    _ amount: ExactAmount, _ length: Int64, _ text: String
  ) throws(QuantityProblem) -> Int64 {
    if let part = amount.whole(times: length) { return part }
    if amount.overflows(times: length) { throw tooLong(text) }
    throw QuantityProblem(
      "\(Wording.excerpt(text)) is not a whole number of nanoseconds",
      remedy: "write fewer digits; time passes in steps of 1 ns")
  }

  private static func noDurationUnit(_ amount: ExactAmount) -> QuantityProblem {
    QuantityProblem(
      "\(amount.text) has no unit", remedy: examples(amount.text, [" s", " min", " h"]))
  }

  private static func tooLong(_ text: String) -> QuantityProblem {
    QuantityProblem(
      "\(Wording.excerpt(text)) is longer than 292 years", remedy: "write a shorter time")
  }
}
