import Documents
import Schedules

/// Reads moments as logs and metrics write them, to the nanosecond.
enum MomentText {
  /// Whether a text begins as a date does.
  static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(5))
    return bytes.count == 5 && bytes[..<4].allSatisfy { 48...57 ~= $0 }
      && (bytes[4] == UInt8(ascii: "-") || bytes[4] == UInt8(ascii: "/"))
  }

  /// Whether a text is a number large enough to be seconds since 1970, or a part of them.
  static func isEpoch(_ text: String) -> Bool {
    text.utf8.first.map { 48...57 ~= $0 } == true && (NumberText(text)?.double ?? 0) >= 1e8
  }

  /// A moment of the calendar, since 1970 [ns]; without an offset it is in UTC.
  static func dated(_ text: String) -> Int64? {
    isDate(text) ? date(text) : epoch(text)
  }

  /// A moment since whenever the recording counts from [ns].
  static func relative(_ text: String, unit: String) -> Int64? {
    guard let moment = length(text, unit: unit), moment >= 0, moment < 9e18 else { return nil }
    return Int64(moment)
  }

  /// A length of time, with its unit or as a bare number, to the nanosecond; longer than ever if
  /// that is what it is [ns].
  static func length(_ text: String, unit: String) -> Double? {
    let factors = ["ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9]
    if let number = NumberText(text) { return (number.double * (factors[unit] ?? 1)).rounded() }
    // More digits than nanoseconds have are no length of time in a scenario, but in a log.
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let rest = text.dropFirst(digits.count).drop { $0 == " " }
    if let number = NumberText(String(digits)), let factor = factors[String(rest)] {
      return (number.double * factor).rounded()
    }
    return (try? Quantities.duration(text)).map { Double($0.nanoseconds) }
  }

  /// Seconds since 1970, or thousandths, millionths or billionths of them, by their size.
  private static func epoch(_ text: String) -> Int64? {
    guard let size = NumberText(text)?.double, size >= 0 else { return nil }
    let unit = size < 1e11 ? "s" : size < 1e14 ? "ms" : size < 1e17 ? "us" : "ns"
    return (try? Quantities.duration("\(text) \(unit)"))?.nanoseconds
      ?? relative(text, unit: unit)
  }

  private static func date(_ text: String) -> Int64? {
    var bytes = Array(text.utf8)
    guard bytes.count >= 16 else { return nil }
    for index in [4, 7] where bytes[index] == UInt8(ascii: "/") { bytes[index] = UInt8(ascii: "-") }
    if bytes[10] == 0x20 { bytes[10] = UInt8(ascii: "T") }
    if bytes.count == 16 || bytes[16] != UInt8(ascii: ":") {
      bytes.insert(contentsOf: ":00".utf8, at: 16)
    }
    guard bytes.count >= 19 else { return nil }
    var fraction: Int64 = 0
    if bytes.count > 19, bytes[19] == UInt8(ascii: ".") || bytes[19] == UInt8(ascii: ",") {
      let digits = bytes[20...].prefix { 48...57 ~= $0 }
      let nine = (digits + [48, 48, 48, 48, 48, 48, 48, 48, 48]).prefix(9)
      fraction = nine.reduce(0) { $0 * 10 + Int64($1 - 48) }
      bytes.removeSubrange(19..<20 + digits.count)
    }
    let zone = String(decoding: bytes[19...], as: UTF8.self)
    if ["", " UTC", " Z", "UTC"].contains(zone) {
      bytes = bytes[..<19] + [UInt8(ascii: "Z")]
    }
    guard let second = Timestamp(String(decoding: bytes, as: UTF8.self)) else { return nil }
    let (whole, overflow) = second.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? nil : whole + fraction
  }
}
