import Documents

/// A range of numbers as a study writes it: `10..200/10` by steps, `1 s..8 s*2` by a factor.
struct ValueRange {
  /// A decimal number with a unit: digits times a power of ten.
  private struct Amount {
    var digits: Int64
    /// How many of the digits stand behind the point.
    var places: Int
    /// What stands behind the number, the blank before it included.
    var unit: String

    init?(_ text: Substring) {
      let number = text.prefix { $0.isNumber || $0 == "." || $0 == "-" }
      let parts = number.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, !parts[0].isEmpty, parts.count == 1 || !parts[1].isEmpty,
        let digits = Int64(parts.joined()), digits.magnitude < 1_000_000_000_000
      else { return nil }
      self.digits = digits
      places = parts.count == 2 ? parts[1].count : 0
      unit = String(text.dropFirst(number.count))
      if places > 6 || unit.contains(".") { return nil }
    }

    /// The digits with so many of them behind the point.
    func scaled(to places: Int) -> Int64 {
      (self.places..<max(places, self.places)).reduce(digits) { digits, _ in digits * 10 }
    }
  }

  private let text: String
  private let low: Amount
  private let high: Amount
  /// How far apart values are, or by what factor.
  private let step: Amount
  private let isGeometric: Bool

  /// The range that a text is; nil where it is none.
  ///
  /// - Throws: What is wrong with a text that has two dots between two numbers.
  init?(_ text: String) throws(InputError) {
    guard let dots = text.firstRange(of: ".."), let low = Amount(text[..<dots.lowerBound]) else {
      return nil
    }
    let rest = text[dots.upperBound...]
    let marks = rest.indices.filter { rest[$0] == "/" || rest[$0] == "*" }
    // A rate has a stroke of its own: 100/s..300/s/50.
    let readings = marks.compactMap { mark in
      Amount(rest[..<mark]).flatMap { high in
        Amount(rest[rest.index(after: mark)...]).map { (high, $0, rest[mark] == "*") }
      }
    }
    guard let (high, step, isGeometric) = readings.first else {
      throw InputError(
        "\(text) is no range", remedy: "write it with its step, as 10..200/10 or 1..64*2")
    }
    self.text = text
    self.low = low
    self.high = high
    self.step = step
    self.isGeometric = isGeometric
    try check()
  }

  private func check() throws(InputError) {
    let units = [low.unit, high.unit] + (isGeometric ? [] : [step.unit])
    let named = units.filter { !$0.isEmpty }
    guard Set(named).count <= 1, !isGeometric || step.unit.isEmpty else {
      throw InputError(
        "\(text) mixes units", remedy: "write the same unit everywhere, as 10 ms..200 ms/10 ms")
    }
    let places = max(low.places, high.places)
    let isForward = low.scaled(to: places) <= high.scaled(to: places)
    let isStep = isGeometric ? step.scaled(to: 6) > 1_000_000 && low.digits > 0 : step.digits > 0
    guard isForward, isStep else {
      throw InputError("\(text) leads nowhere", remedy: "write it upwards, as 10..200/10")
    }
  }

  /// Every value from the low end up; the high end is one where a step meets it.
  func values(of path: String) throws(InputError) -> [String] {
    let places = max(low.places, high.places, step.places)
    let unit = [low.unit, high.unit, step.unit].first { !$0.isEmpty } ?? ""
    let end = Int128(high.scaled(to: places))
    var value = Int128(low.scaled(to: places))
    var values: [String] = []
    while value <= end {
      guard values.count < Knob.mostValues else {
        throw InputError(
          "\(path) has more than \(Knob.mostValues) values", remedy: "take longer steps")
      }
      values.append(Self.text(value, places) + unit)
      if isGeometric {
        let factor = Int128(step.scaled(to: 6))
        value = max(value + 1, (value * factor + 500_000) / 1_000_000)
      } else {
        value += Int128(step.scaled(to: places))
      }
    }
    return values
  }

  /// Digits with a point before the last of them, without zeros behind.
  private static func text(_ digits: Int128, _ places: Int) -> String {
    guard places > 0 else { return String(digits) }
    var text = String(digits.magnitude)
    while text.count <= places { text = "0" + text }
    var whole = text.dropLast(places)
    var part = text.suffix(places)
    while part.last == "0" { part.removeLast() }
    if digits < 0 { whole = "-" + whole }
    return part.isEmpty ? String(whole) : "\(whole).\(part)"
  }
}
