import Blueprints
import Documents
import Kernel

extension TrafficReader {
  /// The kinds of event that are sent, added to the world.
  func kinds(standardSize: Int64, in world: World) -> MessageKinds {
    let size = read("size") { (document) throws(InputError) in try document.size() }
    var numbers: ContiguousArray<UInt16> = []
    var weights: [Double] = []
    for (index, (event, weight)) in events().enumerated() {
      var kind = kind(event, of: index == 0 ? label : "\(label)/\(index)", in: world)
      kind.size = size ?? max(standardSize, kind.size)
      numbers.append(world.add(kind))
      weights.append(weight)
    }
    return MessageKinds(
      numbers: numbers, choice: numbers.count > 1 ? DiscreteChoice(weights: weights) : nil,
      purpose: world.purpose("kind/\(label)"))
  }

  /// An event as the scenario describes it.
  private func kind(_ event: Document?, of owner: String, in world: World) -> EventKind {
    let isText = document["body"]?.text == "text"
    let plain = EventKind(label: label, body: isText ? .text : .unknown, size: 0)
    guard let event else { return plain }
    return diagnostics.attempt { () throws(InputError) in
      try EventKind(reading: event, of: owner, label: label, in: world)
    } ?? plain
  }

  /// The events as they are written; none where there are none.
  private func events() -> [(event: Document?, weight: Double)] {
    guard let document = document["events"] else { return [(body, 1)] }
    let list = document.list ?? [document]
    if list.isEmpty { report("\(label) has a list without events", "give one at least", document) }
    var events: [(event: Document?, weight: Double)] = []
    for entry in list {
      guard entry.map != nil else {
        report("an event is a map, and not \(entry.kindName)", "give detail-type and detail", entry)
        continue
      }
      events.append((entry, weight(of: entry)))
    }
    return events.isEmpty ? [(nil, 1)] : events
  }

  /// The one event that is given as a body; `text` and `json` only say what kind of body it is.
  private var body: Document? {
    guard let body = document["body"] else { return nil }
    if body.map != nil { return body }
    if body.text != "text", body.text != "json" {
      report(
        "a body is text, json or a map, and not \(body.scalarText ?? body.kindName)",
        "write body: text", body)
    }
    return nil
  }

  private func weight(of event: Document) -> Double {
    guard let weight = event["weight"] else { return 1 }
    return diagnostics.attempt { () throws(InputError) in try WeightReader.weight(weight) } ?? 1
  }
}
