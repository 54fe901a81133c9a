import Kernel

/// What a copy of a stream's record keeps in fields that queues use for their timers and lines.
extension Message {
  /// The place of the record in its shard, from 0.
  public var sequence: Int64 {
    get { mark.nanoseconds }
    set { mark = Instant(nanoseconds: newValue) }
  }

  /// The partition key of the record, or the item whose change it is, as a number.
  public var key: UInt64 {
    get { UInt64(seniority.previous) << 32 | UInt64(seniority.next) }
    set {
      seniority.previous = UInt32(newValue >> 32)
      seniority.next = UInt32(truncatingIfNeeded: newValue)
    }
  }
}
