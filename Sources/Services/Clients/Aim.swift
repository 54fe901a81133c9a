import Blueprints
import Kernel

/// Where the messages of a client go.
///
/// It is borrowed and never copied, so sending counts no references.
struct Aim: ~Copyable {
  private let target: any Node
  /// Who is called.
  var label: String { target.label }
  private let inlet: Int
  private let way: UInt16
  private let edge: Edge
  /// How many messages one request takes at most.
  let messagesPerRequest: Int64

  init(target: any Node, inlet: Int, way: UInt16, edge: Edge) {
    self.target = target
    self.inlet = inlet
    self.way = way
    self.edge = edge
    edge.takesCalls()
    messagesPerRequest = target.card.declaration.inlets[inlet].messagesPerRequest
  }

  var answersAtOnce: Bool { target.answersAtOnce && edge.hazard == nil }

  /// Whether an answer gets lost that arrives now.
  borrowing func loses(_ answer: Event, patience: TimeSpan, in world: World) -> Bool {
    edge.loses(answer, patience: patience, in: world)
  }

  borrowing func enter() { edge.enter() }

  borrowing func acknowledge() { edge.acknowledge() }

  borrowing func timeOut() { edge.timeOut() }

  borrowing func drop(_ loss: Edge.Loss) { edge.drop(loss) }

  /// The attempt made last ends.
  borrowing func trace(
    _ name: Name, as ending: TraceSpan.Ending, after time: TimeSpan, isFinal: Bool,
    in world: World
  ) {
    world.traceAnswer(name, along: edge, as: ending, after: time, isFinal: isFinal)
  }

  /// What the target says of kinds of event that it always refuses, as sentences.
  borrowing func refusals(
    of kinds: MessageKinds, from label: String, in world: World
  ) -> [String] {
    guard let bus = target as? EventBus else { return [] }
    var refusals: [String] = []
    for number in kinds.numbers {
      do throws(EventSlip) {
        _ = try EventEntry(
          world.kinds[Int(number)], from: label, partner: bus.settings.partner)
      } catch {
        refusals.append(
          "\(target.label) refuses what \(label) sends: \(error.code), \(error.message.dropLast())")
      }
    }
    return refusals
  }

  /// Makes an attempt to send a message.
  ///
  /// - Parameter name: What the message is called, which is that of another one where it repeats
  ///   that.
  /// - Parameter deadline: Until when the client waits, if it says so.
  /// - Parameter patience: How long its socket waits, where nothing else ends the wait.
  borrowing func call(
    _ sending: Client.Sending, named name: Name, as request: SharedRequest?,
    until deadline: Instant, patience: TimeSpan, reply: Event, in world: World
  ) -> Answer {
    edge.attempt(isRetry: sending.attempt > 0)
    var call = Call(
      inlet: inlet, name: name, kind: sending.kind, journey: sending.journey,
      size: world.size(of: sending.kind), attempt: sending.attempt, edge: edge.number,
      reply: reply)
    if let request { call.request = request }
    call.deadline = deadline
    call.way = way
    if world.isTraced(name) { world.traceCall(call, along: edge, tried: sending.attempt) }
    return edge.carry(call, to: target, patience: patience, in: world)
  }
}
