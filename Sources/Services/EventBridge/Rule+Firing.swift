import Blueprints
import Kernel

/// When a rule makes events by itself, and where they come from.
struct RuleSchedule {
  /// The kinds of a rule's own events, beyond those of all targets.
  enum Kind: UInt16 {
    /// A time of the expression has come.
    case due = 0xFFFE
    /// The rule fires; the event's first argument is the second of the run at which it was due.
    case fire = 0xFFFF
  }

  private let times: FiringTimes
  private let lateness: DrawnTime
  /// The mark by which messages know where they come from.
  var origin = 0
  /// How often it was due.
  private var count: UInt64 = 0
  /// The name of the event that is due next.
  private var name: Name { Name(client: origin, ordinal: count) }

  /// The schedule of a rule.
  init(_ times: FiringTimes, of label: String, in world: World) {
    self.times = times
    lateness = DrawnTime(FiringTimes.precision, for: "lateness/\(label)", in: world)
  }

  /// The first moment at which the rule is due.
  func first(in world: World) -> Instant? { times.first(in: world) }

  /// Schedules the firing that is due now, and what is due next.
  mutating func comeDue(_ rule: UInt32, in world: World) {
    if let next = times.next(after: world.now, in: world) {
      world.calendar.schedule(Event(node: rule, kind: Kind.due.rawValue), at: next)
    }
    let seconds = (world.now - .start).nanoseconds / 1_000_000_000
    world.calendar.schedule(
      Event(
        node: rule, kind: Kind.fire.rawValue, first: UInt32(seconds),
        second: UInt32(truncatingIfNeeded: count)), after: lateness.length(for: name))
    count += 1
  }

  /// The name of what a firing sends.
  func name(of firing: Event) -> Name { Name(client: origin, ordinal: UInt64(firing.second)) }
}

extension Rule {
  /// Does what is due of the rule's own schedule.
  func receiveOwn(_ event: Event, in world: World) {
    guard let schedule else { preconditionFailure("\(label) has no schedule") }
    guard event.kind == RuleSchedule.Kind.fire.rawValue else {
      self.schedule?.comeDue(card.number, in: world)
      return
    }
    let due = Instant.start + .seconds(Int64(event.first))
    fire(schedule.name(of: event), journey: due, in: world)
  }

  /// Makes an event of the rule's own, as its schedule asks: for the targets of this rule alone,
  /// and whatever its pattern says.
  ///
  /// - Parameters:
  ///   - name: A new name, which whoever keeps the schedule mints.
  ///   - journey: When it was due; now unless that is given.
  func fire(_ name: Name, journey: Instant? = nil, in world: World) {
    guard isEnabled else { return }
    world.traceSending(name, on: journey)
    take(
      name, kind: scheduledKind(in: world), journey: journey ?? world.now, isForwarded: false,
      in: world)
  }

  /// The kind of the events that the rule makes.
  private func scheduledKind(in world: World) -> UInt16 {
    if let known = scheduled { return known }
    let arn = world.arn(of: label, else: "rule/\(label)", in: "events")
    let entry = EventEntry(
      source: "aws.events", type: "Scheduled Event", detail: .empty, resources: [arn])
    let kind = EventKind(label: "Scheduled Event", size: 0)
    let number = world.add(kind.saying(entry.envelope(region: world.region)))
    scheduled = number
    return number
  }
}
