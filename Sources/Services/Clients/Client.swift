import Blueprints
import Documents
import Kernel
import Measures
import Programs

/// Sends messages as the scenario says, and tries again as its SDK does.
final class Client: Node {
  enum Kind: UInt16 { case arrival, retry, reply, user, giveUp, turn }

  /// A message that is not sent for good yet.
  struct Sending: BitwiseCopyable {
    var name: Name
    var journey: Instant
    var kind: UInt16
    var generation: UInt16
    var attempt: UInt32 = 0
    /// The user who waits for it; `none` where nobody does.
    var user: UInt32 = .max
    /// What its last retry took from the quota.
    var held: Int32 = 0
  }

  static let sends = Measure(
    "MessagesSent", .count, in: .messages, "Messages that the client meant to send.")
  static let failures = Measure(
    "SendsFailed", .count, in: .messages, role: .failure,
    "Messages that the client gave up to send.")
  static let retried = Measure(
    "SendsRetried", .count, in: .requests, role: .retry, "Attempts after the first.")
  static let forbidden = Measure(
    "RetriesForbidden", .count, in: .requests,
    "Retries that were not made because the retry quota was used up.")
  static let answers = Measure(
    "AnswerTime", .samples, in: .nanoseconds,
    "From the first attempt to the answer that ends the sending.")

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "client", title: "Client",
      summary: "Sends messages as the scenario says, and tries again as its SDK does.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.measures = [sends, failures, retried, forbidden, answers]
    return declaration
  }()

  let card: NodeCard
  let traffic: Traffic
  /// The mark that the names of its messages carry.
  let mark: Int
  /// What is sent; known once the target is.
  var kinds: MessageKinds!
  /// How the client's SDK tries again.
  var retries: RetryPolicy
  private var aim: Aim?
  private(set) var ordinal: UInt64 = 0
  /// The name, moment and kind of every message so far.
  private var arrived = Fingerprint()
  private var arrivals: ArrivalProcess
  let sendings = Slab<Sending>()
  private var generation: UInt16 = 0
  var users: ContiguousArray<UInt64> = []

  /// What holds attempts back; nil while nothing does, which is until the first retry at least,
  /// unless the client is adaptive.
  var brake: RetryBrake?
  /// Attempts that wait for the client's rate, and when the first may go.
  var line = AttemptLine()
  var turn = Instant.never
  /// Whether the request whose first message was last put off is tried again.
  var isRequestPaid = true

  private let backoff: Purpose
  let thinkPurpose: Purpose
  let repeatPurpose: Purpose
  private let sends: CountMeasure
  private let failures: CountMeasure
  private let retried: CountMeasure
  let forbidden: CountMeasure
  private let answers: SampleMeasure

  init(
    _ traffic: Traffic, _ kinds: MessageKinds? = nil, label: String, in world: World
  ) {
    self.kinds = kinds
    card = NodeCard(label, Self.declaration, in: world)
    self.traffic = traffic
    retries = traffic.retries
    mark = world.addClient(label)
    arrivals = ArrivalProcess(traffic, client: mark, label: label, in: world)
    backoff = world.purpose("backoff/\(label)")
    thinkPurpose = world.purpose("think/\(label)")
    repeatPurpose = world.purpose("repeat/\(label)")
    if traffic.goesByBody { world.goByBody(of: mark) }
    sends = world.count(Self.sends, at: label)
    failures = world.count(Self.failures, at: label)
    retried = world.count(Self.retried, at: label)
    forbidden = world.count(Self.forbidden, at: label)
    answers = world.samples(Self.answers, at: label)
  }

  /// Says where the messages go.
  func aim(at target: any Node, inlet: Int, in world: World) {
    aim = Aim(target: target, inlet: inlet, edge: world.addEdge(from: label, to: target.label))
  }

  /// What its target says of kinds of event that it always refuses.
  func refusals(of kinds: MessageKinds, in world: World) -> [String] {
    aim?.refusals(of: kinds, from: label, in: world) ?? []
  }

  /// Whether several messages of a batch travel in one request.
  var sharesRequests: Bool { traffic.batch > 1 && messagesPerRequest > 1 }
  /// How many messages one request takes at most.
  var messagesPerRequest: Int64 { aim?.messagesPerRequest ?? 1 }

  /// Whether it is known where messages go.
  var isAimed: Bool { aim != nil }

  func start(in world: World) {
    if retries.isAdaptive { brake = RetryBrake(retries, from: world.now) }
    if traffic.users == nil { scheduleArrival(in: world) } else { startUsers(in: world) }
  }

  func receive(_ event: Event, in world: World) {
    switch Kind(rawValue: event.kind) {
    case .arrival: arrive(in: world)
    case .retry: tryAgain(event, in: world)
    case .reply: answer(event, in: world)
    case .user: userActs(event.first, in: world)
    case .giveUp: userGivesUp(event, in: world)
    case .turn: takeTurns(in: world)
    case nil: preconditionFailure("\(label) got an event of kind \(event.kind)")
    }
  }

  func finish(in world: World) {
    world.note(
      Arrivals(
        of: mark, sends: arrived, kinds: kinds.numbers, waitsForAnswers: traffic.users != nil,
        in: world))
  }

  /// How many messages it meant to send, and how many of them it gave up.
  var sent: Int64 { sends.total }
  var lost: Int64 { failures.total }

  // MARK: Arrivals

  private func scheduleArrival(in world: World) {
    guard let due = arrivals.next(ordinal), due < traffic.end else { return }
    world.calendar.schedule(Event(node: card.number, kind: Kind.arrival.rawValue), at: due)
  }

  private func arrive(in world: World) {
    let first = ordinal
    ordinal &+= UInt64(traffic.batch)
    // The next arrival takes the place of this one at the head of the calendar.
    scheduleArrival(in: world)
    for number in first..<first + UInt64(traffic.batch) {
      send(Name(client: mark, ordinal: number), user: .max, in: world)
    }
  }

  // MARK: Sending

  /// Makes the first attempt to send a message.
  func send(_ name: Name, user: UInt32, in world: World) {
    sends.add(1, at: world.now)
    aim?.enter()
    let origin = origin(of: name)
    let kind = kinds.kind(of: origin)
    arrived.fold(
      UInt64(bitPattern: world.now.nanoseconds), origin.root, UInt64(kind &- kinds.first))
    generation = generation == .max ? 1 : generation + 1
    let sending = Sending(
      name: name, journey: world.now, kind: kind, generation: generation, user: user)
    if brake == nil {
      place(sending, slot: .max, in: world)
    } else {
      pace(sending, slot: .max, in: world)
    }
  }

  /// Makes an attempt; one that is not answered at once needs a slot to be remembered in.
  func place(_ sending: Sending, slot: UInt32, in world: World) {
    var slot = slot
    if slot == .max, aim?.answersAtOnce == false || sending.user != .max {
      slot = sendings.insert(sending)
      setPatience(sending, slot, in: world)
    }
    let reply = Event(
      node: card.number, kind: Kind.reply.rawValue, generation: sending.generation, first: slot)
    let request = sharesRequests ? request(of: sending, in: world) : nil
    let answer = aim?.call(
      sending, named: origin(of: sending.name), as: request, reply: reply, in: world)
    if brake != nil { hear(answer, about: sending, in: world) }
    switch answer {
    case .done(let time): finish(sending, slot, after: time, in: world)
    case .throttled(let time):
      postpone(sending, slot, after: time, throttled: true, in: world)
    case .failed(let time, let retryable):
      if retryable {
        postpone(sending, slot, after: time, throttled: false, in: world)
      } else {
        giveUp(sending, slot, for: .failed, after: time, in: world)
      }
    case .refused(let time): giveUp(sending, slot, for: .refused, after: time, in: world)
    case .later: break
    case nil: preconditionFailure("\(label) does not know where to send")
    }
  }

  private func finish(_ sending: Sending, _ slot: UInt32, after time: TimeSpan, in world: World) {
    guard let time = bear(time, sending, at: world.now) else {
      let left = patience - (world.now - sending.journey)
      return giveUp(sending, slot, for: .abandoned, after: left, in: world)
    }
    aim?.acknowledge()
    answers.record(world.now + time - sending.journey, at: world.now)
    close(sending, slot, after: time, in: world)
  }

  func giveUp(
    _ sending: Sending, _ slot: UInt32, for loss: Edge.Loss, after time: TimeSpan, in world: World
  ) {
    aim?.drop(loss)
    failures.add(1, at: world.now)
    close(sending, slot, after: time, in: world)
  }

  private func close(_ sending: Sending, _ slot: UInt32, after time: TimeSpan, in world: World) {
    if slot != .max {
      sendings[slot].generation = 0
      sendings.remove(slot)
    }
    if sending.user != .max { think(sending.user, after: time, in: world) }
  }

  /// Waits as the SDK does before the next attempt, or gives up after the last.
  private func postpone(
    _ sending: Sending, _ slot: UInt32, after time: TimeSpan, throttled: Bool, in world: World
  ) {
    var sending = sending
    sending.attempt += 1
    guard sending.attempt < retries.attempts,
      payment(for: &sending, throttled: throttled, in: world)
    else {
      return giveUp(sending, slot, for: throttled ? .throttled : .failed, after: time, in: world)
    }
    let kept = slot == .max ? sendings.insert(sending) : slot
    sendings[kept] = sending
    let delay = retries.delay(
      before: sending.attempt, throttled: throttled,
      word: backoff.word(
        for: sharesRequests ? head(of: sending.name) : sending.name, sending.attempt))
    world.calendar.schedule(
      Event(
        node: card.number, kind: Kind.retry.rawValue, generation: sending.generation, first: kept),
      after: time + delay)
  }

  private func tryAgain(_ event: Event, in world: World) {
    guard sendings[event.first].generation == event.generation else { return }
    retried.add(1, at: world.now)
    pace(sendings[event.first], slot: event.first, in: world)
  }

  private func answer(_ event: Event, in world: World) {
    guard sendings[event.first].generation == event.generation else { return }
    let sending = sendings[event.first]
    let reply = Reply(rawValue: event.second)
    if brake != nil, let reply { hear(reply, about: sending, in: world) }
    switch reply {
    case .done: finish(sending, event.first, after: .zero, in: world)
    case .throttled: postpone(sending, event.first, after: .zero, throttled: true, in: world)
    case .failed: postpone(sending, event.first, after: .zero, throttled: false, in: world)
    case .threw: giveUp(sending, event.first, for: .failed, after: .zero, in: world)
    case .refused, nil: giveUp(sending, event.first, for: .refused, after: .zero, in: world)
    }
  }
}
