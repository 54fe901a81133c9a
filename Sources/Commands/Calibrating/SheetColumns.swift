import Documents

/// Which columns of a sheet hold what, by their heads and by the first row.
struct SheetColumns {
  let sheet: Sheet
  let kind: Recording.Kind
  /// The column of lengths, moments or counts.
  let column: Int
  /// The column of moments beside counts.
  private(set) var times = 0
  /// The column of cold starts beside lengths.
  private(set) var starts: Int?
  /// The unit of bare numbers in the column; nil where nobody says it.
  let unit: String?

  /// Words for lengths of time in heads.
  private static let lengths = ["duration", "latency", "elapsed", "response", "runtime", "took"]
  /// Words for moments in heads.
  private static let moments = ["time", "date", "moment", "arriv", "when", "epoch"]
  /// Words for counts in heads.
  private static let counts = [
    "count", "value", "request", "invocation", "sum", "message", "event", "total", "samplecount",
    "n", "number",
  ]

  /// Finds the columns, as the user wishes or else by what they look like.
  init(_ sheet: Sheet, _ wishes: RecordingReader.Wishes) throws(InputError) {
    self.sheet = sheet
    let heads = (sheet.heads ?? []).map { $0.text.lowercased() }
    let wished = try Self.wished(wishes.column, in: sheet)
    let isMoment = (0..<sheet.width).map { Self.isMoment($0, heads, sheet) }
    let isNumber = (0..<sheet.width).map { Self.isNumber(sheet.rows[0][$0].text) }
    let length = wished ?? Self.length(heads)
    let time = isMoment.firstIndex(of: true)
    let count =
      wished
      ?? (0..<sheet.width).first { index in
        index != time && isNumber[index] && heads.indices.contains(index)
          && Self.counts.contains { heads[index].contains($0) }
      } ?? (0..<sheet.width).first { $0 != time && isNumber[$0] }
    let kind: Recording.Kind =
      switch (wishes.kind, time, count) {
      case (let kind?, _, _): kind
      case (nil, let time, _) where wished != nil: wished == time ? .timestamps : .durations
      case (nil, _, _) where length != nil: .durations
      case (nil, .some, .some): .counts
      case (nil, .some, nil): .timestamps
      case (nil, nil, _): .durations
      }
    self.kind = kind
    switch kind {
    case .durations, .report:
      column = length ?? isNumber.firstIndex(of: true) ?? 0
      if wished == nil, length == nil, isNumber.count(where: { $0 }) != 1 {
        throw Self.unclear(sheet)
      }
      starts = heads.firstIndex { $0.contains("init") && $0.contains("duration") }
      if starts == column { starts = nil }
    case .timestamps: column = wished ?? time ?? 0
    case .counts:
      guard let count else { throw Self.unclear(sheet) }
      guard let time, time != count else {
        throw InputError(
          "the counts in \(sheet.source.name) have no times beside them",
          remedy: "give two columns, as timestamp,value",
          at: sheet.source.place(at: sheet.rows[0][count].offset))
      }
      (column, times) = (count, time)
    }
    let measured = kind == .counts ? times : column
    unit =
      wishes.unit ?? Self.unit(of: heads.indices.contains(measured) ? heads[measured] : "")
  }

  private static func unclear(_ sheet: Sheet) -> InputError {
    InputError(
      "it is unclear which column of \(sheet.source.name) counts",
      remedy: "name it with --column NAME, and say --as durations, timestamps or counts",
      at: sheet.source.place(at: (sheet.heads ?? sheet.rows[0])[0].offset))
  }

  private static func wished(_ name: String?, in sheet: Sheet) throws(InputError) -> Int? {
    guard let name else { return nil }
    let heads = (sheet.heads ?? []).map { $0.text }
    if let index = heads.firstIndex(of: name) { return index }
    if let number = Int(name), 1...sheet.width ~= number { return number - 1 }
    let near = Suggestion.nearest(to: name, among: heads)
    throw InputError(
      "\(sheet.source.name) has no column \(name)",
      remedy: near.map { "did you mean \($0)?" }
        ?? (heads.isEmpty
          ? "its columns have no names: give a number from 1 to \(sheet.width)"
          : "choose one of \(heads.joined(separator: ", "))"))
  }

  private static func length(_ heads: [String]) -> Int? {
    let words = ["init", "billed", "restore"]
    return heads.firstIndex { head in
      lengths.contains { head.contains($0) } && !words.contains { head.contains($0) }
    } ?? heads.firstIndex { head in unit(of: head) == "ms" || unit(of: head) == "us" }
  }

  /// Whether a column holds moments: by how its first value is written, or by its name.
  private static func isMoment(_ column: Int, _ heads: [String], _ sheet: Sheet) -> Bool {
    let text = sheet.rows[0][column].text
    if MomentText.isDate(text) { return true }
    guard isNumber(text) else { return false }
    let head = heads.indices.contains(column) ? heads[column] : ""
    if lengths.contains(where: { head.contains($0) }) { return false }
    if moments.contains(where: { head.contains($0) }) { return true }
    return head.isEmpty && MomentText.isEpoch(text)
  }

  private static func isNumber(_ text: String) -> Bool {
    MomentText.length(text, unit: "ns") != nil
  }

  /// The unit at the end of a head: `duration_ms`, `Duration (ms)`, `durationMs`, `seconds`.
  static func unit(of head: String) -> String? {
    if head == "@duration" || head == "@initduration" { return "ms" }
    let endings = [
      ("ns", ["nanoseconds", "nanos"]), ("us", ["microseconds", "micros", "µs"]),
      ("ms", ["milliseconds", "millis", "msec"]), ("s", ["seconds", "secs", "sec"]),
    ]
    let word = String(head.filter { $0 != ")" && $0 != "]" && $0 != " " })
    for (unit, words) in endings {
      if words.contains(where: { word.hasSuffix($0) }) || word == unit { return unit }
      for mark in ["_", "(", "[", "-", "."] where word.hasSuffix(mark + unit) { return unit }
    }
    return word.hasSuffix("durationms") || word.hasSuffix("latencyms") ? "ms" : nil
  }
}
