/// The five fields of Unix's cron, which Auto Scaling takes where other services take six.
enum UnixCron {
  /// The same times in the language of EventBridge; nil where it has no words for them.
  ///
  /// Unix counts weekdays from Sunday as 0, and takes a day that fits either of the two fields.
  static func expression(_ text: String) -> String? {
    let fields = text.split(separator: " ").map { String($0) }
    guard fields.count == 5 else { return nil }
    let (month, week) = (fields[2], fields[4])
    guard month == "*" || week == "*" else { return nil }
    guard let days = week == "*" ? "?" : weekdays(week) else { return nil }
    let dates = week == "*" ? month : "?"
    return "cron(\(fields[0]) \(fields[1]) \(dates) \(fields[3]) \(days) *)"
  }

  /// Weekdays with their numbers raised by one; 7 is Sunday too.
  private static func weekdays(_ text: String) -> String? {
    var result: [UInt8] = []
    var isStep = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "/") { isStep = true }
      if byte == UInt8(ascii: ",") { isStep = false }
      if isStep || !(0x30...0x39 ~= byte) {
        result.append(byte)
      } else {
        guard byte <= UInt8(ascii: "7") else { return nil }
        result.append((byte - 0x30) % 7 + 0x31)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
