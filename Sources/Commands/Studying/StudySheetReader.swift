import Documents
import Studies

/// Reads `study.yaml`, and refuses whatever it does not know.
struct StudySheetReader {
  /// The keys of a study.
  static let keys = [
    "about", "vary", "points", "designs", "replications", "figures", "minimize", "maximize",
    "confidence", "indifference", "monotone", "budget",
  ]

  private let document: Document

  /// The study of a file.
  ///
  /// - Throws: The first slip, at its place.
  static func read(_ source: SourceText) throws(InputError) -> StudySheet {
    try StudySheetReader(document: try Document.read(source)).sheet()
  }

  private func sheet() throws(InputError) -> StudySheet {
    let map = try Self.map(
      document, "a study", like: "{vary: \(Self.exampleOfKnobs)}")
    for entry in map.entries where !Self.keys.contains(entry.key) {
      throw .stray(entry, among: Self.keys, of: "a study")
    }
    if let entry = map.entry("maximize"), document["minimize"] != nil {
      throw InputError(
        "a plan minimizes one figure or maximizes one, and this has both", remedy: "keep one",
        at: entry.keyPlace)
    }
    if let entry = map.entry("points"), document["vary"] != nil {
      throw InputError(
        "a study has vary or points, and this has both", remedy: "keep one", at: entry.keyPlace)
    }
    return StudySheet(
      origin: document.place.source.name, written: document.place.source.name,
      about: try document["about"].map { (value) throws(InputError) in
        try Self.text(value, "about")
      }, knobs: try knobs(), listed: try points(),
      listedPlace: map.entry("points")?.keyPlace, designs: try designs(),
      replications: try count("replications", upTo: 10_000).map { UInt32($0) },
      figures: document["figures"].map { $0.list ?? [$0] } ?? [],
      minimize: document["minimize"], maximize: document["maximize"],
      confidence: try confidence(), indifference: document["indifference"],
      monotone: try monotone(), budget: try count("budget", upTo: 1_000_000_000))
  }

  // MARK: Where

  private func knobs() throws(InputError) -> [Knob] {
    guard let vary = document["vary"] else { return [] }
    var knobs: [Knob] = []
    for entry in try Self.map(vary, "vary", like: Self.exampleOfKnobs).entries {
      do throws(InputError) {
        knobs.append(try Self.knob(entry))
      } catch {
        throw InputError(
          error.problem, remedy: error.remedy, at: error.place ?? entry.value.place)
      }
    }
    return knobs
  }

  private static func knob(_ entry: DocumentMap.Entry) throws(InputError) -> Knob {
    guard let list = entry.value.list else {
      return try Knob(entry.key, entry.value.map == nil ? written(entry.value) : "")
    }
    return try Knob(entry.key, listed: list.map { written($0) })
  }

  private func points() throws(InputError) -> [[Point.Choice]] {
    guard let document = document["points"] else { return [] }
    guard let list = document.list, !list.isEmpty else {
      throw InputError(
        "points is a list of settings",
        remedy: "for example - {Queue.VisibilityTimeout: 30, Ship.Timeout: 5}", at: document.place)
    }
    var points: [[Point.Choice]] = []
    for entry in list {
      let choices = try Self.map(entry, "a point", like: "{Queue.VisibilityTimeout: 30}")
      let point = choices.entries.map { Point.Choice($0.key, Self.written($0.value)) }
      guard !points.contains(point) else {
        throw InputError("this point stands twice", remedy: "keep one", at: entry.place)
      }
      points.append(point)
    }
    return points
  }

  /// A value as `--set` takes it.
  private static func written(_ value: Document) -> String {
    if let text = value.text {
      let again = try? YAML.read(SourceText(name: "value", text: text))
      return again?.text == text ? text : JSONText.quoted(text)
    }
    if let text = value.scalarText { return text }
    var writer = JSONWriter(.compact)
    writer.value(value)
    return writer.text
  }

  private func designs() throws(InputError) -> String? {
    guard let value = document["designs"] else { return nil }
    guard value.list != nil else { return try Self.text(value, "designs") }
    return try texts("designs").joined(separator: ",")
  }

  // MARK: How

  private func confidence() throws(InputError) -> Double? {
    guard let value = document["confidence"] else { return nil }
    let share = try value.share()
    guard share >= 0.5, share < 1 else {
      throw InputError(
        "confidence is from 50 % to less than 100 %", remedy: "95 % is usual", at: value.place)
    }
    return share
  }

  private func count(_ key: String, upTo most: Int64) throws(InputError) -> Int64? {
    guard let value = document[key] else { return nil }
    return try value.count(in: 1...most, as: key)
  }

  // MARK: Words

  private static let exampleOfKnobs = "{Queue.VisibilityTimeout: [30, 60, 180]}"

  private static func map(
    _ document: Document, _ owner: String, like example: String
  ) throws(InputError) -> DocumentMap {
    guard let map = document.map, !map.isEmpty else {
      throw InputError(
        "\(owner) takes names and values, and is \(document.kindName)",
        remedy: "for example \(example)", at: document.place)
    }
    return map
  }

  private func monotone() throws(InputError) -> [(path: String, place: Place?)] {
    guard let value = document["monotone"] else { return [] }
    var paths: [(path: String, place: Place?)] = []
    for entry in value.list ?? [value] {
      paths.append((try Self.text(entry, "monotone"), entry.place))
    }
    return paths
  }

  private func texts(_ key: String) throws(InputError) -> [String] {
    guard let value = document[key] else { return [] }
    var texts: [String] = []
    for entry in value.list ?? [value] { texts.append(try Self.text(entry, key)) }
    return texts
  }

  private static func text(_ value: Document, _ key: String) throws(InputError) -> String {
    guard let text = value.scalarText, !text.isEmpty else {
      throw InputError("\(key) is a text, and not \(value.kindName)", at: value.place)
    }
    return text
  }
}
