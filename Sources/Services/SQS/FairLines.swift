import Blueprints
import Kernel
import Measures

/// What makes a queue a fair one: which message groups are noisy, and where their messages wait.
///
/// The queue's own lines stay as they are. A receive takes their first message of a quiet group;
/// those of noisy groups that stand before it are parked with their group, in order, and returned
/// only when no quiet group has any, first those of the group with the fewest messages in flight.
/// A group that is quiet again has its parked messages put back to where they came from.
final class FairLines {
  /// Where a message belongs that the queue keeps, by its slot.
  struct Place: BitwiseCopyable {
    /// From when its age counts.
    var since = Instant.start
    /// How many messages had become visible before it last did.
    var order: UInt64 = 0
    /// Its group's place in the list; 0 where it has none.
    var group: UInt32 = 0
    /// Its neighbours among the group's messages by age.
    var younger: UInt32 = .max
    var older: UInt32 = .max
    /// Whether it waits with its group.
    var isParked = false
  }

  let share: Double
  let leastInFlight: Int64
  let calmAfter: TimeSpan
  let interval: TimeSpan
  /// The event that asks whether a group has been idle long enough; its number is to be filled in.
  let calm: Event

  let noisyGroups: GaugeMeasure
  let visible: GaugeMeasure
  let notVisible: GaugeMeasure
  let delayed: GaugeMeasure
  let age: SampleMeasure

  var places: ContiguousArray<Place> = []
  /// The groups that sent anything so far; first, what stands for all messages without a group.
  var groups: ContiguousArray<FairGroup> = [FairGroup()]
  /// Where each group stands in the list, by its number; looked up, never listed.
  private var indices: [UInt32: UInt32] = [:]
  /// The noisy groups in the order in which they became so.
  var noisy: ContiguousArray<UInt32> = []
  /// All messages in flight, and the receivers' time for them.
  var inFlight: Int64 = 0
  var work = RecentWork()
  /// How often a message became visible so far.
  private var shown: UInt64 = 0
  /// Requests that sent messages with a group.
  var surcharged: Int64 = 0

  init(label: String, calm: Event, in world: World) {
    let calibration = world.calibration
    share = calibration.real(Self.noisyShare)
    leastInFlight = calibration.count(Self.noisyInFlight)
    calmAfter = calibration.span(Self.calmAfter)
    interval = calibration.span(Self.workInterval)
    self.calm = calm
    noisyGroups = world.gauge(Self.noisyGroups, at: label)
    visible = world.gauge(Self.visible, at: label)
    notVisible = world.gauge(Self.notVisible, at: label)
    delayed = world.gauge(Self.delayed, at: label)
    age = world.samples(Self.age, at: label)
  }

  // MARK: Books

  /// Enters a message that the queue keeps from now on; its age counts from a moment.
  func keep(_ slot: UInt32, since: Instant, in world: World) {
    while places.count <= Int(slot) { places.append(Place()) }
    let group = index(of: world.messages[slot].name, in: world)
    var elder = groups[Int(group)].youngest
    while elder != .max, places[Int(elder)].since > since { elder = places[Int(elder)].older }
    let junior = elder == .max ? groups[Int(group)].oldest : places[Int(elder)].younger
    places[Int(slot)] = Place(since: since, group: group, younger: junior, older: elder)
    if elder == .max {
      groups[Int(group)].oldest = slot
    } else {
      places[Int(elder)].younger = slot
    }
    if junior == .max {
      groups[Int(group)].youngest = slot
    } else {
      places[Int(junior)].older = slot
    }
  }

  /// Takes a message off the list of those whose age counts.
  func leave(_ slot: UInt32, in world: World) {
    let place = places[Int(slot)]
    if place.older == .max {
      groups[Int(place.group)].oldest = place.younger
    } else {
      places[Int(place.older)].younger = place.younger
    }
    if place.younger == .max {
      groups[Int(place.group)].youngest = place.older
    } else {
      places[Int(place.younger)].older = place.older
    }
  }

  /// Counts requests that sent a message, if it has a group.
  func charge(_ slot: UInt32, requests: Int64) {
    if places[Int(slot)].group != 0 { surcharged += requests }
  }

  /// Counts a message that comes into a state, or with -1 leaves it.
  func count(_ slot: UInt32, _ state: FairState, _ change: Int64, in world: World) {
    let group = places[Int(slot)].group
    groups[Int(group)].counts[state] += change
    if state == .visible, change > 0 {
      places[Int(slot)].order = shown
      shown += 1
    }
    if !groups[Int(group)].isNoisy { gauge(state).add(change, at: world.now) }
    guard state == .inFlight else { return }
    inFlight += change
    work.add(change, at: world.now, width: interval)
    groups[Int(group)].work.add(change, at: world.now, width: interval)
    guard group != 0 else { return }
    if change > 0 {
      if isTooMuch(group, at: world.now) { becomeNoisy(group, in: world) }
    } else if groups[Int(group)].counts.inFlight == 0 {
      groups[Int(group)].idleSince = world.now
      if groups[Int(group)].isNoisy { setCalm(group, in: world) }
    }
  }

  private func index(of name: Name, in world: World) -> UInt32 {
    guard let number = world.group(of: name) else { return 0 }
    if let known = indices[number] { return known }
    let index = UInt32(groups.count)
    groups.append(FairGroup())
    indices[number] = index
    return index
  }

  func gauge(_ state: FairState) -> GaugeMeasure {
    switch state {
    case .delayed: delayed
    case .visible: visible
    case .inFlight: notVisible
    }
  }

  /// Writes down the age of the oldest message of all quiet groups.
  func look(at boundary: Instant) {
    var oldest = Instant.never
    for group in groups where !group.isNoisy && group.oldest != .max {
      oldest = min(oldest, places[Int(group.oldest)].since)
    }
    if boundary >= oldest { age.record(boundary - oldest, at: boundary) }
  }
}
