import Documents
import Measures
import Reports
import Studies

/// Writes the lines of a scenario that say what a recording tells.
enum CalibrateCommand {
  private static let kind = Option(
    "as", "KIND", .choice(Recording.Kind.allCases.map { $0.rawValue }),
    "What the recording holds; else its content decides.")
  private static let unit = Option(
    "unit", "UNIT", .choice(["ms", "s", "us", "ns"]), "The unit of numbers that have none.")
  private static let column = Option(
    "column", "NAME", .text, "The column of the CSV that counts, by its name or number.")
  private static let function = Option(
    "function", "NAME", .text, "The function that was measured; else Function.")
  private static let client = Option(
    "client", "NAME", .text, "The client whose messages arrived; else Client.")
  private static let trace = Option(
    "trace", "FILE", .text, "Writes the arrivals into a file that a scenario replays.")
  private static let format = Option(
    "format", "FORMAT", .choice(["text", "json"]), "Says how the answer is written.")

  static let command = Command(
    name: "calibrate",
    summary: "Fits durations or arrivals that were recorded, and writes the scenario's lines.",
    argument: .required("RECORDING"),
    options: [kind, unit, column, function, client, trace, format], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    do throws(InputError) {
      let source = try source(invocation)
      let wishes = RecordingReader.Wishes(
        kind: invocation.value(kind).flatMap { Recording.Kind(rawValue: $0) },
        unit: invocation.value(unit), column: invocation.value(column))
      let recording = try RecordingReader(source: source, wishes: wishes).recording()
      outside.output.write(try answer(to: recording, in: source, invocation))
      return .done
    } catch {
      return outside.refuse(error)
    }
  }

  /// The text of the file, or of standard input where the name is a dash.
  private static func source(_ invocation: Invocation) throws(InputError) -> SourceText {
    let path = invocation.argument ?? "-"
    var bytes: [UInt8] = []
    if path == "-" {
      while true {
        let more = invocation.outside.input()
        if more.isEmpty { break }
        bytes += more
      }
    } else {
      bytes = try invocation.outside.read(path)
    }
    let name = path == "-" ? "standard input" : path
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw InputError("\(name) is empty", remedy: "give a log, or a CSV of durations or arrivals")
    }
    return try .decoding(bytes, name: name)
  }

  private static func answer(
    to recording: Recording, in source: SourceText, _ invocation: Invocation
  ) throws(InputError) -> String {
    var lines = CalibratedLines()
    if case .arrivals = recording {
    } else if invocation.has(trace) {
      throw InputError(
        "--trace is for timestamps, and \(source.name) holds none", remedy: "leave it out")
    }
    switch recording {
    case .runs(let runs, let kind):
      let calibration = RunCalibration(runs)
      lines.comment(0, head(source.name, words(of: kind)))
      calibration.write(invocation.value(function) ?? "Function", into: &lines)
      return text(lines, source.name, kind, invocation) {
        CalibrationJSON.write(calibration, &$0)
      }
    case .arrivals(let arrivals):
      let calibration = try TrafficCalibration(arrivals, source.name)
      let file = invocation.value(trace)
      if let file, let moments = calibration.moments {
        try invocation.outside.write(file, TraceText.text(moments))
      }
      lines.comment(0, head(source.name, words(of: .timestamps)))
      calibration.write(invocation.value(client) ?? "Client", trace: file, into: &lines)
      return text(lines, source.name, .timestamps, invocation) {
        CalibrationJSON.write(calibration.fit, &$0)
      }
    case .periods(let periods):
      let calibration = try TrafficCalibration(periods, source.name)
      lines.comment(0, head(source.name, words(of: .counts)))
      calibration.write(invocation.value(client) ?? "Client", trace: nil, into: &lines)
      return text(lines, source.name, .counts, invocation) {
        CalibrationJSON.write(calibration.fit, &$0)
      }
    }
  }

  private static func head(_ name: String, _ words: String) -> String {
    "\(Lettering.harmless(name)), taken for \(words)"
  }

  private static func words(of kind: Recording.Kind) -> String {
    switch kind {
    case .durations: "lengths of time"
    case .report: "REPORT lines of Lambda"
    case .timestamps: "the moments at which messages arrived"
    case .counts: "how many messages arrived in each period"
    }
  }

  private static func text(
    _ lines: CalibratedLines, _ name: String, _ kind: Recording.Kind, _ invocation: Invocation,
    _ write: (inout JSONWriter) -> Void
  ) -> String {
    guard invocation.value(format) == "json" else { return lines.text }
    var writer = JSONWriter()
    writer.object { writer in
      CalibrationJSON.head(name, kind.rawValue, lines.text, &writer)
      write(&writer)
    }
    return writer.text + "\n"
  }
}
