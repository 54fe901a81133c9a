import Documents

/// The REPORT lines that Lambda writes at the end of each run, wherever in a text they stand: bare,
/// in a column of a CSV, in strings of JSON, or as `platform.report` of the JSON log format.
struct ReportLines {
  private let source: SourceText
  private let lines: [Int]
  private let records: [Int]

  /// Looks for REPORT lines in a text.
  init(_ source: SourceText) {
    self.source = source
    lines = Self.places(of: "REPORT RequestId:", in: source.bytes)
    records = lines.isEmpty ? Self.places(of: "platform.report", in: source.bytes) : []
  }

  /// Whether there are any.
  var arePresent: Bool { !lines.isEmpty || !records.isEmpty }

  /// What they say.
  func runs() throws(InputError) -> Recording.Runs {
    guard arePresent else {
      throw InputError(
        "\(source.name) has no REPORT lines of Lambda",
        remedy: "export the messages of the function's log group, as REPORT RequestId: … has them")
    }
    var runs = Recording.Runs()
    let places = lines.isEmpty ? records : lines
    for (index, begin) in places.enumerated() {
      let end = index + 1 < places.count ? places[index + 1] : source.bytes.count
      let fields =
        lines.isEmpty
        ? Self.record(source.bytes[begin..<end]) : Self.line(source.bytes[begin..<end])
      try take(fields, at: begin, into: &runs)
    }
    guard !runs.durations.isEmpty else {
      throw InputError(
        "every run in \(source.name) was ended by its timeout", remedy: "give runs that end")
    }
    return runs
  }

  private func take(
    _ fields: [String: String], at offset: Int, into runs: inout Recording.Runs
  ) throws(InputError) {
    guard let duration = fields["Duration"] else {
      throw InputError(
        "this REPORT line has no Duration", remedy: "leave it out: its end is missing",
        at: source.place(at: offset))
    }
    let length = try self.length(duration, offset)
    if fields["Status"]?.hasPrefix("timeout") == true {
      runs.timeouts += 1
    } else {
      runs.durations.append(length)
    }
    if let start = fields["Init Duration"] ?? fields["Restore Duration"] {
      runs.starts.append(try self.length(start, offset))
    }
    let memory = fields["Memory Size"]?.split(separator: " ").first
    if let memory, let size = Int64(memory) { runs.note(memory: size) }
  }

  private func length(_ text: String, _ offset: Int) throws(InputError) -> Double {
    do throws(QuantityProblem) {
      return Double(try Quantities.duration(text).nanoseconds)
    } catch {
      throw InputError(
        "this REPORT line says \(text) for a length of time", remedy: "write it like 12.34 ms",
        at: source.place(at: offset))
    }
  }

  // MARK: Text

  /// The fields of a line: what stands before each colon, and what follows it.
  private static func line(_ bytes: ArraySlice<UInt8>) -> [String: String] {
    var fields: [String: String] = [:]
    var (label, value): ([String], [String]) = ([], [])
    for word in words(bytes) + ["end:"] {
      // A value is one word, with its unit where it has one; what follows belongs to a label.
      let isLabelled = !label.isEmpty && label[label.count - 1].hasSuffix(":")
      if isLabelled, value.isEmpty || (value.count == 1 && ["ms", "s", "MB"].contains(word)) {
        value.append(word)
        continue
      }
      if isLabelled {
        let name = label.joined(separator: " ").dropLast()
        if fields[String(name)] == nil { fields[String(name)] = value.joined(separator: " ") }
        (label, value) = ([], [])
      }
      label.append(word)
    }
    return fields
  }

  /// The words of a line up to its end, which in JSON may be written as an escape.
  private static func words(_ bytes: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isEscaped = false
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for byte in bytes {
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      if byte == 0x0A || byte == UInt8(ascii: "\"") || isEscaped && byte == UInt8(ascii: "n") {
        break
      }
      let isBlank =
        byte <= 0x20 || isEscaped && (byte == UInt8(ascii: "t") || byte == UInt8(ascii: "r"))
      isEscaped = false
      if isBlank { close() } else { word.append(byte) }
    }
    close()
    return words
  }

  /// The same fields of a record of the JSON log format.
  private static func record(_ bytes: ArraySlice<UInt8>) -> [String: String] {
    let line = bytes.prefix { $0 != 0x0A }
    var fields: [String: String] = [:]
    for (key, name, unit) in [
      ("durationMs", "Duration", " ms"), ("initDurationMs", "Init Duration", " ms"),
      ("restoreDurationMs", "Restore Duration", " ms"), ("memorySizeMB", "Memory Size", ""),
    ] {
      let value = self.value(of: key, in: line, while: { 48...57 ~= $0 || $0 == 46 })
      if let value { fields[name] = value + unit }
    }
    fields["Status"] = value(of: "status", in: line, while: { 97...122 ~= $0 })
    return fields
  }

  private static func value(
    of key: String, in line: ArraySlice<UInt8>, while isPart: (UInt8) -> Bool
  ) -> String? {
    let places = places(of: key, in: Array(line))
    guard let place = places.first(where: { !isLetter(line[line.startIndex + $0 - 1]) }) else {
      return nil
    }
    let rest = line[(line.startIndex + place + key.utf8.count)...]
    let value = rest.drop { !isPart($0) && $0 != UInt8(ascii: ",") }.prefix(while: isPart)
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }

  /// Where a text of ASCII characters begins.
  private static func places(of text: String, in bytes: [UInt8]) -> [Int] {
    let wanted = Array(text.utf8)
    var places: [Int] = []
    var at = 0
    while at + wanted.count <= bytes.count {
      if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) {
        places.append(at)
        at += wanted.count
      } else {
        at += 1
      }
    }
    return places
  }
}
