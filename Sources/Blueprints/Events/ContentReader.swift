import Documents
import Kernel

/// Reads what an event says, generators included, from a scenario or a template.
public struct ContentReader {
  /// The words that draw a field, each the only key of a map.
  public static let generators = [
    "$uniform", "$integer", "$zipf", "$choose", "$ordinal", "$join", "$uuid", "$now",
  ]

  private let owner: String
  private let world: World

  /// A reader of the events that a client or a step sends; the owner's name is part of the draws.
  public init(of owner: String, in world: World) {
    self.owner = owner
    self.world = world
  }

  /// The value that a document is, as it stands.
  public static func literal(_ document: Document) -> EventContent {
    switch document.value {
    case .null: .null
    case .flag(let flag): .flag(flag)
    case .number(let number): .number(JSONText.number(number))
    case .text(let text): .text(text)
    case .list(let items): .list(items.map { literal($0) })
    case .map(let map): .map(map.entries.map { EventContent.Member($0.key, literal($0.value)) })
    }
  }

  /// The value that a document describes.
  ///
  /// - Throws: What is wrong with a generator, at its place.
  public func content(_ document: Document) throws(InputError) -> EventContent {
    try content(document, at: "")
  }

  private func content(_ document: Document, at path: String) throws(InputError) -> EventContent {
    switch document.value {
    case .list(let items):
      var contents: [EventContent] = []
      for index in items.indices {
        contents.append(try content(items[index], at: "\(path)[\(index)]"))
      }
      return .list(contents)
    case .map(let map):
      if let entry = map.entries.first(where: { $0.key.hasPrefix("$") }) {
        return try generator(entry, among: map, at: path)
      }
      var members: [EventContent.Member] = []
      for entry in map.entries {
        let inner = path.isEmpty ? entry.key : path + "." + entry.key
        members.append(EventContent.Member(entry.key, try content(entry.value, at: inner)))
      }
      return .map(members)
    case .null, .flag, .number, .text: return Self.literal(document)
    }
  }

  private func generator(
    _ entry: DocumentMap.Entry, among map: DocumentMap, at path: String
  ) throws(InputError) -> EventContent {
    guard map.count == 1 else {
      throw InputError(
        "\(entry.key) stands beside other keys", remedy: "a field that is drawn says nothing else",
        at: entry.keyPlace)
    }
    switch entry.key {
    case "$join":
      var parts: [EventContent] = []
      for (index, part) in (entry.value.list ?? []).enumerated() {
        parts.append(try content(part, at: "\(path)[\(index)]"))
      }
      guard !parts.isEmpty else {
        throw Self.slip(entry, "a list of parts", "[in/, {$ordinal: 1}]")
      }
      return .joined(parts)
    case "$uuid": return .identity
    case "$now": return .moment
    default:
      return .generated(
        FieldGenerator(try Self.law(entry), purpose: world.purpose("field/\(owner)/\(path)")))
    }
  }

  private static func law(_ entry: DocumentMap.Entry) throws(InputError) -> FieldGenerator.Law {
    switch entry.key {
    case "$uniform":
      let bounds = (entry.value.list ?? []).compactMap { $0.number?.double }
      guard bounds.count == 2, bounds[0] < bounds[1], -1e15 <= bounds[0], bounds[1] <= 1e15 else {
        throw slip(entry, "two numbers from -1e15 to 1e15, the lower one first", "[5, 500]")
      }
      return .uniform(bounds[0], bounds[1])
    case "$integer":
      let bounds = (entry.value.list ?? []).compactMap { $0.number?.integer }
      guard bounds.count == 2, bounds[0] < bounds[1] else {
        throw slip(entry, "two whole numbers, the lower one first", "[1, 6]")
      }
      return .integer(bounds[0], bounds[1])
    case "$zipf": return .zipf(try zipf(entry))
    case "$choose": return try choice(entry)
    case "$ordinal":
      guard let first = entry.value.number?.integer else {
        throw slip(entry, "the number of the first message", "1")
      }
      return .ordinal(first)
    default:
      let near = Suggestion.nearest(to: entry.key, among: generators)
      throw InputError(
        "\(entry.key) draws nothing",
        remedy: near.map { "did you mean \($0)?" }
          ?? "choose \(generators.joined(separator: ", "))", at: entry.keyPlace)
    }
  }

  private static func zipf(_ entry: DocumentMap.Entry) throws(InputError) -> ZipfDistribution {
    let known = ["of", "exponent"]
    guard let count = entry.value["of"]?.number?.integer,
      let exponent = entry.value["exponent"]?.number?.double,
      1...Int64(ZipfDistribution.greatestCount) ~= count, exponent >= 0, exponent < .infinity,
      entry.value.map?.keys.allSatisfy({ known.contains($0) }) == true
    else {
      throw slip(
        entry, "of, from 1 to 1000000, and exponent, from 0", "{of: 1000, exponent: 1.1}")
    }
    return ZipfDistribution(count: Int(count), exponent: exponent)
  }

  private static func choice(_ entry: DocumentMap.Entry) throws(InputError) -> FieldGenerator.Law {
    if let items = entry.value.list, !items.isEmpty {
      return .choice(
        items.map { literal($0) }, DiscreteChoice(weights: items.map { _ in 1 }))
    }
    guard let map = entry.value.map, !map.isEmpty else {
      throw slip(entry, "a list of values, or weights by value", "{red: 3, blue: 1}")
    }
    var weights: [Double] = []
    for entry in map.entries { weights.append(try WeightReader.weight(entry.value)) }
    return .choice(map.keys.map { .text($0) }, DiscreteChoice(weights: weights))
  }

  private static func slip(
    _ entry: DocumentMap.Entry, _ wanted: String, _ example: String
  ) -> InputError {
    InputError(
      "\(entry.key) takes \(wanted)", remedy: "for example {\(entry.key): \(example)}",
      at: entry.value.place)
  }
}
