import Documents
import Kernel

/// Something that a scenario lets happen to a design and that ends by itself, under a name: a
/// fault, or a spike of a client's traffic.
///
/// What goes on when it is over is the design's own doing; measures of cascades begin there.
package struct Trigger: Equatable, Sendable {
  /// What the scenario calls it.
  package let name: String
  /// When it begins, the first time.
  package internal(set) var begin: Instant
  /// When it has ended for good.
  package internal(set) var end: Instant
  /// How long after its end everything has to be as before.
  package internal(set) var within: TimeSpan
  /// The labels of the nodes to which it happens, or which let it happen, each once.
  package internal(set) var places: [String]
}

extension Trigger {
  /// The triggers of faults and of traffic, by their begin; what has the same name is one.
  static func all(of faults: [PlannedFault], _ traffic: [Design.Entry]) -> [Trigger] {
    var triggers: [Trigger] = []
    for fault in faults {
      guard let trigger = fault.trigger else { continue }
      triggers.add(
        Trigger(
          name: trigger.name, begin: fault.begin, end: fault.end, within: trigger.within,
          places: [fault.target]))
    }
    for client in traffic {
      for trigger in spikes(of: client) { triggers.add(trigger) }
    }
    return triggers.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
  }
}

extension [Trigger] {
  /// Adds one, to that of its name if there is one.
  fileprivate mutating func add(_ trigger: Trigger) {
    guard let known = firstIndex(where: { $0.name == trigger.name }) else { return append(trigger) }
    self[known].begin = Swift.min(self[known].begin, trigger.begin)
    self[known].end = Swift.max(self[known].end, trigger.end)
    self[known].within = Swift.max(self[known].within, trigger.within)
    for place in trigger.places where !self[known].places.contains(place) {
      self[known].places.append(place)
    }
  }
}

/// What a fault or a spike says of the trigger that it is, or is part of.
package struct TriggerName: Equatable, Sendable {
  /// What is left of a disturbance is over within so much time, or it does not end by itself.
  static let usual = TimeSpan.minutes(5)

  /// The name.
  package let name: String
  /// How long after its end everything has to be as before.
  package let within: TimeSpan

  /// What a fault or a spike says; nil where it says nothing.
  init?(_ map: DocumentMap) throws(InputError) {
    guard let document = map["trigger"] else { return nil }
    let said = document.map ?? DocumentMap()
    for entry in said.entries where !["name", "within"].contains(entry.key) {
      throw .stray(entry, among: ["name", "within"], of: "a trigger")
    }
    guard let name = (said["name"] ?? document).scalarText, !name.isEmpty else {
      throw InputError(
        "a trigger has a name, and this is \(document.kindName)",
        remedy: "for example trigger: slow payment", at: document.place)
    }
    self.name = name
    within = try said["within"]?.duration() ?? Self.usual
  }
}

extension Trigger {
  /// The triggers among the spikes of a client; what cannot be read is reported by the reader of
  /// traffic.
  static func spikes(of client: Design.Entry) -> [Trigger] {
    (client.document["spikes"]?.list ?? []).compactMap { spike in
      guard let map = spike.map, let at = try? map["at"]?.duration(),
        let length = try? map["for"]?.duration(), let said = try? TriggerName(map)
      else { return nil }
      let begin = Instant.start + at
      return Trigger(
        name: said.name, begin: begin, end: begin + length, within: said.within,
        places: [client.name])
    }
  }
}
