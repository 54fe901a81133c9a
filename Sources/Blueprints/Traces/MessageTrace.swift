import Kernel

/// All that became of one message that a client sent, and of what was sent because of it.
public struct MessageTrace: Sendable {
  /// The most spans that one trace holds.
  static let capacity = 400

  /// The first half of the names of all messages in it.
  public let root: UInt64
  /// When the client sent it.
  public let journey: Instant
  /// What happened, in the order in which it was known.
  public internal(set) var spans: ContiguousArray<TraceSpan> = []
  /// How many more spans there would be.
  public internal(set) var omitted: Int64 = 0

  init(root: UInt64, journey: Instant) {
    self.root = root
    self.journey = journey
  }

  /// Adds a span; its place, or a negative number where there is no room.
  @discardableResult
  mutating func add(_ span: TraceSpan) -> Int32 {
    // A client may send a message again; what it sent before is not followed.
    guard span.journey >= journey else { return -1 }
    guard spans.count < Self.capacity else {
      omitted += 1
      return -1
    }
    spans.append(span)
    return Int32(spans.count - 1)
  }

  /// Ends the copy of a record on a wire; its place, or a negative number where it is not known.
  @discardableResult
  mutating func end(copy slot: UInt32, as ending: TraceSpan.Ending, at now: Instant) -> Int32 {
    let place = spans.lastIndex { $0.kind == .hop && $0.slot == slot && $0.end == .never }
    return end(place, as: ending, at: now)
  }

  /// Ends the attempt of a call that was made last; one that has ended stays as it is.
  mutating func end(
    callOf lineage: UInt32, along edge: UInt32, as ending: TraceSpan.Ending, at now: Instant
  ) {
    let place = spans.lastIndex {
      $0.kind == .call && $0.lineage == lineage && $0.place == edge && $0.end == .never
    }
    end(place, as: ending, at: now)
  }

  @discardableResult
  private mutating func end(
    _ place: Int?, as ending: TraceSpan.Ending, at now: Instant
  ) -> Int32 {
    guard let place else { return -1 }
    spans[place].end = now
    spans[place].ending = ending
    return Int32(place)
  }
}
