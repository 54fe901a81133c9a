import Blueprints
import Documents
import Kernel
import Measures

/// Sends a copy of every message to each of its subscriptions.
final class Topic: Node, Redriving {
  let card: NodeCard
  let settings: TopicSettings
  var subscriptions: ContiguousArray<Subscription> = []
  private var fanOut = FanOut([], [])
  var outsideSubscriptions: ContiguousArray<OutsideSubscription> = []
  /// What it asks of KMS; nil where no key of KMS encrypts it.
  private var encryption: EncryptionCalls?
  var slowness = 1.0
  private var failing: FaultOdds
  private var throttling: FaultOdds
  let rate: SharedRate?
  private let publishTime: DrawnTime

  let published: CountMeasure
  let publishSize: SampleMeasure
  let delivered: CountMeasure
  let failed: CountMeasure
  let redriven: CountMeasure
  let redriveFailed: CountMeasure
  let throttled: CountMeasure
  private let filtered: CountMeasure

  init(_ settings: TopicSettings, label: String, in world: World) {
    precondition(!settings.isFIFO, "\(label) is a FIFO topic")
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    let limit = PublishRates.perSecond(in: world.region, world.calibration)
    rate = limit == .max ? nil : world.sharedRate(Self.publishRate.name, perSecond: limit)
    publishTime = DrawnTime(Self.publishLatency, for: "send", in: world)
    failing = FaultOdds(for: "fault/\(label)", in: world)
    throttling = FaultOdds(for: "throttle/\(label)", in: world)
    published = world.count(Self.published, at: label)
    publishSize = world.samples(Self.publishSize, at: label)
    delivered = world.count(Self.delivered, at: label)
    failed = world.count(Self.failed, at: label)
    redriven = world.count(Self.redriven, at: label)
    redriveFailed = world.count(Self.redriveFailed, at: label)
    throttled = world.count(Self.throttled, at: label)
    filtered = world.count(Self.filtered, at: label)
  }

  func connect(_ site: Site) throws(InputError) {
    if settings.key != nil { encryption = EncryptionCalls(in: site.world) }
    if let policy = settings.web?.healthy {
      let document = site.properties["DeliveryPolicy"]?["http"]?["defaultHealthyRetryPolicy"]
      try policy.check(of: label, at: (document ?? site.properties).place)
    }
    for inline in settings.subscriptions {
      var settings = SubscriptionSettings()
      settings.endpoint = inline.endpoint
      settings.transport = inline.transport
      let name = Subscription.name(of: settings, at: label, find: site.find)
      // Of two that are the same AWS makes one.
      guard site.world.node(labelled: name) == nil else { continue }
      site.world.add(try Subscription.make(settings, label: name, of: self, at: site))
    }
  }

  func start(in world: World) {
    fanOut = FanOut(subscriptions, outsideSubscriptions)
    encryption?.know(senders: EncryptionCalls.senders(to: label, in: world), readers: 0)
  }

  func extraCharges(until end: Instant) -> [Charge] { encryption?.charges(until: end) ?? [] }

  func finish(in world: World) {
    // Its subscriptions hold the topic; letting them go lets the world be freed.
    subscriptions = []
    outsideSubscriptions = []
    fanOut = FanOut([], [])
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
    if let turnedAway = turnAway(call, after: latency, in: world) { return turnedAway }
    guard call.size <= settings.maximumMessageSize else { return .refused(after: latency) }
    bill(call.size)
    world.edge(call.edge).delivered(call.name, in: world)
    publish(call.name, kind: call.kind, journey: call.journey, size: call.size, in: world)
    return .done(after: latency)
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    let size = world.size(of: message.kind)
    guard size <= settings.maximumMessageSize else { return .refused }
    bill(size)
    publish(message.name, kind: message.kind, journey: message.journey, size: size, in: world)
    world.absorb(slot)
    return .accepted
  }

  /// Counts the requests that AWS bills for a publish: one for each 64 KB or part of it.
  private func bill(_ size: Int64) {
    card.bill(0, units: size.blocks(of: 65_536))
  }

  /// Hands a copy to every subscription.
  private func publish(
    _ name: Name, kind: UInt16, journey: Instant, size: Int64, in world: World
  ) {
    published.add(1, at: world.now)
    publishSize.record(size, at: world.now)
    fanOut.hand(name, kind: kind, journey: journey, in: world)
  }

  /// Ends a copy that the subscription of an edge does not want.
  func filterOut(on edge: Edge, in world: World) {
    edge.enter()
    edge.filter()
    filtered.add(1, at: world.now)
  }

  private func turnAway(_ call: Call, after latency: TimeSpan, in world: World) -> Answer? {
    if failing.strikes(call.name, call.attempt) {
      return .failed(after: latency, retryable: true)
    }
    guard throttling.strikes(call.name, call.attempt) || rate?.take(at: world.now) == false else {
      return nil
    }
    throttled.add(1, at: world.now)
    return .throttled(after: latency)
  }
}

/// Who gets a copy of every message, once everybody is known.
struct FanOut: ~Copyable {
  private let subscriptions: ContiguousArray<Subscription>
  private let outside: ContiguousArray<OutsideSubscription>

  init(
    _ subscriptions: ContiguousArray<Subscription>,
    _ outside: ContiguousArray<OutsideSubscription>
  ) {
    self.subscriptions = subscriptions
    self.outside = outside
  }

  borrowing func hand(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    for index in subscriptions.indices {
      subscriptions[index].take(name, kind: kind, journey: journey, in: world)
    }
    for index in outside.indices {
      outside[index].take(name, kind: kind, journey: journey, in: world)
    }
  }
}
