import Blueprints
import Documents
import Kernel
import Measures

/// Sends a copy of every message to each of its queues, each message group in its order, and none
/// twice within five minutes.
final class FIFOTopic: Node, Redriving {
  /// The most subscriptions of a FIFO topic.
  static let subscriptionLimit = 100

  let card: NodeCard
  let settings: TopicSettings
  private(set) var subscriptions: ContiguousArray<FIFOSubscription> = []
  private(set) var slowness = 1.0
  private var failing: FaultOdds
  private var throttling: FaultOdds
  private(set) var rates: FIFOPublishRates
  /// What it asks of KMS; nil where no key of KMS encrypts it.
  private var encryption: EncryptionCalls?
  private var deduplication: Deduplication
  private let publishTime: DrawnTime
  private var publishedBytes: Int64 = 0
  private var deliveredCopies: Int64 = 0
  private var deliveredBytes: Int64 = 0

  let published: CountMeasure
  let deduplicated: CountMeasure
  let publishSize: SampleMeasure
  let delivered: CountMeasure
  let failed: CountMeasure
  let redriven: CountMeasure
  let redriveFailed: CountMeasure
  let throttled: CountMeasure
  private let filtered: CountMeasure

  init(_ settings: TopicSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    rates = FIFOPublishRates(isByGroup: settings.isByGroup, in: world)
    deduplication = Deduplication(
      over: world.calibration.span(FIFOQueue.deduplicationWindow), isByGroup: settings.isByGroup)
    publishTime = DrawnTime(Topic.publishLatency, for: "send", in: world)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
    published = world.count(Topic.published, at: label)
    deduplicated = world.count(Self.deduplicated, at: label)
    publishSize = world.samples(Topic.publishSize, at: label)
    delivered = world.count(Topic.delivered, at: label)
    failed = world.count(Topic.failed, at: label)
    redriven = world.count(Topic.redriven, at: label)
    redriveFailed = world.count(Topic.redriveFailed, at: label)
    throttled = world.count(Topic.throttled, at: label)
    filtered = world.count(Topic.filtered, at: label)
  }

  func connect(_ site: Site) throws(InputError) {
    if settings.key != nil { encryption = EncryptionCalls(in: site.world) }
    for inline in settings.subscriptions {
      var settings = SubscriptionSettings()
      settings.endpoint = inline.endpoint
      settings.transport = inline.transport
      let name = Subscription.name(of: settings, at: label, find: site.find)
      // Of two that are the same AWS makes one.
      guard site.world.node(labelled: name) == nil else { continue }
      site.world.add(try FIFOSubscription.make(settings, label: name, of: self, at: site))
    }
  }

  /// Makes a subscription known.
  func add(_ subscription: FIFOSubscription) {
    subscriptions.append(subscription)
  }

  func start(in world: World) {
    encryption?.know(senders: EncryptionCalls.senders(to: label, in: world), readers: 0)
  }

  func finish(in world: World) {
    // Its subscriptions hold the topic; letting them go lets the world be freed.
    subscriptions = []
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .slow(let factor): slowness = factor
    case .fail(let share): failing.set(share)
    case .throttle(let share): throttling.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  func call(_ call: Call, in world: World) -> Answer {
    let latency = publishTime.length(for: call.name, call.attempt)
    guard call.size <= settings.maximumMessageSize, let group = world.group(of: call.name) else {
      return .refused(after: latency)
    }
    if failing.strikes(call.name, call.attempt) {
      return .failed(after: latency, retryable: true)
    }
    let isThrottled = throttling.strikes(call.name, call.attempt)
    guard !isThrottled, rates.take(call.size, of: group, at: world.now) else {
      throttled.add(1, at: world.now)
      return .throttled(after: latency)
    }
    card.bill(0, units: 1)
    publishedBytes += call.size
    world.edge(call.edge).delivered(call.name, in: world)
    guard !deduplication.isRepeated(call.name, kind: call.kind, group: group, in: world) else {
      deduplicated.add(1, at: world.now)
      return .done(after: latency)
    }
    published.add(1, at: world.now)
    publishSize.record(call.size, at: world.now)
    for subscription in subscriptions { subscription.take(call, in: group, world) }
    return .done(after: latency)
  }

  /// Ends a copy that the subscription of an edge does not want.
  func filterOut(on edge: Edge, in world: World) {
    edge.enter()
    edge.filter()
    filtered.add(1, at: world.now)
  }

  /// Counts a copy of so many bytes that a queue took.
  func countDelivery(of size: Int64, at now: Instant) {
    delivered.add(1, at: now)
    deliveredCopies += 1
    deliveredBytes += size
  }

  func extraCharges(until end: Instant) -> [Charge] {
    [
      Charge(price: Self.publishedPayload, units: publishedBytes),
      Charge(price: Self.delivery, units: deliveredCopies),
      Charge(price: Self.deliveredPayload, units: deliveredBytes),
    ] + (encryption?.charges(until: end) ?? [])
  }
}
