import Blueprints
import Documents
import Kernel
import Measures

/// Delivers the copies of a topic's messages to an endpoint outside AWS, which takes its time to
/// answer.
final class OutsideSubscription: Node {
  /// What is due for a copy; the retry's number is the event's second argument.
  enum Step: UInt16 {
    /// It arrives, and may have to wait for its turn.
    case arrival
    /// It is its turn.
    case turn
    /// The endpoint has taken it.
    case success
    /// The endpoint failed, or did not answer in time.
    case failure
    /// There were too many.
    case throttle
    /// The endpoint will never take it.
    case refusal
    /// A server has answered.
    case answer
  }

  let card: NodeCard
  let transport: Transport
  let answers: EndpointAnswers
  /// Who answers when it has done its work; nil where the answers are all there is.
  private let server: Server?
  private let settings: SubscriptionSettings
  private let topic: Topic
  let edge: Edge
  private let consumer: Consumer
  private let deadLetters: SubscriptionDeadLetters
  private let delivery: Delivery
  private let retries: DeliveryRetries
  private let throttledRetries: DeliveryRetries
  private let jitter: RetryJitter
  private let duplicates: RareDuplicates
  private let filter: SubscriptionFilter?
  let patience: TimeSpan
  private let mailRate: SharedRate?
  private let account: SMSAccount?
  private let withheld: CountMeasure?
  private var pace: Pace?
  private(set) var isDeactivated = false
  private var isBilledByAnswer: Bool { transport != .sms }

  /// A subscription to an entry under `outside`, or to an endpoint that it stands for itself.
  init(
    _ settings: SubscriptionSettings, by transport: Transport, label: String, of topic: Topic,
    at site: Site
  ) throws(InputError) {
    let world = site.world
    let endpoint = try OutsideAddress.endpoint(settings, by: transport, label: label, at: site)
    card = NodeCard(
      label, Self.declaration(transport, answers: endpoint == nil), in: world)
    let answers =
      endpoint?.answers
      ?? EndpointAnswers(
        OutsideAddress.assumed(transport, in: world), label: label, in: world)
    self.answers = answers
    server = endpoint?.server
    self.settings = settings
    self.transport = transport
    self.topic = topic
    edge = world.addEdge(from: topic.label, to: answers.label)
    edge.belongs(to: label)
    consumer =
      world.consumers.first { $0.label == answers.label } ?? world.addConsumer(answers.label)
    deadLetters = try SubscriptionDeadLetters(
      settings.redrive, of: topic, beside: edge, isBare: !settings.isRaw, at: site)
    delivery = world.delivery(Topic.delivery, from: topic.label, to: answers.label)
    jitter = RetryJitter(to: answers.label, by: delivery, on: label, in: world)
    duplicates = RareDuplicates(to: answers.label, in: world)
    filter = try SubscriptionFilter(settings, of: label, at: site)
    let policy = DeliveryPolicy.effective(settings.deliveryPolicy, under: topic.settings.web)
    switch transport {
    case .http, .https: retries = (policy.healthy ?? HealthyRetryPolicy()).retries
    case .firehose: retries = .managed
    default: retries = .customer
    }
    throttledRetries = transport == .firehose ? .customer : retries
    patience = transport.isWeb ? world.calibration.span(OutsideParameters.webTimeout) : .forever
    pace = transport.isWeb ? policy.throttle?.perSecond.map { Pace(perSecond: $0) } : nil
    let letters = world.calibration.count(OutsideParameters.mail.rate)
    mailRate = transport.isMail && letters != .max ? SharedRate(perSecond: letters) : nil
    withheld = transport.isMail ? world.count(Self.withheld, at: label) : nil
    account = transport == .sms ? SMSAccount.shared(in: world) : nil
  }

  func remarks(in world: World) -> [String] {
    var advice: [String] = []
    if settings.deliveryPolicy != nil, !transport.isWeb {
      advice.append("DeliveryPolicy of \(label) changes nothing: only HTTP and HTTPS take one")
    }
    if settings.deliveryPolicy?.sickly != nil {
      advice.append("sicklyRetryPolicy of \(label) changes nothing: SNS ignores it")
    }
    return advice
  }

  func apply(_ fault: FaultState, in world: World) {
    answers.apply(fault)
  }

  // MARK: Deliveries

  /// Sends a copy on its way.
  func take(_ name: Name, kind: UInt16, journey: Instant, in world: World) {
    if let filter, !filter.passes(kind, name, in: world) {
      return topic.filterOut(on: edge, in: world)
    }
    guard !isDeactivated else {
      edge.enter()
      edge.drop(.refused)
      withheld?.add(1, at: world.now)
      return
    }
    let slot = world.enter(edge, name: name, kind: kind, journey: journey)
    let copy = delivery.copy(of: name, at: world.now)
    let delay = delivery.length(for: name, copy, slowedBy: topic.slowness)
    schedule(.arrival, slot, 0, after: delay, in: world)
    guard duplicates.strike(name) else { return }
    let twin = world.duplicate(slot, on: edge)
    let later = delivery.length(for: name, copy, isTwin: true, slowedBy: topic.slowness)
    schedule(.arrival, twin, 0, after: later, in: world)
  }

  func receive(_ event: Event, in world: World) {
    guard let step = Step(rawValue: event.kind) else {
      preconditionFailure("\(label) takes no event of kind \(event.kind)")
    }
    guard step != .answer else {
      return take(
        self.step(after: event, in: world), event.first, UInt32(event.generation), in: world)
    }
    take(step, event.first, event.second, in: world)
  }

  /// Does what is due for a copy.
  private func take(_ step: Step, _ slot: UInt32, _ retry: UInt32, in world: World) {
    switch step {
    case .arrival:
      let turn = pace?.place(at: world.now) ?? world.now
      guard turn > world.now else { return attempt(slot, retry, in: world) }
      schedule(.turn, slot, retry, after: turn - world.now, in: world)
    case .turn: attempt(slot, retry, in: world)
    case .success:
      edge.acknowledge()
      topic.delivered.add(1, at: world.now)
      world.forget(slot)
    case .failure: tryAgain(slot, retry, retries, in: world)
    case .throttle: tryAgain(slot, retry, throttledRetries, in: world)
    case .refusal:
      if transport.isWeb { topic.failed.add(1, at: world.now) }
      giveUp(slot, for: .refused, in: world)
    case .answer: preconditionFailure("\(label) has an answer that says nothing")
    }
  }

  private func schedule(
    _ step: Step, _ slot: UInt32, _ retry: UInt32, after delay: TimeSpan, in world: World
  ) {
    world.calendar.schedule(
      Event(node: number, kind: step.rawValue, first: slot, second: retry), after: delay)
  }

  /// Hands a copy to the endpoint; what it says comes back as an event.
  private func attempt(_ slot: UInt32, _ retry: UInt32, in world: World) {
    if isDeactivated || mailRate?.take(at: world.now) == false {
      return withhold(slot, in: world)
    }
    let message = world.messages[slot]
    if let account {
      let parts = max(1, (world.size(of: message.kind) + 139) / 140)
      switch account.admit(parts, in: world) {
      case .granted: card.bill(0, units: parts)
      case .throttled: return schedule(.throttle, slot, retry, after: .zero, in: world)
      case .refused: return schedule(.refusal, slot, retry, after: .zero, in: world)
      }
    }
    if let server { return request(slot, retry, of: server, in: world) }
    let (step, time): (Step, TimeSpan) =
      switch answers.answer(message.name, retry, in: world) {
      case .done(let time): (.success, time)
      case .throttled(let time), .partly(let time, _): (.throttle, time)
      case .failed(let time, let retryable): (retryable ? .failure : .refusal, time)
      case .refused(let time), .unmet(let time, _): (.refusal, time)
      case .later: preconditionFailure("\(answers.label) does not answer \(label) at once")
      }
    let isInTime = time <= patience
    if step == .success { taken(slot, after: time, inTime: isInTime, in: world) }
    schedule(
      isInTime ? step : .failure, slot, retry, after: min(time, patience), in: world)
  }

  /// The endpoint does its work, whether or not anybody still waits for the answer.
  private func taken(_ slot: UInt32, after time: TimeSpan, inTime: Bool, in world: World) {
    var entry = BatchEntry(message: slot, receipt: 0)
    entry.outcome = .succeeded
    entry.end = world.now + time
    consumer.record(entry, in: world)
    world.traceWork(entry, of: consumer)
    if inTime { handedOver(slot, in: world) }
  }

  /// The endpoint has a copy, and says so in time.
  func handedOver(_ slot: UInt32, in world: World) {
    let message = world.messages[slot]
    if isBilledByAnswer { card.bill(0, units: 1) }
    edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
    edge.delivered(message.name, in: world)
  }

  private func tryAgain(
    _ slot: UInt32, _ retry: UInt32, _ retries: DeliveryRetries, in world: World
  ) {
    if transport.isWeb { topic.failed.add(1, at: world.now) }
    guard let delay = retries.delay(before: Int64(retry) + 1) else {
      return giveUp(slot, for: .retriesExhausted, in: world)
    }
    let name = world.messages[slot].name
    schedule(
      .arrival, slot, retry + 1, after: jitter.length(delay, for: name, retry + 1), in: world)
  }

  /// Sets a copy aside or drops it; on the web every failed attempt was counted before.
  private func giveUp(_ slot: UInt32, for loss: Edge.Loss, in world: World) {
    if !transport.isWeb { topic.failed.add(1, at: world.now) }
    deadLetters.take(slot, from: edge, for: loss, of: topic, in: world)
  }

  /// Lets nothing through any more: SNS deactivates a mailbox that gets too many letters.
  private func withhold(_ slot: UInt32, in world: World) {
    if !isDeactivated {
      isDeactivated = true
      world.episodes.note(Episode(.deactivated, node: number, from: world.now))
    }
    withheld?.add(1, at: world.now)
    edge.drop(.refused)
    world.forget(slot)
  }
}
