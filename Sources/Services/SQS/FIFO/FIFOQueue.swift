import Blueprints
import Documents
import Kernel
import Measures

/// A queue that keeps the order of each message group, and takes no message twice.
///
/// While messages of a group are in flight, nothing else of it is received. What comes back stands
/// where it stood, before all that was sent after it.
final class FIFOQueue: Node, MessageSource, OperatedQueue {
  /// What the queue has scheduled for itself.
  enum Kind: UInt16 {
    case visibilityEnds, delayEnds, retentionEnds, callsAllowed, moveGoesOn, purgeEnds
  }

  let card: NodeCard
  let settings: QueueSettings
  var groups = MessageGroups()
  /// Messages that receivers hold, in the order in which they become visible again.
  var hidden = MessageLine()
  /// New messages in the order in which their delay ends.
  var delayedLine = MessageLine()
  /// Everything kept, by age.
  var seniority = Seniority()
  var deduplication: Deduplication
  var sends: CallRates
  var receives: CallRates
  /// Which of its own events are in the calendar, by kind.
  var isSet = (visibility: false, delay: false, retention: false, calls: false)
  /// The groups of what comes along wires that say one for all, by the number of the edge.
  private var wireGroups: ContiguousArray<UInt32?> = []
  var deadLettering: EpisodeDetector?
  var stopped = false
  /// Receives of idle pollers that returned nothing; time alone brings them.
  var idleRequests: Int64 = 0
  /// What it asks of KMS; nil where no key of KMS encrypts it.
  var encryption: EncryptionCalls?
  var failing: FaultOdds

  let outgoing: Edge
  var deadLetters: (node: any Node, edge: Edge)?
  var feeders: [String] = []
  var upkeep: QueueUpkeep?
  private var receivers = Receivers()
  private var wakeWanted = false

  let meters: FIFOMeters
  let sendTime: DrawnTime
  let inFlightLimit: Int64

  init(_ settings: QueueSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    outgoing = world.addEdge(from: label, to: "")
    let calibration = world.calibration
    deduplication = Deduplication(
      over: calibration.span(Self.deduplicationWindow), isByGroup: settings.deduplicatesByGroup)
    sends = CallRates(isHighThroughput: settings.hasHighThroughput, in: world)
    receives = CallRates(isHighThroughput: settings.hasHighThroughput, in: world)
    meters = FIFOMeters(of: label, in: world)
    sendTime = DrawnTime(Self.sendLatency, for: "send", in: world)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    inFlightLimit = calibration.count(Self.inFlightLimit)
  }

  var source: (any MessageSource)? { self }

  func connect(_ site: Site) throws(InputError) {
    if settings.key != nil {
      encryption = EncryptionCalls(every: settings.keyReuse, in: site.world)
    }
    guard let redrive = settings.redrive, let target = redrive.target else { return }
    let node = try site.receiver(target, as: "a FIFO queue")
    if node is Elsewhere { return setAside(to: node, in: site.world) }
    guard let queue = node as? FIFOQueue else {
      throw InputError(
        "\(label) is a FIFO queue, and its dead-letter queue \(node.label) is not",
        remedy: "AWS refuses this: dead letters of a FIFO queue go to a FIFO queue",
        at: target.place)
    }
    setAside(to: queue, in: site.world)
  }

  /// Says which queue takes what was received too often.
  func setAside(to queue: any Node, in world: World) {
    deadLettering = EpisodeDetector(
      .deadLettering, node: number, edge: outgoing.number, quietGap: Episode.quietGap)
    let edge = world.addEdge(from: label, to: queue.label)
    outgoing.setsAside(along: edge)
    deadLetters = (queue, edge)
    (queue as? FIFOQueue)?.feeders.append(label)
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .visibilityEnds: endVisibility(in: world)
    case .delayEnds: endDelays(in: world)
    case .retentionEnds: endRetention(in: world)
    case .callsAllowed:
      isSet.calls = false
      callReceiver(in: world)
    case .moveGoesOn: upkeep?.goOn(with: self, in: world)
    case .purgeEnds: upkeep?.endPurge(event.first, of: self, in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .fail(let share): failing.set(share)
    case .stop(let stops):
      stopped = stops
      if !stops { callReceiver(in: world) }
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  // MARK: Groups

  /// Says that all messages that come along an edge are of one group.
  func takes(_ group: UInt32, on edge: Edge) {
    while wireGroups.count <= Int(edge.number) { wireGroups.append(nil) }
    wireGroups[Int(edge.number)] = group
  }

  /// The group that all messages on an edge have, if the wire says one.
  func wireGroup(on edge: UInt32) -> UInt32? {
    Int(edge) < wireGroups.count ? wireGroups[Int(edge)] : nil
  }

  // MARK: Receivers

  var hiddenFor: TimeSpan { settings.visibilityTimeout }

  func attach(receiver event: Event, label: String) {
    receivers.add(event)
    outgoing.reaches(label)
  }

  var hasVisible: Bool { groups.isReady }
  var keepsOrder: Bool { true }

  func wake(in world: World) {
    wakeWanted = true
    callReceiver(in: world)
  }

  /// Tells the receiver that a message could be received, if it asked; where calls are used up it
  /// is told when there are some again.
  func callReceiver(in world: World) {
    guard wakeWanted, hasVisible, !stopped, hidden.count < inFlightLimit else { return }
    let ready = receives.ready(
      receives.unitsPerCall, for: groups[groups.firstReady].number, at: world.now)
    guard ready <= world.now else { return setCalls(at: ready, in: world) }
    guard !receivers.isEmpty else { return }
    wakeWanted = false
    receivers.notify(in: world.calendar)
  }

  private func setCalls(at moment: Instant, in world: World) {
    guard !isSet.calls else { return }
    isSet.calls = true
    world.calendar.schedule(
      Event(node: number, kind: Kind.callsAllowed.rawValue), at: moment)
  }
}
