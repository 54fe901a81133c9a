import Blueprints
import Documents
import Kernel
import Patterns

/// Which events of a custom event bus a subscriber gets: one pattern at most for each part of an
/// event, all of which must match.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-filtering.html.
struct SubscriberFilters {
  /// The most bytes of all patterns together.
  static let greatestSize = 4_096
  /// Fields of the system metadata that patterns may read.
  private static let known = [
    "ContentType", "aws:DeliveryType", "aws:DetailType", "aws:EventId", "aws:IngestionTime",
    "aws:Source",
  ]

  private var data: EventMatcher?
  private var system: EventMatcher?
  private var systemMetadata = 0
  /// Events put by PutEvents have no metadata of their own.
  private var wantsMetadata = false

  /// The filters of a subscriber; nil where it gets every event.
  init?(_ settings: SubscriberFilterSettings?, at site: Site) throws(InputError) {
    guard let filters = settings?.filters, !filters.isEmpty else { return nil }
    var size = 0
    var scopes: [String] = []
    for filter in filters {
      guard let document = filter.pattern else {
        throw InputError(
          "a filter of \(site.label) has no Pattern", remedy: "give an event pattern",
          at: site.properties.place)
      }
      guard !scopes.contains(filter.scope) else {
        throw InputError(
          "\(site.label) has two filters of the scope \(filter.scope)",
          remedy: "put them into one pattern", at: document.place)
      }
      scopes.append(filter.scope)
      let text = document.text ?? JSONWriter.compact(document)
      size += text.utf8.count
      try add(text, in: filter.scope, document, at: site)
    }
    guard size <= Self.greatestSize else {
      throw InputError(
        "the filters of \(site.label) have \(size) bytes",
        remedy: "AWS takes \(Self.greatestSize) together", at: site.properties.place)
    }
  }

  private mutating func add(
    _ text: String, in scope: String, _ document: Document, at site: Site
  ) throws(InputError) {
    let pattern = try Self.compiled(text, of: site.label, at: document.place)
    switch scope {
    case "DATA": data = EventMatcher([pattern])
    case "SYSTEM_METADATA":
      for path in pattern.fieldPaths where !Self.known.contains(path) {
        site.note("\(path) of the system metadata is not modelled: \(site.label) sees none")
      }
      system = EventMatcher([pattern])
      systemMetadata = site.world.addTransformation { $0.saying($0.systemMetadata) }
    default:
      try Self.checkExact(text, of: site.label, at: document.place)
      wantsMetadata = true
    }
  }

  /// Whether an event matches all of them.
  func passes(_ kind: UInt16, _ name: Name, in world: World) -> Bool {
    if wantsMetadata { return false }
    if let data, !data.passes(kind, name, sent: world.now, in: world) { return false }
    guard let system else { return true }
    return system.passes(
      world.kind(kind, through: systemMetadata), name, sent: world.now, in: world)
  }

  // MARK: Checks

  private static func compiled(
    _ text: String, of label: String, at place: Place
  ) throws(InputError) -> EventPattern {
    let document: Document
    do throws(InputError) {
      document = try JSON.read(SourceText(name: "Pattern", text: text))
    } catch {
      throw InputError(
        "a filter of \(label) is no JSON: \(error.problem)", remedy: error.remedy, at: place)
    }
    guard !holdsWildcard(document) else {
      throw InputError(
        "Filter pattern must not contain wildcard matchers (wildcard, anything-but wildcard)",
        remedy: "filters of subscribers take every other operator; change that of \(label)",
        at: place)
    }
    do throws(PatternError) {
      return try EventPattern(text)
    } catch {
      throw InputError(
        "a filter of \(label) is no event pattern: \(error.message)",
        remedy: "try it with spillway match", at: place)
    }
  }

  /// Whether an operator of a pattern is `wildcard`, alone or under anything-but.
  private static func holdsWildcard(_ pattern: Document) -> Bool {
    (pattern.map?.entries ?? []).contains { entry in
      guard let items = entry.value.list else { return holdsWildcard(entry.value) }
      if entry.key == "$or" { return items.contains { holdsWildcard($0) } }
      return items.contains { $0["wildcard"] != nil || $0["anything-but"]?["wildcard"] != nil }
    }
  }

  /// Metadata is matched by exact values only.
  private static func checkExact(
    _ text: String, of label: String, at place: Place
  ) throws(InputError) {
    guard let map = (try? JSON.read(SourceText(name: "Pattern", text: text)))?.map else { return }
    for entry in map.entries
    where entry.key == "$or" || entry.value.list?.allSatisfy({ $0.scalarText != nil }) != true {
      throw InputError(
        "a METADATA filter of \(label) does not give exact values for \(entry.key)",
        remedy: "use DATA or SYSTEM_METADATA for operators", at: place)
    }
  }
}

extension EventKind {
  /// What EventBridge sets on an event of the custom event bus.
  var systemMetadata: EventContent {
    var members: [EventContent.Member] = [
      .init("ContentType", .text("application/eventbridge+json")),
      .init("aws:EventId", .identity), .init("aws:IngestionTime", .moment),
      .init("aws:DeliveryType", .text("LIVE")),
    ]
    if let source = content?["source"] { members.append(.init("aws:Source", source)) }
    if let type = content?["detail-type"] { members.append(.init("aws:DetailType", type)) }
    return .map(members)
  }
}
