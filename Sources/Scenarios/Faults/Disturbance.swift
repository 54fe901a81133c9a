import Blueprints
import Documents
import Kernel

/// Something that the scenario lets happen for a while: a fault, a spike or a ramp of traffic.
package struct Disturbance: Equatable, Sendable {
  /// What it is: its trigger's name where it has one, else `spike of Shop to 2000/s`.
  package let name: String
  /// Who sends something else then; nil of a fault.
  package var client: String?
  /// When it begins.
  package let begin: Instant
  /// When it ends: `never` where it lasts, its begin where it has no length.
  package let end: Instant
}

extension Design {
  /// What the scenario lets happen to the design, by its begin.
  package var disturbances: [Disturbance] {
    let breaking = faults.map { fault in
      Disturbance(
        name: fault.trigger?.name ?? "\(fault.kind.rawValue) \(fault.words)", begin: fault.begin,
        end: fault.end)
    }
    let sending = traffic.flatMap { client in
      Disturbance.changes(of: client, "spikes") + Disturbance.changes(of: client, "ramps")
    }
    return (breaking + sending).sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
  }
}

extension Disturbance {
  /// The spikes or ramps of a client; the reader of traffic reports what cannot be read.
  fileprivate static func changes(of client: Design.Entry, _ key: String) -> [Disturbance] {
    (client.document[key]?.list ?? []).compactMap { change in
      guard let map = change.map else { return nil }
      let (from, to): (TimeSpan?, TimeSpan?)
      if key == "ramps" {
        (from, to) = (try? map["from"]?.duration(), try? map["to"]?.duration())
      } else {
        from = try? map["at"]?.duration()
        let length = try? map["for"]?.duration()
        to = from.flatMap { from in length.map { from + $0 } }
      }
      guard let from, let to else { return nil }
      let word = key == "ramps" ? "ramp" : "spike"
      let rate = map["rate"]?.scalarText.map { " to \($0)" } ?? ""
      let said = try? TriggerName(map)
      return Disturbance(
        name: said?.name ?? "\(word) of \(client.name)\(rate)", client: client.name,
        begin: .start + from, end: .start + to)
    }
  }
}
