import Blueprints
import Documents

extension ServerlessFunction {
  /// The events that SAM knows and that nothing here expands yet.
  private static let unmodelledEvents = [
    "AlexaSkill", "CloudWatchLogs", "Cognito", "DocumentDB", "IoTRule", "MQ", "MSK",
    "SelfManagedKafka", "WebSocket",
  ]

  /// What every event of the function stands for, in their order.
  func expandedEvents(
    calling target: (name: Document, arn: Document)
  ) throws(InputError) -> Shorthand.Expansion {
    var whole = Shorthand.Expansion()
    guard let events = property("Events") else { return whole }
    guard let map = events.map else {
      throw InputError(
        "expected a map as Events of \(logicalID), found \(events.kindName)",
        remedy: "give each event a name", at: events.place)
    }
    for entry in map.entries {
      let part = try expanded(entry, calling: target)
      whole.drafts += part.drafts
      whole.shared += part.shared
      whole.additions += part.additions
      whole.notes += part.notes
      whole.names += part.names
      for policy in part.managedPolicies where !whole.managedPolicies.contains(policy) {
        whole.managedPolicies.append(policy)
      }
    }
    return whole
  }

  private func expanded(
    _ entry: DocumentMap.Entry, calling target: (name: Document, arn: Document)
  ) throws(InputError) -> Shorthand.Expansion {
    guard let type = entry.value["Type"]?.text else {
      throw InputError(
        "the event \(entry.key) of \(logicalID) has no Type", remedy: "write Type: SQS or another",
        at: entry.keyPlace)
    }
    guard let shorthand = request.events.first(where: { $0.kind == .event(type) }) else {
      return try unmodelled(type, of: entry)
    }
    for member in entry.value.map?.entries ?? []
    where !["Type", "Properties"].contains(member.key) {
      throw InputError(
        "\(member.key) stands beside the Properties of the event \(entry.key)",
        remedy: "write Events.\(entry.key).Properties.\(member.key)", at: member.keyPlace)
    }
    let properties = entry.value["Properties"] ?? Document(.null, at: entry.keyPlace)
    var event = Shorthand.Request(
      draft: request.draft, eventName: entry.key, properties: properties, events: [])
    event.target = target
    event.resources = request.resources
    return try shorthand.expand(event)
  }

  /// A remark.
  private func unmodelled(
    _ type: String, of entry: DocumentMap.Entry
  ) throws(InputError) -> Shorthand.Expansion {
    guard Self.unmodelledEvents.contains(type) else {
      var known: [String] = []
      for shorthand in request.events {
        if case .event(let name) = shorthand.kind { known.append(name) }
      }
      known += Self.unmodelledEvents
      let meant = Suggestion.nearest(to: type, among: known).map { "did you mean \($0)?" }
      throw InputError(
        "there is no event type \(type)",
        remedy: meant ?? "choose from " + known.sorted().joined(separator: ", "),
        at: entry.value["Type"]?.place)
    }
    var expansion = Shorthand.Expansion()
    expansion.notes = [
      Note(
        at: entry.keyPlace,
        "the event \(entry.key) of \(logicalID), of type \(type), is not modelled yet")
    ]
    return expansion
  }
}
