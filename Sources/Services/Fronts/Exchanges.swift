import Blueprints
import Kernel
import Programs

/// A request that a front passed on, from its arrival to the answer.
struct Exchange: BitwiseCopyable {
  /// The event that brings the answer to whoever asked.
  var reply: Event
  /// What the request is about.
  var name: Name
  /// How often it was tried before.
  var attempt: UInt32
  var came: Instant
  /// The edge along which it was passed on.
  var edge: UInt32
  /// Where it was passed to, in numbers of the front's own: a group or a route, and who in there.
  var route: UInt32
  var target: UInt32
  /// The wait for its answer.
  var wait: UInt32 = .max
}

/// The requests that a front has passed on and that are not answered yet, each with the end of the
/// time that the front waits.
///
/// An answer that comes when nobody waits for it any longer is counted and dropped: whoever works
/// behind the front works on.
final class Exchanges {
  private let slab = Slab<Exchange>()
  private let waits = Waits()
  private let node: UInt32
  /// The kinds of the events that bring answers, and that say that a time is over.
  private let kinds: (answer: UInt16, patience: UInt16)
  /// Answers that came too late.
  private(set) var lateReplies: Int64 = 0

  /// None, at the node of a number.
  init(of node: UInt32, answer: UInt16, patience: UInt16) {
    self.node = node
    kinds = (answer, patience)
  }

  /// How many are open.
  var count: Int { slab.count }

  /// Adds a line of those who wait equally long; its number.
  func addLine() -> UInt32 { waits.addLine() }

  /// Passes a call on as the exchange says, and waits in a line for the answer until a moment.
  ///
  /// - Parameter send: Makes the call; it is told by which event the answer comes.
  func open(
    _ exchange: Exchange, in line: UInt32, until end: Instant, in world: World,
    _ send: (Event) -> Answer
  ) {
    let slot = slab.insert(exchange)
    slab[slot].wait = waits.begin(slot, in: line, until: end)
    waits.set(line, node: node, kind: kinds.patience, in: world)
    let edge = world.edge(exchange.edge)
    edge.enter()
    edge.attempt(isRetry: false)
    var reply = waits.reply(to: slab[slot].wait, node: node, kind: kinds.answer)
    guard let (said, time) = send(reply).spoken else { return }
    reply.second = (said.isFinal ? Reply.refused : said.reply).rawValue
    world.calendar.schedule(reply, after: time)
  }

  /// Takes an answer; nil where it comes too late, or gets lost on its way.
  func take(_ event: Event, in world: World) -> (exchange: Exchange, reply: Reply)? {
    guard let wait = waits.slot(of: event) else {
      lateReplies += 1
      return nil
    }
    guard !world.edge(slab[waits.owner(of: wait)].edge).loses(event, in: world) else { return nil }
    guard let reply = Reply(rawValue: event.second) else {
      preconditionFailure("an answer says \(event.second)")
    }
    return (close(waits.owner(of: wait)), reply)
  }

  /// Takes the first exchange of a line whose time is over, for the event that says so.
  func takeOverdue(in line: UInt32, in world: World) -> Exchange? {
    defer { waits.set(line, node: node, kind: kinds.patience, in: world) }
    guard let wait = waits.overdue(in: line, at: world.now) else { return nil }
    let exchange = close(waits.owner(of: wait))
    world.edge(exchange.edge).timeOut()
    return exchange
  }

  private func close(_ slot: UInt32) -> Exchange {
    let exchange = slab[slot]
    waits.end(exchange.wait)
    slab.remove(slot)
    return exchange
  }
}

extension World {
  /// Draws an edge along which a front passes requests on.
  func addPassage(from front: String, to label: String) -> Edge {
    let edge = addEdge(from: front, to: label)
    edge.takesCalls()
    return edge
  }
}

extension Exchange {
  /// Ends the copy on its edge and answers whoever asked, after a time.
  func answer(
    _ status: HTTPStatus, lost loss: Edge.Loss?, after time: TimeSpan, in world: World
  ) {
    let edge = world.edge(edge)
    if let loss { edge.drop(loss) } else { edge.acknowledge() }
    if world.isTraced(name) {
      world.traceAnswer(name, along: edge, as: loss.map { .init($0) } ?? .done, after: time)
    }
    var event = reply
    event.second = status.reply.rawValue
    world.calendar.schedule(event, after: time)
  }
}
