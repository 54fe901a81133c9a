import Blueprints
import Kernel

/// The way of a message to one of its spans, from the moment at which its client sent it.
package struct TracePath {
  /// A part of the way: from the begin of its span until the next one begins.
  package struct Leg {
    /// The place of the span in its trace; nil before the first.
    package let span: Int?
    /// How long it is until the way goes on with the next one, or ends.
    package let length: TimeSpan
  }

  /// The parts, in order.
  package let legs: [Leg]

  /// The way to the end of a span.
  package init(to last: Int, in trace: MessageTrace, of reading: TraceReading) {
    var places = [last]
    while places.count <= trace.spans.count,
      let before = Self.predecessor(of: places[places.count - 1], in: trace, of: reading)
    {
      places.append(before)
    }
    places.reverse()
    var legs: [Leg] = []
    let journey = trace.spans[last].journey
    if trace.spans[places[0]].begin > journey {
      legs.append(Leg(span: nil, length: trace.spans[places[0]].begin - journey))
    }
    for (index, place) in places.enumerated() {
      let end =
        index + 1 < places.count
        ? trace.spans[places[index + 1]].begin : reading.end(of: trace.spans[place])
      legs.append(Leg(span: place, length: end - trace.spans[place].begin))
    }
    self.legs = legs
  }

  /// How long the whole way is.
  package var length: TimeSpan { legs.reduce(.zero) { $0 + $1.length } }

  /// The span from which the way leads to another one; nil where that is the first.
  package static func predecessor(
    of place: Int, in trace: MessageTrace, of reading: TraceReading
  ) -> Int? {
    let span = trace.spans[place]
    if span.previous >= 0 { return Int(span.previous) }
    func last(_ isMeant: (TraceSpan, Edge?) -> Bool) -> Int? {
      var found: Int?
      for index in trace.spans.indices where index != place {
        let other = trace.spans[index]
        guard other.journey == span.journey, other.begin <= span.begin,
          isMeant(other, reading.edge(of: other))
        else { continue }
        // Of two that begin together the one that was known first leads to the other.
        guard other.begin < span.begin || other.kind == .run || index < place else { continue }
        if let known = found, trace.spans[known].begin > other.begin { continue }
        found = index
      }
      return found
    }
    let label = reading.label(of: span)
    let isOpen = { (other: TraceSpan) in reading.end(of: other) >= span.begin }
    let leadsHere = { (other: TraceSpan, edge: Edge?) in
      other.lineage == span.lineage && edge?.leads(to: label) == true
    }
    switch span.kind {
    case .run:
      return last { $0.kind == .hop && $0.slot == span.slot && isOpen($0) && $1 != nil }
        ?? last { $0.kind == .call && leadsHere($0, $1) } ?? last(leadsHere)
    case .hop where span.isDuplicate:
      return last { other, _ in
        other.kind == .hop && other.place == span.place
          && other.lineage == span.lineage
      }
    case .hop:
      return last { leadsHere($0, $1) && isOpen($0) } ?? last(leadsHere)
        ?? last { other, _ in
          other.kind == .run && isOpen(other)
            && reading.label(of: other) == label
        }
    case .call:
      if span.attempt > 0,
        let before = last({ other, _ in
          other.kind == .call && other.place == span.place && other.lineage == span.lineage
        })
      {
        return before
      }
      return last { other, _ in
        other.kind == .run && other.lineage == span.cause && isOpen(other)
          && reading.label(of: other) == label
      } ?? last { $0.lineage == span.cause && $0.kind != .run && $1?.leads(to: label) == true }
    }
  }
}

extension Edge {
  /// Whether what comes along it gets to a node, be it through one that hands on what it gets.
  fileprivate func leads(to label: String) -> Bool {
    ends.contains(label) || passedTo.contains(label)
  }
}
