import Documents
import Measures
import Scenarios

/// Reads the lines of a file of results, which this program wrote.
struct StudyReader {
  private let line: Document

  /// The head of a file.
  ///
  /// - Throws: That it is no head, or one of another format.
  static func read(_ source: SourceText) throws(InputError) -> (study: Study, shard: Shard) {
    let line: Document
    do throws(InputError) {
      line = try JSON.read(source)
    } catch {
      throw InputError("\(source.name) holds no results", remedy: "name a file that a shard wrote")
    }
    let reader = StudyReader(line: line)
    let format = try reader.text("format")
    guard format == StudyFile.format else {
      throw InputError(
        "\(source.name) is of the format \(format), and this program reads \(StudyFile.format)",
        remedy: "merge with the program that wrote it")
    }
    return (try reader.study(), try Shard(try reader.text("shard")))
  }

  private func study() throws(InputError) -> Study {
    Study(
      version: try text("version"), command: try text("command"), title: try text("title"),
      scenario: try text("scenario"), sources: try hexadecimal("sources"),
      seed: try number("seed"), changes: try texts("changes"), designs: try texts("designs"),
      knobs: try each("knobs") { (knob) throws(InputError) in
        Knob(try knob.text("path"), try knob.texts("values"))
      },
      points: try each("points") { (point) throws(InputError) in try point.point() },
      replications: UInt32(clamping: try number("replications")),
      figures: try each("figures") { (figure) throws(InputError) in try figure.figure() })
  }

  private func point() throws(InputError) -> Point {
    let entries = try value("set").map?.entries ?? []
    return Point(
      design: line["design"]?.text ?? "",
      entries.map { Point.Choice($0.key, $0.value.text ?? "") })
  }

  private func figure() throws(InputError) -> AskedFigure {
    let scale = try text("scale")
    let unit = UnitOfMeasure(
      try text("unit"), one: try text("one"), symbol: try text("symbol"),
      AskedFigure.scales.first { $0.name == scale }?.scale ?? .number)
    var bound: AskedFigure.Bound?
    if let comparison = line["comparison"]?.text.flatMap({ Goal.Comparison(rawValue: $0) }) {
      bound = AskedFigure.Bound(comparison, try value("bound").number?.double ?? 0)
    }
    return AskedFigure(try text("name"), unit, bound)
  }

  /// The run that a line is.
  static func trial(_ source: SourceText, of study: Study) throws(InputError) -> Trial {
    let reader = StudyReader(line: try JSON.read(source))
    let figures = try reader.value("figures").list ?? []
    guard figures.count == study.figures.count else {
      throw InputError(
        "\(source.name) has \(figures.count) figures, and the study \(study.figures.count)",
        remedy: "run this shard again")
    }
    return Trial(
      Trial.Key(try reader.point(), UInt32(clamping: try reader.number("replication"))),
      fingerprint: try reader.hexadecimal("fingerprint"),
      arrivals: try reader.hexadecimal("arrivals"),
      messages: Int64(clamping: try reader.number("messages")),
      events: try reader.number("events"),
      isDrained: try reader.value("drained").flag ?? false,
      figures: figures.map { $0.text == "never" ? .infinity : $0.number?.double },
      imbalances: (reader.line["imbalances"]?.list ?? []).compactMap { $0.text })
  }

  // MARK: Values

  private func value(_ key: String) throws(InputError) -> Document {
    guard let value = line[key] else {
      throw InputError(
        "\(line.place.source.name) does not say \(key)", remedy: "run this shard again")
    }
    return value
  }

  private func text(_ key: String) throws(InputError) -> String {
    try value(key).text ?? ""
  }

  private func texts(_ key: String) throws(InputError) -> [String] {
    (try value(key).list ?? []).compactMap { $0.text }
  }

  private func number(_ key: String) throws(InputError) -> UInt64 {
    UInt64(try value(key).scalarText ?? "") ?? 0
  }

  private func hexadecimal(_ key: String) throws(InputError) -> UInt64 {
    UInt64(try text(key), radix: 16) ?? 0
  }

  private func each<Value>(
    _ key: String, _ read: (StudyReader) throws(InputError) -> Value
  ) throws(InputError) -> [Value] {
    var values: [Value] = []
    for entry in try value(key).list ?? [] { values.append(try read(StudyReader(line: entry))) }
    return values
  }
}

extension Trial {
  /// The run that a line of a study's file is.
  ///
  /// - Throws: That it is none.
  package init(line source: SourceText, of study: Study) throws(InputError) {
    self = try StudyReader.trial(source, of: study)
  }
}
