import Blueprints
import Kernel

/// What an archive keeps: how many events and bytes, minute by minute, and the events themselves
/// where they will be asked for.
struct ArchiveStock {
  /// An event as it is kept: all that is needed to send it again.
  struct Record: BitwiseCopyable {
    let name: Name
    let kind: UInt16
    /// When the first cause was sent by its client.
    let journey: Instant
    /// When the bus took the event.
    let time: Instant
  }

  /// The events of a minute.
  private struct Minute {
    let number: Int64
    var count: Int64
    var bytes: Int64
  }

  private static let minute: Int64 = 60_000_000_000
  private static let recordsInChunk = 4_096

  private let retention: TimeSpan
  private let keepsRecords: Bool
  private var minutes: ContiguousArray<Minute> = []
  private var oldest = 0
  private var chunks: ContiguousArray<ContiguousArray<Record>> = []
  /// Events that are kept now.
  private(set) var count: Int64 = 0
  /// Their bytes.
  private(set) var bytes: Int64 = 0
  /// The bytes of all events that ever came in.
  private var taken: Int64 = 0
  private var byteTime: Int128 = 0
  private var last = Instant.start

  /// Nothing kept yet.
  init(for retention: TimeSpan, keepingRecords: Bool) {
    self.retention = retention
    keepsRecords = keepingRecords
  }

  /// What the bytes cost for the seconds for which they were kept, and until each of them was kept
  /// for a month, or for as long as the archive keeps it.
  func charge(at price: Price) -> Charge {
    let second: Int128 = 1_000_000_000
    let whole = Int128(taken) * Int128(min(retention, StorageTime.month).nanoseconds)
    return Charge(
      price: price, units: Int64(clamping: byteTime / second),
      laterUnits: Int64(clamping: max(0, (whole - byteTime) / second)))
  }

  /// Keeps an event.
  mutating func keep(_ record: Record, size: Int64) {
    pass(to: record.time)
    count += 1
    bytes += size
    taken += size
    let number = record.time.nanoseconds / Self.minute
    if retention != .forever {
      if minutes.last?.number == number {
        minutes[minutes.count - 1].count += 1
        minutes[minutes.count - 1].bytes += size
      } else {
        minutes.append(Minute(number: number, count: 1, bytes: size))
      }
    }
    guard keepsRecords else { return }
    if chunks.last.map({ $0.count == Self.recordsInChunk }) ?? true {
      var chunk: ContiguousArray<Record> = []
      chunk.reserveCapacity(Self.recordsInChunk)
      chunks.append(chunk)
    }
    chunks[chunks.count - 1].append(record)
  }

  /// Lets time pass: minutes whose retention is over are forgotten.
  mutating func pass(to now: Instant) {
    while oldest < minutes.count {
      let minute = minutes[oldest]
      let end = Instant(nanoseconds: (minute.number + 1) * Self.minute) + retention
      guard end <= now else { break }
      settle(at: end)
      count -= minute.count
      bytes -= minute.bytes
      oldest += 1
    }
    if oldest * 2 > minutes.count {
      minutes.removeFirst(oldest)
      oldest = 0
    }
    settle(at: now)
  }

  private mutating func settle(at moment: Instant) {
    guard moment > last else { return }
    byteTime += Int128(bytes) * Int128((moment - last).nanoseconds)
    last = moment
  }

  /// The events that are still kept, from a moment on and before another one, in their order.
  func records(from begin: Instant, to end: Instant, at now: Instant) -> ContiguousArray<Record> {
    var found: ContiguousArray<Record> = []
    for chunk in chunks {
      guard let youngest = chunk.last, youngest.time >= begin else { continue }
      guard let eldest = chunk.first, eldest.time < end else { break }
      for record in chunk
      where record.time >= begin && record.time < end && record.time + retention > now {
        found.append(record)
      }
    }
    return found
  }

  /// Events in the order of a replay: by the minute in which they came, within it as lots fall.
  ///
  /// - Parameter lot: Draws the place of an event within its minute.
  static func replayed(
    _ records: ContiguousArray<Record>, lot: (Name) -> UInt64
  ) -> ContiguousArray<Record> {
    var drawn = ContiguousArray(records.map { (record: $0, lot: lot($0.name)) })
    drawn.sort { first, second in
      let (one, other) = (
        first.record.time.nanoseconds / minute, second.record.time.nanoseconds / minute
      )
      return (one, first.lot, first.record.name.root, first.record.name.lineage)
        < (other, second.lot, second.record.name.root, second.record.name.lineage)
    }
    return ContiguousArray(drawn.map { $0.record })
  }
}
