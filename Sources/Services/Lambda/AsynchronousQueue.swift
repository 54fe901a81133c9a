import Blueprints
import Documents
import Kernel
import Measures

/// The queue in which a function keeps its asynchronous events until one run of each succeeded or
/// it is given up.
///
/// A run that fails is repeated after one and two minutes. An event that is turned away is tried
/// again, later each time, up to the maximum age, and that counts as no retry. What is given up
/// goes to the on-failure destination and the dead-letter queue.
final class AsynchronousQueue {
  /// An event on its way through the queue.
  struct Waiting: BitwiseCopyable {
    var message: UInt32
    /// The messages that are one event with the first.
    var others = Batch()
    /// Runs that failed.
    var failures: UInt32 = 0
    /// Attempts in all, those turned away included.
    var attempts: UInt32 = 0
    /// Attempts turned away since the last run.
    var throttled: UInt32 = 0
    /// How many requests a run with it is billed as.
    var requests: Int64
    /// The name that it came by.
    var address: FunctionAddress
  }

  let edge: Edge
  let waiting = Slab<Waiting>()
  let delay: DrawnTime
  let retryDelay: TimeSpan
  let retryJitter: Distribution
  let throttleDelay: TimeSpan
  let throttleCap: TimeSpan
  let throttleJitter: Double
  /// The terms of each name of the function; the first are those of the function itself.
  private(set) var terms: ContiguousArray<AsynchronousTerms>
  /// Where an event goes that was given up, whatever name it came by.
  private(set) var deadLetters: Outlet?
  private let maximumAge: TimeSpan
  private let duplicateOdds: Odds
  private let duplicatePurpose: Purpose
  let retryPurpose: Purpose

  /// A node that takes what leaves the queue, and the edge to it.
  struct Outlet {
    var node: any Node
    var edge: Edge
  }

  init(label: String, in world: World) {
    let calibration = world.calibration
    edge = world.addEdge(from: Edge.queue(of: label), to: label)
    delay = DrawnTime(FunctionParameters.asyncDelay, for: "delivery/\(label)", in: world)
    retryDelay = calibration.span(FunctionParameters.retryDelay)
    retryJitter = calibration.time(FunctionParameters.retryJitter)
    throttleDelay = calibration.span(FunctionParameters.throttleDelay)
    throttleJitter = calibration.real(FunctionParameters.throttleJitter)
    throttleCap = calibration.span(FunctionParameters.throttleCap)
    maximumAge = calibration.span(FunctionParameters.maximumAge)
    retryPurpose = world.purpose("retry/\(label)")
    duplicateOdds = Odds(share: calibration.real(FunctionParameters.asyncDuplicates))
    duplicatePurpose = world.purpose("duplicate/\(label)")
    terms = [AsynchronousTerms(AsynchronousTerms.latest, maximumAge: maximumAge)]
  }

  /// Finds the dead-letter queue of the function.
  func connect(_ function: Function, at site: Site) throws(InputError) {
    guard let target = function.settings.deadLetterConfig?.target else { return }
    let node = try site.receiver(target, as: "an SQS queue or an SNS topic")
    try FIFORules.refuseFIFO(node, for: "dead letters of a function", at: target.place)
    let outlet = Outlet(
      node: node, edge: outgoing(to: node, of: function, in: site.world))
    edge.setsAside(along: outlet.edge)
    deadLetters = outlet
  }

  /// The edge to a node that gets records or dead letters, which is one for all of them.
  func outgoing(to node: any Node, of function: Function, in world: World) -> Edge {
    let destinations = terms.flatMap { [$0.onFailure, $0.onSuccess] }.compactMap { $0 }
    return destinations.first { $0.node === node }?.edge
      ?? world.addEdge(from: function.label, to: node.label)
  }

  /// Says where the events go that are given up.
  func nameOutlets() {
    var places = deadLetters == nil ? [] : ["the dead-letter queue"]
    for destination in terms.compactMap({ $0.onFailure })
    where !places.contains(destination.words) {
      places.append(destination.words)
    }
    if !places.isEmpty { edge.setsAside(to: places.joined(separator: " and ")) }
  }

  /// Lets go of everything that takes what leaves the queue: the run is over.
  func closeOutlets() {
    deadLetters = nil
    for number in terms.indices { (terms[number].onFailure, terms[number].onSuccess) = (nil, nil) }
  }

  /// Takes a copy that came along a wire.
  func adopt(_ slot: UInt32, of function: Function, in world: World) {
    world.move(slot, to: edge)
    let size = world.size(of: world.messages[slot].kind)
    enqueue(slot, of: size, for: function, in: world)
  }

  /// Takes copies that came along a wire and are one event together; there is at least one.
  func adopt(_ slots: ContiguousArray<UInt32>, of function: Function, in world: World) {
    var (others, size) = (Batch(), Int64(0))
    for slot in slots {
      world.move(slot, to: edge)
      size += world.size(of: world.messages[slot].kind)
      if slot != slots[0] { others.append(slot, receipt: 0, in: world) }
    }
    enqueue(slots[0], with: others, of: size, for: function, in: world)
  }

  /// Takes what a caller sends.
  func take(_ call: Call, of function: Function, in world: World) {
    let slot = world.enter(edge, name: call.name, kind: call.kind, journey: call.journey)
    enqueue(slot, of: call.size, for: function, in: world)
  }

  private func enqueue(
    _ slot: UInt32, with others: Batch = Batch(), of size: Int64, for function: Function,
    in world: World
  ) {
    function.meters.asyncReceived.add(1, at: world.now)
    let event = Waiting(
      message: slot, others: others, requests: Self.requests(for: size),
      address: function.address)
    let name = world.messages[slot].name
    let entry = waiting.insert(event)
    schedule(entry, after: delay.length(for: name), of: function, in: world)
    guard duplicateOdds != .never, duplicateOdds.happens(duplicatePurpose.word(for: name, 0)) else {
      return
    }
    var twin = event
    twin.message = world.duplicate(slot, on: edge)
    twin.others = Batch()
    forEachMessage(of: entry, in: world) { other in
      guard other != slot else { return }
      twin.others.append(world.duplicate(other, on: edge), receipt: 0, in: world)
    }
    schedule(waiting.insert(twin), after: delay.length(for: name, 1), of: function, in: world)
  }

  /// Does something with each message of an event, in order.
  func forEachMessage(of entry: UInt32, in world: World, _ work: (UInt32) -> Void) {
    let event = waiting[entry]
    work(event.message)
    var other = event.others.first
    while other != .max {
      let (message, next) = (world.batches[other].message, world.batches[other].next)
      work(message)
      other = next
    }
  }

  /// Ends an event, whose messages were seen to.
  func remove(_ entry: UInt32, in world: World) {
    waiting[entry].others.dissolve(in: world)
    waiting.remove(entry)
  }

  /// How many requests a run with an event of so many bytes is billed as: one for 256 KB, and one
  /// for each 64 KB more that are begun.
  private static func requests(for size: Int64) -> Int64 {
    1 + max(0, (size - (256 << 10) + (64 << 10) - 1) / (64 << 10))
  }

  /// The number of the terms for a name of the function; those that nobody set are as usual.
  func number(of qualifier: String) -> Int {
    if let known = terms.firstIndex(where: { $0.qualifier == qualifier }) { return known }
    terms.append(AsynchronousTerms(qualifier, maximumAge: maximumAge))
    return terms.count - 1
  }

  /// Changes the terms for a name of the function.
  func change(_ qualifier: String, _ change: (inout AsynchronousTerms) -> Void) {
    change(&terms[number(of: qualifier)])
  }

  /// The terms of an event that waits.
  func terms(of entry: UInt32) -> AsynchronousTerms { terms[waiting[entry].address.terms] }

  /// Has the function try an event after a time.
  func schedule(
    _ entry: UInt32, after wait: TimeSpan, of function: Function, in world: World
  ) {
    world.calendar.schedule(
      Event(node: function.number, kind: Function.Kind.attempt.rawValue, first: entry),
      after: wait)
  }

  /// How long an event waits that was turned away: doubling, and somewhat more, up to the cap.
  func throttleWait(_ entry: UInt32, in world: World) -> TimeSpan {
    let doublings = min(waiting[entry].throttled - 1, 20)
    let doubled = throttleDelay * (1 << Int64(doublings))
    let name = world.messages[waiting[entry].message].name
    let word = retryPurpose.word(for: name, waiting[entry].attempts)
    let wait = Double(doubled.nanoseconds) * (1 + throttleJitter * unit(word))
    return min(TimeSpan(rounding: wait), throttleCap)
  }

  /// How long an event waits whose run failed for the n-th time.
  func failureWait(_ entry: UInt32, in world: World) -> TimeSpan {
    let name = world.messages[waiting[entry].message].name
    let word = retryPurpose.word(for: name, waiting[entry].attempts)
    return retryDelay * Int64(waiting[entry].failures) + retryJitter.timeSpan(at: word)
  }
}
