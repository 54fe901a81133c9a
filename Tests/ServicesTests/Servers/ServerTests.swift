import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Documents
@testable import Programs
@testable import Services

/// A server with callers who write down what they hear and when.
private final class Counter {
  let stage = Stage()
  let server: Server
  let listener: Listener
  private lazy var edge = stage.world.addEdge(from: "test", to: "Payment")
  private var asked: UInt64 = 0

  init(_ yaml: String, does behavior: String? = nil, beside others: [String: String] = [:]) throws {
    listener = stage.add(Listener(in: stage.world))
    for (label, entry) in others.sorted(by: { $0.key < $1.key }) {
      let settings = try EndpointSettings(stage.document(entry), of: label)
      stage.add(Endpoint(settings, label: label, in: stage.world))
    }
    server = stage.add(
      Server(
        try ServerSettings(stage.document(yaml), of: "Payment"), label: "Payment", in: stage.world),
      does: behavior)
    try stage.begin()
  }

  /// Asks now, about a message of its own unless an ordinal is given.
  @discardableResult
  func ask(
    _ ordinal: UInt64? = nil, attempt: UInt32 = 0, until deadline: Instant = .never
  ) -> Answer {
    asked += 1
    var call = Call(
      inlet: 0, name: Name(client: 0, ordinal: ordinal ?? asked), kind: 0,
      journey: stage.world.now, size: 100, attempt: attempt, edge: edge.number,
      reply: Event(node: listener.number, kind: 0, first: UInt32(asked)))
    call.deadline = deadline
    return server.call(call, in: stage.world)
  }

  /// Lets time pass; what was heard, each with its moment in milliseconds.
  func heard(until seconds: Double) -> [String] {
    stage.run(to: seconds)
    return zip(listener.replies, listener.moments).map { "\($0) \($1.nanoseconds / 1_000_000)" }
  }
}

/// Takes answers, and knows whose they are.
private final class Listener: Node {
  let card: NodeCard
  var replies: [Reply] = []
  var moments: [Instant] = []
  var turns: [String] = []

  init(in world: World) {
    card = NodeCard(
      "listener",
      Declaration(
        type: "listener", title: "Listener", summary: "Takes answers.",
        identity: Identity(ref: "{name}", arn: "{name}")), in: world)
  }

  func receive(_ event: Event, in world: World) {
    guard let reply = Reply(rawValue: event.second) else {
      preconditionFailure("an answer says \(event.second)")
    }
    replies.append(reply)
    moments.append(world.now)
    turns.append("\(event.first) at \(world.now.nanoseconds / 1_000_000)")
  }
}

@Suite struct ServerTests {
  @Test func `as many requests are worked on as there are workers, and the others wait`() throws {
    let counter = try Counter("{latency: 100 ms, workers: 2}")
    for _ in 0..<5 { counter.ask() }
    #expect(counter.server.stations.meters.active.gauge.level == 2)
    #expect(counter.server.stations.meters.queued.gauge.level == 3)
    let heard = counter.heard(until: 1)
    #expect(heard == ["done 100", "done 100", "done 200", "done 200", "done 300"])
    #expect(counter.server.stations.answers.latencies.histogram.sum == 900_000_000)
    #expect(counter.stage.world.messages.count == 0 && !counter.server.isBusy)
  }

  @Test func `a server without workers works on everything at once`() throws {
    let counter = try Counter("{latency: 100 ms, cpus: 1}")
    for _ in 0..<50 { counter.ask() }
    #expect(counter.heard(until: 1) == Array(repeating: "done 100", count: 50))
  }

  @Test func `a full queue turns requests away at once`() throws {
    let counter = try Counter("{latency: 100 ms, workers: 1, queue: {capacity: 1}}")
    let answers = (0..<4).map { _ in counter.ask() }
    #expect(answers.map(\.isLater) == [true, true, false, false])
    #expect(answers[2].isThrottled && answers[2].time == .zero)
    #expect(counter.server.stations.answers.throttles.total == 2)
    #expect(counter.heard(until: 1) == ["done 100", "done 200"])
  }

  @Test func `a full queue that drops in silence never answers`() throws {
    let counter = try Counter("{latency: 100 ms, workers: 1, queue: {capacity: 0, drops: silent}}")
    #expect(counter.ask().isLater && counter.ask().isLater)
    #expect(counter.server.stations.answers.throttles.total == 1)
    #expect(counter.heard(until: 10) == ["done 100"])
    #expect(!counter.server.isBusy)
  }

  @Test(arguments: [
    ("fifo", ["1 at 1000", "2 at 2000", "3 at 3000", "4 at 4000"]),
    ("lifo", ["1 at 1000", "4 at 2000", "3 at 3000", "2 at 4000"]),
  ])
  func `the first that came has its turn first, or the last`(
    order: String, turns: [String]
  ) throws {
    let counter = try Counter("{workers: 1, queue: {order: \(order)}}", does: "{duration: 1 s}")
    for number in 0..<4 {
      counter.stage.run(to: Double(number) / 10)
      counter.ask()
    }
    _ = counter.heard(until: 5)
    #expect(counter.listener.turns == turns)
  }

  @Test func `what waits too long is dropped when its turn comes, if the server is told so`() throws
  {
    for (word, expired) in [("drop", Int64(2)), ("keep", 0)] {
      let counter = try Counter("{latency: 100 ms, workers: 1, queue: {expired: \(word)}}")
      for _ in 0..<4 { counter.ask(until: .start + .milliseconds(150)) }
      _ = counter.heard(until: 1)
      #expect(counter.server.stations.meters.expired.total == expired)
      #expect(counter.server.stations.answers.latencies.histogram.count == UInt64(4 - expired))
      #expect(!counter.server.isBusy && counter.stage.world.messages.count == 0)
    }
  }

  @Test func `rule 1: a worker is taken while its code waits for its own calls`() throws {
    let counter = try Counter(
      "{workers: 10}", does: "{duration: 10 ms, steps: [Request: Bank], retries: none}",
      beside: ["Bank": "{latency: 990 ms}"])
    // At 20 a second a worker is busy for a second: ten workers manage half of it.
    for number in 0..<200 {
      counter.stage.run(to: Double(number) / 20)
      counter.ask()
    }
    #expect(counter.server.stations.meters.active.gauge.level == 10)
    #expect(counter.server.stations.meters.queued.gauge.level >= 95)
    _ = counter.heard(until: 9.999)
    #expect((90...100).contains(counter.listener.replies.count))
  }

  @Test func `rule 2: timed-out work is done all the same`() throws {
    let counter = try Counter("{latency: 1 s, workers: 1}")
    let world = counter.stage.world
    let edge = world.addEdge(from: "Topic", to: "Payment")
    let slot = world.enter(edge, name: Name(client: 0, ordinal: 9), kind: 0, journey: .start)
    let reply = Event(node: counter.listener.number, kind: 0)
    for _ in 0..<2 {
      _ = counter.server.request(
        slot, attempt: 0, within: .milliseconds(300), reply: reply, in: world)
    }
    #expect(counter.heard(until: 0.5) == ["failed 300", "failed 300"])
    #expect(counter.server.stations.meters.active.gauge.level == 1)
    _ = counter.heard(until: 3)
    #expect(counter.server.stations.answers.latencies.histogram.count == 2)
    #expect(counter.listener.replies.count == 2 && world.messages.count == 1)
  }

  @Test func `computing shares the cores, and waiting needs none`() throws {
    let counter = try Counter("{cpus: 1}", does: "{duration: 10 ms, waits: 50 ms}")
    for _ in 0..<2 { counter.ask() }
    #expect(counter.heard(until: 1) == ["done 70", "done 70"])
    let cores = counter.server.stations.runner.processors[0]
    #expect(cores.busyTime(in: counter.stage.world) == 20_000_000)
  }

  @Test func `without cores both just take time`() throws {
    let counter = try Counter("{workers: 9}", does: "{duration: 10 ms, steps: [wait: 50 ms]}")
    for _ in 0..<2 { counter.ask() }
    #expect(counter.heard(until: 1) == ["done 60", "done 60"])
  }

  @Test func `slow cores slow down what has begun, and what waits waits as long`() throws {
    let counter = try Counter("{cpus: 1}", does: "{duration: 10 ms, steps: [wait: 50 ms]}")
    counter.ask()
    counter.stage.run(to: 0.005)
    counter.server.apply(.slow(10), in: counter.stage.world)
    #expect(counter.heard(until: 1) == ["done 105"])
    counter.server.apply(.slow(1), in: counter.stage.world)
    counter.ask()
    #expect(counter.heard(until: 2).last == "done 1060")
  }

  @Test func `a slow server without cores computes longer from then on`() throws {
    let counter = try Counter("{latency: 10 ms, workers: 9}", does: "{duration: 10 ms}")
    counter.server.apply(.slow(3), in: counter.stage.world)
    counter.ask()
    #expect(counter.heard(until: 1) == ["done 60"])
  }

  @Test func `the share of cores that is busy is gauged in percent`() throws {
    let counter = try Counter("{cpus: 4}", does: "{duration: 100 ms}")
    for _ in 0..<3 { counter.ask() }
    counter.stage.run(to: 0.2)
    let found = counter.stage.world.instruments.first { $0.measure.name == "CPUUtilization" }
    guard case .gauge(let gauge)? = found?.keeper else {
      Issue.record("there is no gauge")
      return
    }
    #expect(gauge.gauge.maximum == 75 && gauge.gauge.level == 0)
    #expect(gauge.gauge.mean(upTo: counter.stage.world.now) == 37.5)
  }

  @Test func `a share fails or is refused before the code, and code that throws fails`() throws {
    let failing = try Counter("{latency: 1 ms, fails: 100 %, workers: 1}", does: "{duration: 1 s}")
    failing.ask()
    #expect(failing.heard(until: 5) == ["failed 1"])
    let refusing = try Counter("{latency: 1 ms, rejects: 100 %, workers: 1}")
    refusing.ask()
    #expect(refusing.heard(until: 5) == ["refused 1"])
    let throwing = try Counter("{workers: 1}", does: "{duration: 5 ms, fails: 100 %}")
    throwing.ask()
    #expect(throwing.heard(until: 5) == ["failed 5"])
    #expect(throwing.server.stations.answers.failures.total == 1)
  }

  @Test func `what is asked again is done with other draws`() throws {
    let counter = try Counter("{workers: 99}", does: "{duration: {exponential: 100 ms}}")
    for attempt in 0..<20 { counter.ask(7, attempt: UInt32(attempt)) }
    _ = counter.heard(until: 60)
    #expect(Set(counter.listener.moments.map(\.nanoseconds)).count == 20)
  }

  @Test func `faults stop a server, fail requests and turn them away`() throws {
    let counter = try Counter("{latency: 10 ms, workers: 9}")
    let world = counter.stage.world
    counter.ask()
    counter.server.apply(.stop(true), in: world)
    #expect(counter.ask().isRetryable)
    counter.server.apply(.stop(false), in: world)
    counter.server.apply(.throttle(1), in: world)
    #expect(counter.ask().isThrottled)
    counter.server.apply(.throttle(0), in: world)
    counter.server.apply(.fail(1), in: world)
    #expect(counter.ask().isLater)
    #expect(counter.heard(until: 1).sorted() == ["done 10", "failed 10"])
  }

  @Test func `saturation and throttling are dated`() throws {
    let counter = try Counter("{latency: 1 s, workers: 1, queue: {capacity: 1}}")
    counter.stage.run(to: 5)
    for _ in 0..<3 { counter.ask() }
    counter.stage.run(to: 60)
    counter.server.finish(in: counter.stage.world)
    let episodes = counter.stage.world.episodes.episodes
    #expect(episodes.map(\.kind) == [.saturated, .throttling])
    #expect(episodes[0].begin == .start + .seconds(5) && episodes[0].end == .start + .seconds(7))
  }

  @Test func `a copy that is offered belongs to the server, or stays where it is`() throws {
    let counter = try Counter("{latency: 1 s, workers: 1, queue: {capacity: 0}}")
    let world = counter.stage.world
    let edge = world.addEdge(from: "Topic", to: "Payment")
    let answers = (0..<2).map { ordinal in
      counter.server.offer(
        world.enter(edge, name: Name(client: 0, ordinal: ordinal), kind: 0, journey: .start),
        in: world)
    }
    #expect(answers == [.accepted, .throttled] && world.messages.count == 2)
    counter.stage.run(to: 2)
    #expect(world.messages.count == 1)
  }

  @Test(arguments: [
    ("{wrkers: 5}", "Payment has no wrkers → did you mean workers?"),
    ("{workers: 0}", "workers is 0, out of range → choose from 1 to 1000000"),
    ("{cpus: 9999}", "cpus is 9999, out of range → choose from 1 to 4096"),
    (
      "{queue: {capacity: 5}}",
      "Payment has a queue, and any number of workers → say how many requests are worked on at "
        + "once, for example workers: 50"
    ),
    (
      "{workers: 1, queue: 5}",
      "the queue of Payment must say how it keeps requests waiting, and is a number → for "
        + "example {capacity: 200, order: fifo, drops: rejects}"
    ),
    (
      "{workers: 1, queue: {size: 5}}",
      "the queue of Payment has no size → known are capacity, order, drops, expired"
    ),
    (
      "{workers: 1, queue: {capacity: 99999999}}",
      "capacity is 99999999, out of range → choose from 0 to 10000000"
    ),
    (
      "{workers: 1, queue: {order: random}}",
      "order is fifo or lifo, and not random → write order: fifo, or order: lifo"
    ),
    (
      "{workers: 1, queue: {drops: loudly}}",
      "drops is rejects or silent, and not loudly → write drops: rejects, or drops: silent"
    ),
    (
      "{workers: 1, queue: {expired: never}}",
      "expired is keep or drop, and not never → write expired: keep, or expired: drop"
    ),
  ])
  func `a slip in a server is named`(yaml: String, error: String) {
    let stage = Stage()
    #expect(slip { _ = try ServerSettings(stage.document(yaml), of: "Payment") } == error)
  }
}
