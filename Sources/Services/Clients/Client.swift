import Blueprints
import Documents
import Kernel
import Measures
import Programs

/// Sends messages as the scenario says, and tries again as its SDK does.
final class Client: Node {
  enum Kind: UInt16 { case arrival, retry, reply, user, giveUp, turn, answer, patience }

  /// A message that is not sent for good yet.
  struct Sending: BitwiseCopyable {
    var name: Name
    var journey: Instant
    var kind: UInt16
    var generation: UInt16
    var attempt: UInt32 = 0
    /// The user who waits for it; `.max` where nobody does.
    var user: UInt32 = .max
    /// What its last retry took from the quota.
    var held: Int32 = 0
    /// Its wait for an answer; `.max` where it waits for none with an end.
    var wait: UInt32 = .max
    /// What the breaker let its attempt through with.
    var ticket: UInt16 = 0
  }

  static let sends = Measure(
    "MessagesSent", .count, in: .messages, role: .offered, "Messages that the client meant to send."
  )
  static let failures = Measure(
    "SendsFailed", .count, in: .messages, role: .failure,
    "Messages that the client gave up to send.")
  static let retried = Measure(
    "SendsRetried", .count, in: .requests, role: .retry, "Attempts after the first.")
  static let forbidden = Measure(
    "RetriesForbidden", .count, in: .requests, role: .retry,
    "Retries that were not made because quota or budget was used up.")
  static let answers = Measure(
    "AnswerTime", .samples, in: .nanoseconds, role: .response,
    "From the first attempt to the good answer; sends that failed have none.")
  static let repeated = Measure(
    "MessagesRepeated", .count, in: .messages,
    "Of what it sent, what repeats the message before.")
  static let lateAnswers = Measure(
    "LateAnswers", .count, in: .requests, "Answers that came when nobody waited any longer.")

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "client", title: "Client",
      summary: "Sends messages as the scenario says, and tries again as its SDK does.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .person
    declaration.authority = .elsewhere
    declaration.measures = [sends, repeated, failures, retried, forbidden, answers, lateAnswers]
    return declaration
  }()

  let card: NodeCard
  let traffic: Traffic
  /// The mark that the names of its messages carry.
  let mark: Int
  /// What is sent; known once the target is.
  var kinds: MessageKinds!
  /// How the client's SDK tries again.
  var retries = RetryPolicy.none
  var aim: Aim?
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
  /// The answers that are waited for with an end.
  let waits = Waits()
  /// Answers that came after it had stopped waiting for them; nil where it waits for ever.
  let lateAnswers: CountMeasure?
  /// What retries are paid from: one for all, or one for each user; empty where they are free.
  var budgets: ContiguousArray<RetryBudget> = []
  /// What keeps it from a target that fails; nil where nothing does.
  var breaker: CircuitBreaker?
  /// Whether attempts are watched at all.
  let isWatched: Bool
  /// Whether the request whose first message was last put off is tried again.
  var isRequestPaid = true

  let backoff: Purpose
  let thinkPurpose: Purpose
  let repeatPurpose: Purpose
  let sends: CountMeasure
  private let failures: CountMeasure
  let retried: CountMeasure
  let forbidden: CountMeasure
  private let answers: SampleMeasure
  /// Its sends that repeat the one before; nil where none does.
  private let repeated: CountMeasure?

  init(
    _ traffic: Traffic, _ kinds: MessageKinds? = nil, label: String, in world: World
  ) {
    self.kinds = kinds
    card = NodeCard(label, Self.declaration, in: world)
    self.traffic = traffic
    _ = waits.addLine()
    let purses = traffic.users.map { Int($0.count) } ?? 1
    if let said = traffic.terms.budget {
      budgets = ContiguousArray(repeating: said.value, count: purses)
    }
    isWatched = traffic.terms.timeout != .forever || traffic.terms.breaker != nil
    let endsWaiting = isWatched || traffic.users.map { $0.patience != .forever } ?? false
    lateAnswers = endsWaiting ? world.count(Self.lateAnswers, at: label) : nil
    breaker = traffic.terms.breaker.map { CircuitBreaker($0.value) }
    mark = world.addClient(label)
    arrivals = ArrivalProcess(traffic, client: mark, label: label, in: world)
    backoff = world.purpose("backoff/\(label)")
    thinkPurpose = world.purpose("think/\(label)")
    repeatPurpose = world.purpose("repeat/\(label)")
    if traffic.goesByBody { world.goByBody(of: mark) }
    if traffic.repeats != .never { world.knowMessagesByName() }
    sends = world.count(Self.sends, at: label)
    failures = world.count(Self.failures, at: label)
    retried = world.count(Self.retried, at: label)
    forbidden = world.count(Self.forbidden, at: label)
    answers = world.samples(Self.answers, at: label)
    repeated = traffic.repeats == .never ? nil : world.count(Self.repeated, at: label)
  }

  /// Says where the messages go.
  func aim(at target: any Node, inlet: Int, way: UInt16 = 0, in world: World) {
    if let said = traffic.terms.retries {
      retries = said.policy(dynamoDB: target.card.declaration.retryFamily == .dynamoDB)
    }
    aim = Aim(
      target: target, inlet: inlet, way: way, edge: world.addEdge(from: label, to: target.label))
  }

  /// Counts an attempt to which no answer came in time.
  func countTimeout() { aim?.timeOut() }

  /// Whether an answer gets lost that arrives now.
  func loses(_ answer: Event, in world: World) -> Bool {
    aim?.loses(answer, patience: socketPatience, in: world) == true
  }

  /// What its target says of kinds of event that it always refuses.
  func refusals(of kinds: MessageKinds, in world: World) -> [String] {
    aim?.refusals(of: kinds, from: label, in: world) ?? []
  }

  /// Whether several messages of a batch travel in one request.
  var sharesRequests: Bool { traffic.batch > 1 && messagesPerRequest > 1 }
  /// How many messages one request takes at most.
  var messagesPerRequest: Int64 { aim?.messagesPerRequest ?? 1 }

  /// Who gets the messages, once that is known.
  var targetLabel: String? { aim?.label }

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
    case .answer: answerWatched(event, in: world)
    case .patience: losePatience(in: world)
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
    if !budgets.isEmpty { budgets[budgets.count == 1 ? 0 : Int(user)].earn() }
    let origin = origin(of: name)
    if origin != name { repeated?.add(1, at: world.now) }
    world.traceSending(origin)
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
    guard !isWatched else { return placeWatched(sending, slot: slot, in: world) }
    var slot = slot
    if slot == .max, aim?.answersAtOnce == false || sending.user != .max {
      slot = remember(sending, in: world)
    }
    let reply = Event(
      node: card.number, kind: Kind.reply.rawValue, generation: sending.generation, first: slot)
    let answer = attempt(sending, reply: reply, in: world)
    settle(answer, sending, slot, in: world)
  }

  /// Gives a sending a slot.
  func remember(_ sending: Sending, in world: World) -> UInt32 {
    let slot = sendings.insert(sending)
    setPatience(sending, slot, in: world)
    return slot
  }

  /// Goes on with what an attempt was answered at once.
  @inline(__always)
  func settle(_ answer: Answer?, _ sending: Sending, _ slot: UInt32, in world: World) {
    if brake != nil { hear(answer, about: sending, in: world) }
    switch answer {
    case .done(let time): finish(sending, slot, after: time, in: world)
    case .throttled(let time), .partly(let time, _):
      postpone(sending, slot, after: time, lost: .throttled, in: world)
    case .failed(let time, let retryable):
      if retryable {
        postpone(sending, slot, after: time, lost: .failed, in: world)
      } else {
        giveUp(sending, slot, for: .failed, after: time, in: world)
      }
    case .refused(let time), .unmet(let time, _):
      giveUp(sending, slot, for: .refused, after: time, in: world)
    case .later: break
    case nil: preconditionFailure("\(label) does not know where to send")
    }
  }

  @inline(__always)
  func attempt(_ sending: Sending, reply: Event, in world: World) -> Answer? {
    if sending.attempt > 0 { retried.add(1, at: world.now) }
    let name = origin(of: sending.name)
    let request = sharesRequests ? request(of: sending, in: world) : nil
    return aim?.call(
      sending, named: name, as: request,
      until: propagatesDeadline ? end(of: sending, at: world.now) : .never,
      patience: socketPatience, reply: reply, in: world)
  }

  private func finish(_ sending: Sending, _ slot: UInt32, after time: TimeSpan, in world: World) {
    guard let time = bear(time, sending, at: world.now) else {
      return giveUp(sending, slot, for: .abandoned, after: time, in: world)
    }
    aim?.acknowledge()
    trace(sending, as: .done, after: time, in: world)
    answers.record(world.now + time - sending.journey, at: world.now)
    close(sending, slot, after: time, in: world)
  }

  func giveUp(
    _ sending: Sending, _ slot: UInt32, for loss: Edge.Loss, after time: TimeSpan, in world: World
  ) {
    failures.add(1, at: world.now)
    guard bear(time, sending, at: world.now) != nil else {
      // Who waits for the answer is gone before it comes, whatever it says.
      aim?.drop(.abandoned)
      trace(
        sending, as: .abandoned, after: patience - (world.now - sending.journey), isFinal: true,
        in: world)
      return close(
        sending, slot, after: patience - (world.now - sending.journey), in: world)
    }
    aim?.drop(loss)
    trace(sending, as: .init(loss), after: time, isFinal: true, in: world)
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
  func postpone(
    _ sending: Sending, _ slot: UInt32, after time: TimeSpan, lost loss: Edge.Loss,
    in world: World
  ) {
    var sending = sending
    sending.attempt += 1
    guard sending.attempt < retries.attempts,
      payment(for: &sending, after: loss, in: world)
    else {
      return giveUp(sending, slot, for: loss, after: time, in: world)
    }
    trace(sending, as: .init(loss), after: time, in: world)
    let kept = slot == .max ? sendings.insert(sending) : slot
    sendings[kept] = sending
    let name = sharesRequests ? head(of: sending.name) : sending.name
    let delay = retries.delay(before: sending.attempt, throttled: loss == .throttled) { retry in
      backoff.word(for: name, retry)
    }
    world.calendar.schedule(
      Event(
        node: card.number, kind: Kind.retry.rawValue, generation: sending.generation, first: kept),
      after: time + delay)
  }

  private func tryAgain(_ event: Event, in world: World) {
    guard sendings[event.first].generation == event.generation else { return }
    pace(sendings[event.first], slot: event.first, in: world)
  }

  private func answer(_ event: Event, in world: World) {
    guard sendings[event.first].generation == event.generation else {
      lateAnswers?.add(1, at: world.now)
      return
    }
    guard let reply = Reply(rawValue: event.second) else {
      preconditionFailure("an answer says \(event.second)")
    }
    guard !loses(event, in: world) else { return }
    take(reply, event.first, in: world)
  }

  /// Goes on with an answer that has come.
  ///
  /// - Parameter isFinal: Whether trying again cannot help, though the attempt failed.
  func take(_ reply: Reply, isFinal: Bool = false, _ slot: UInt32, in world: World) {
    let sending = sendings[slot]
    if brake != nil { hear(reply, about: sending, in: world) }
    switch reply {
    case .done: finish(sending, slot, after: .zero, in: world)
    case .throttled: postpone(sending, slot, after: .zero, lost: .throttled, in: world)
    case .failed where !isFinal: postpone(sending, slot, after: .zero, lost: .failed, in: world)
    case .threw where retries.retriesWhatThrew:
      postpone(sending, slot, after: .zero, lost: .failed, in: world)
    case .failed, .threw: giveUp(sending, slot, for: .failed, after: .zero, in: world)
    case .refused: giveUp(sending, slot, for: .refused, after: .zero, in: world)
    case .unanswered:
      countTimeout()
      postpone(sending, slot, after: .zero, lost: .timedOut, in: world)
    }
  }
}
