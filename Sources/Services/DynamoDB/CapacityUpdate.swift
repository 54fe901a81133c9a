import Blueprints
import Kernel

/// One direction of a table's or an index's provisioned capacity, as somebody changes it.
///
/// A change takes minutes, and decreases are rationed. Changes of others do not wait for it.
final class CapacityUpdate {
  let throughput: Throughput
  let isOfReads: Bool
  private let node: UInt32
  private let number: UInt32
  let quota: DecreaseQuota
  private let length: TimeSpan
  private var pending: Int64?

  var bounds = CapacityBounds(minimum: 1, maximum: .max)
  var cooldowns = ScalingCooldowns()
  var trackers: ContiguousArray<TargetTracker> = []

  /// The changes of one direction, whose events come to the node of a table with a number.
  init(
    of throughput: Throughput, reading isOfReads: Bool, quota: DecreaseQuota, node: UInt32,
    number: Int, in world: World
  ) {
    self.throughput = throughput
    self.isOfReads = isOfReads
    self.quota = quota
    self.node = node
    self.number = UInt32(number)
    length = world.calibration.span(TableParameters.update)
  }

  /// What is provisioned now [units/s].
  var provisioned: Int64 {
    isOfReads ? throughput.provisioned.reads : throughput.provisioned.writes
  }

  /// What is provisioned, or will be once the change under way is done.
  var desired: Int64 { pending ?? provisioned }

  /// Asks for other units; nothing comes of it while a change is under way, or where a decrease is
  /// one too many for the day.
  func want(_ capacity: Int64, in world: World) {
    let capacity = bounds.clamp(capacity)
    guard pending == nil, capacity != provisioned else { return }
    if capacity < provisioned, !quota.take(at: world.calendarNow) { return }
    pending = capacity
    world.calendar.schedule(
      Event(node: node, kind: Table.Kind.update.rawValue, first: number), at: world.now + length)
  }

  /// The change is done.
  func finish(in world: World) {
    guard let pending else { return }
    self.pending = nil
    provide(pending, in: world)
  }

  /// Provides units from now on.
  func provide(_ capacity: Int64, in world: World) {
    if isOfReads {
      throughput.provide(reads: capacity, in: world)
    } else {
      throughput.provide(writes: capacity, in: world)
    }
    rescale()
  }

  /// Whether a change can be asked for now.
  func mayMove(to capacity: Int64, in world: World) -> Bool {
    pending == nil && (capacity >= provisioned || quota.holds(at: world.calendarNow))
  }

  /// Tells what tracks a target what one percent of the capacity is in a minute.
  func rescale() {
    for tracker in trackers { tracker.rescale(by: Double(provisioned) * 60 / 100) }
  }
}

/// How often the provisioned capacity of a table, or of an index, may still be decreased on a day.
///
/// Source: four times at once from midnight in UTC on, then once more for each hour, four at most
/// at a time: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html.
final class DecreaseQuota {
  private static let most: Int64 = 4
  private var tokens = most
  private var hour = Int64.min

  /// Takes one, if there is one.
  func take(at now: CalendarMoment) -> Bool {
    guard holds(at: now) else { return false }
    tokens -= 1
    return true
  }

  /// Whether there is one.
  func holds(at now: CalendarMoment) -> Bool {
    let hour = now.nanoseconds / TimeSpan.hours(1).nanoseconds
    if self.hour == .min || hour / 24 != self.hour / 24 {
      // What the hours since midnight brought is more than is kept.
      tokens = Self.most
    } else {
      tokens = min(Self.most, tokens + hour - self.hour)
    }
    self.hour = hour
    return tokens > 0
  }
}

extension Table {
  /// What changes one direction of what is provisioned of the table, or of an index.
  func update(of index: String?, reading isOfReads: Bool, in world: World) -> CapacityUpdate {
    let known = updates.first { $0.throughput.index == index && $0.isOfReads == isOfReads }
    if let known { return known }
    let other = updates.first { $0.throughput.index == index }
    let update = CapacityUpdate(
      of: throughputs.first { $0.index == index } ?? throughput, reading: isOfReads,
      quota: other?.quota ?? DecreaseQuota(), node: number, number: updates.count, in: world)
    updates.append(update)
    return update
  }
}
