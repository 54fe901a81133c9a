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
  /// The labels of the nodes to which it happens, or which let it happen, each once.
  package internal(set) var places: [String]
}

extension Trigger {
  /// The triggers of faults and of traffic, by their begin; what has the same name is one.
  static func all(of faults: [PlannedFault], _ traffic: [Design.Entry]) -> [Trigger] {
    var triggers: [Trigger] = []
    for fault in faults {
      guard let name = fault.trigger else { continue }
      triggers.add(Trigger(name: name, begin: fault.begin, end: fault.end, places: [fault.target]))
    }
    for client in traffic {
      for trigger in TriggerReader.spikes(of: client) { triggers.add(trigger) }
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
    for place in trigger.places where !self[known].places.contains(place) {
      self[known].places.append(place)
    }
  }
}

/// Reads the names of triggers.
enum TriggerReader {
  /// The name that a fault or a spike gives itself; nil where it gives none.
  static func name(in map: DocumentMap) throws(InputError) -> String? {
    guard let document = map["trigger"] else { return nil }
    guard let name = document.scalarText, !name.isEmpty else {
      throw InputError(
        "a trigger has one name, and not \(document.kindName)",
        remedy: "for example trigger: slow payment", at: document.place)
    }
    return name
  }

  /// The triggers among the spikes of a client; what cannot be read is reported where the client is
  /// made.
  static func spikes(of client: Design.Entry) -> [Trigger] {
    (client.document["spikes"]?.list ?? []).compactMap { spike in
      guard let map = spike.map, let at = try? map["at"]?.duration(),
        let length = try? map["for"]?.duration(), let said = try? name(in: map)
      else { return nil }
      let begin = Instant.start + at
      return Trigger(name: said, begin: begin, end: begin + length, places: [client.name])
    }
  }
}
