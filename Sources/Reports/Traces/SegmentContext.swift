import Blueprints
import Kernel

/// What the segments of one message have to do with each other: which trace each belongs to, and
/// which is whose parent.
struct SegmentContext {
  let trace: MessageTrace
  private let reading: TraceReading
  private let epoch: Int64
  private let predecessors: [Int?]

  init(_ trace: MessageTrace, _ reading: TraceReading, epoch: Int64) {
    self.trace = trace
    self.reading = reading
    self.epoch = epoch
    predecessors = trace.spans.indices.map {
      TracePath.predecessor(of: $0, in: trace, of: reading)
    }
  }

  // MARK: Identities

  /// The identity of a segment; `salt` tells several of one span apart.
  func id(of place: Int, salt: UInt64) -> String {
    let word = SplitMix64.mix(SplitMix64.mix(trace.root, UInt64(place)), salt)
    return Hexadecimal.text(word, digits: 16)
  }

  /// The identity of a request of AWS, in the form of a UUID.
  func requestID(of place: Int) -> String {
    let text = id(of: place, salt: 5) + id(of: place, salt: 6)
    var parts: [Substring] = []
    var rest = text[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }

  /// The trace that a span belongs to: what is fetched from a queue or a stream begins one of its
  /// own, which is linked to the one before.
  func traceID(of place: Int) -> String {
    guard let start = beginning(of: place) else {
      return traceID(salt: 0, at: trace.journey)
    }
    return traceID(salt: UInt64(start) + 1, at: trace.spans[start].begin)
  }

  private func traceID(salt: UInt64, at moment: Instant) -> String {
    let second = UInt64(epoch + moment.nanoseconds / 1_000_000_000)
    let word = SplitMix64.mix(trace.root, salt)
    return "1-\(Hexadecimal.text(second, digits: 8))-\(Hexadecimal.text(word, digits: 16))"
      + Hexadecimal.text(SplitMix64.mix(word), digits: 8)
  }

  /// The run that began the trace of a span; nil where the client did.
  private func beginning(of place: Int) -> Int? {
    first(backFrom: place) { trace.spans[$0].kind == .run && isFetched($0) }
  }

  /// The first span of which something holds, from one backwards; nil where there is none.
  private func first(backFrom place: Int?, where holds: (Int) -> Bool) -> Int? {
    var current = place
    // A span comes twice where its traces join up in a ring; then nothing new is behind it.
    for _ in trace.spans.indices {
      guard let here = current else { return nil }
      if holds(here) { return here }
      current = predecessors[here]
    }
    return nil
  }

  /// Whether code runs for what was fetched for it.
  private func isFetched(_ place: Int) -> Bool {
    guard let before = predecessors[place], trace.spans[before].kind == .hop else { return false }
    return reading.edge(of: trace.spans[before])?.isPolled == true
  }

  // MARK: Neighbours

  /// The subsegment or stage from which a run was reached in its trace; nil where there is none.
  func parent(of place: Int) -> String? {
    guard !isFetched(place) else { return nil }
    return first(backFrom: predecessors[place]) {
      trace.spans[$0].kind == .call && hasSubsegment($0)
    }.map { id(of: $0, salt: 0) }
  }

  /// Whether somebody who sends segments makes a call.
  private func hasSubsegment(_ place: Int) -> Bool {
    if reading.isFront(reading.label(of: trace.spans[place])) { return true }
    return trace.spans.indices.contains { trace.spans[$0].kind == .run && isMade(place, in: $0) }
  }

  /// Whether a run makes a call.
  private func isMade(_ call: Int, in run: Int) -> Bool {
    let (call, run) = (trace.spans[call], trace.spans[run])
    return call.kind == .call && call.cause == run.lineage
      && reading.label(of: call) == reading.label(of: run)
      && call.begin >= run.begin && call.begin <= reading.end(of: run)
  }

  /// The calls that a run makes.
  func calls(of run: Int) -> [Int] { trace.spans.indices.filter { isMade($0, in: run) } }

  /// When a service that runs code was told to.
  func arrival(of place: Int) -> Instant {
    let begin = trace.spans[place].begin
    guard let before = predecessors[place], !isFetched(place) else { return begin }
    return min(begin, trace.spans[before].begin)
  }

  /// The trace that a run is linked to, where it begins one of its own and somebody sent a segment
  /// of the other.
  func link(of place: Int) -> [(key: String, value: String)] {
    guard isFetched(place), let before = predecessors[place], isSeen(before) else { return [] }
    return [("linked_trace", traceID(of: before))]
  }

  /// Whether somebody on the way to a span sends segments.
  private func isSeen(_ place: Int) -> Bool {
    first(backFrom: place) {
      let kind = trace.spans[$0].kind
      return kind == .run || (kind == .call && hasSubsegment($0))
    } != nil
  }
}
