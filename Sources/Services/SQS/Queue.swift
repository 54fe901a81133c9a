import Blueprints
import Documents
import Kernel
import Measures

/// Holds messages until a receiver deletes them.
///
/// A message is delayed, visible, in flight, or gone. A receive hides it for the visibility
/// timeout; unless it is deleted by then it is visible again. The receive that would exceed
/// `maxReceiveCount` moves it to the dead-letter queue instead of returning it.
final class Queue: Node, MessageSource, OperatedQueue {
  /// What the queue has scheduled for itself.
  enum Kind: UInt16 {
    case visibilityEnds, delayEnds, retentionEnds, duplicateArrives, groupCalms, moveGoesOn
    case purgeEnds
  }

  let card: NodeCard
  /// A message that another queue set aside.
  struct Adoption {
    /// When it came.
    var moment: Instant
    /// How often it had been received by then; those receives do not count against this queue.
    var receives: UInt16
    /// The number of the queue that it came from.
    var source: UInt32
  }

  let settings: QueueSettings
  /// Messages that came back or are older than their place says; they leave before the fresh ones.
  var returned = MessageLine()
  /// Messages that nobody received yet, and those sent to the back.
  var fresh = MessageLine()
  /// Messages that receivers hold, in the order in which they become visible again.
  var hidden = MessageLine()
  /// New messages in the order in which their delay ends.
  var delayedLine = MessageLine()
  /// Everything kept, by age.
  var seniority = Seniority()
  /// What was received too often to count as the oldest, by age.
  var outcasts = Seniority()
  var timers = QueueTimers()
  /// What makes it a fair queue; nil where no message can have a group.
  var fair: FairLines?
  /// How each message came here that another queue set aside; looked up, never listed.
  var adoptions: [UInt32: Adoption] = [:]
  /// Dates the times in which messages are set aside.
  var deadLettering: EpisodeDetector?
  var stopped = false
  /// Receives of idle pollers that returned nothing; time alone brings them.
  var idleRequests: Int64 = 0
  /// How often it was polled; tells the draws of one poll from those of another.
  var polls: UInt64 = 0
  var failing: FaultOdds
  /// What it asks of KMS; nil where no key of KMS encrypts it.
  var encryption: EncryptionCalls?

  let outgoing: Edge
  var deadLetters: (node: any Node, edge: Edge)?
  var feeders: [String] = []
  var upkeep: QueueUpkeep?
  private var receivers = Receivers()
  var wakeWanted = false

  let sent: CountMeasure
  let received: CountMeasure
  let deleted: CountMeasure
  let emptyReceives: CountMeasure
  let visible: GaugeMeasure
  let notVisible: GaugeMeasure
  let delayed: GaugeMeasure
  let age: SampleMeasure

  let sendTime: DrawnTime
  let inFlightLimit: Int64
  let duplicateOdds: Odds
  let duplicateDelay: DrawnTime
  let duplicatePurpose: Purpose
  let disorder: DrawnTime
  let backOfQueueAfter: Int64

  init(_ settings: QueueSettings, label: String, in world: World) {
    precondition(!settings.isFIFO, "\(label) is a FIFO queue")
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    outgoing = world.addEdge(from: label, to: "")
    let calibration = world.calibration
    sendTime = DrawnTime(Self.sendLatency, for: "send", in: world)
    inFlightLimit = calibration.count(Self.inFlightLimit)
    duplicateOdds = Odds(share: calibration.real(Self.duplicateShare))
    duplicateDelay = DrawnTime(Self.duplicateDelay, for: "duplicateDelay/\(label)", in: world)
    disorder = DrawnTime(Self.disorder, for: "disorder/\(label)", in: world)
    backOfQueueAfter =
      (settings.redrive?.maxReceiveCount ?? 0) > 3
      ? calibration.count(Self.backOfQueueAfter) : .max
    failing = FaultOdds(for: "fault/\(label)", in: world)
    duplicatePurpose = world.purpose("duplicate/\(label)")
    sent = world.count(Self.sent, at: label)
    received = world.count(Self.received, at: label)
    deleted = world.count(Self.deleted, at: label)
    emptyReceives = world.count(Self.emptyReceives, at: label)
    visible = world.gauge(Self.visible, at: label)
    notVisible = world.gauge(Self.notVisible, at: label)
    delayed = world.gauge(Self.delayed, at: label)
    age = world.samples(Self.age, at: label)
  }

  var source: (any MessageSource)? { self }

  func connect(_ site: Site) throws(InputError) {
    if settings.key != nil {
      encryption = EncryptionCalls(every: settings.keyReuse, in: site.world)
    }
    guard let redrive = settings.redrive, let target = redrive.target else { return }
    let node = try site.receiver(target, as: "an SQS queue")
    if node is Elsewhere { return setAside(to: node, in: site.world) }
    guard let queue = node as? Queue else {
      guard FIFORules.isFIFO(node) else {
        throw InputError(
          "a dead-letter queue of a queue must be an SQS queue",
          remedy: "give the ARN of an AWS::SQS::Queue", at: target.place)
      }
      throw InputError(
        "\(label) is a standard queue, and its dead-letter queue \(node.label) is a FIFO one",
        remedy: "AWS refuses this: dead letters of a standard queue go to a standard queue",
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
    (queue as? Queue)?.feeders.append(label)
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .visibilityEnds: endVisibility(in: world)
    case .delayEnds: endDelays(in: world)
    case .retentionEnds: endRetention(in: world)
    case .duplicateArrives: admitDuplicate(event.first, in: world)
    case .groupCalms: considerCalm(event.first, in: world)
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

  // MARK: Receivers

  var hiddenFor: TimeSpan { settings.visibilityTimeout }

  func attach(receiver event: Event, label: String) {
    receivers.add(event)
    outgoing.reaches(label)
  }

  func wake(in world: World) {
    if hasVisible, isOpen { notify(in: world) } else { wakeWanted = true }
  }

  var hasVisible: Bool { !fresh.isEmpty || !returned.isEmpty || fair?.hasParked == true }

  /// Whether a receive may return something: it is not stopped, nor at its limit in flight.
  private var isOpen: Bool { !stopped && hidden.count < inFlightLimit }

  /// Tells the receiver that something became visible, if it asked.
  func callReceiver(in world: World) {
    if wakeWanted, hasVisible, isOpen { notify(in: world) }
  }

  private func notify(in world: World) {
    guard !receivers.isEmpty else { return }
    wakeWanted = false
    receivers.notify(in: world.calendar)
  }
}
