import Blueprints
import Documents
import Kernel

extension Design {
  /// When the scenario first lets something special happen: a fault, a spike, a ramp, an action.
  package var firstDisturbance: Instant? {
    (disturbances.map { $0.begin } + actions.map { $0.moment }).min()
  }

  /// The same design, to which nothing special happens: clients send at their base rates, nothing
  /// breaks, and no operator is there.
  package var calm: Design {
    Design(
      name: name, template: template, directory: directory,
      traffic: traffic.map { $0.calm }, behavior: behavior, outside: outside, faults: [],
      triggers: [], actions: [], baseRate: baseRate)
  }
}

extension Design.Entry {
  /// A client without its spikes and ramps; one that sends nothing else sends nothing.
  fileprivate var calm: Design.Entry {
    guard let map = document.map else { return self }
    var left = DocumentMap(map.entries.filter { !["spikes", "ramps"].contains($0.key) })
    if left["rate"] == nil, left["users"] == nil, left["arrivals"]?["trace"] == nil {
      left.set("rate", to: Document(.text("0/s"), at: place), keyPlace: place)
    }
    return Design.Entry(
      name: name, place: place, document: Document(.map(left), at: document.place))
  }
}
