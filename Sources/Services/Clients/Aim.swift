import Blueprints
import Kernel

/// Where the messages of a client go.
///
/// It is borrowed and never copied, so sending counts no references.
struct Aim: ~Copyable {
  private let target: any Node
  private let inlet: Int
  private let edge: Edge

  init(target: any Node, inlet: Int, edge: Edge) {
    self.target = target
    self.inlet = inlet
    self.edge = edge
  }

  var answersAtOnce: Bool { target.answersAtOnce }

  borrowing func enter() { edge.enter() }

  borrowing func acknowledge() { edge.acknowledge() }

  borrowing func drop(_ loss: Edge.Loss) { edge.drop(loss) }

  /// Makes an attempt to send a message.
  borrowing func call(_ sending: Client.Sending, reply: Event, in world: World) -> Answer {
    let call = Call(
      inlet: inlet, name: sending.name, kind: sending.kind, journey: sending.journey,
      size: world.size(of: sending.kind), attempt: sending.attempt, edge: edge.number,
      reply: reply)
    return target.call(call, in: world)
  }
}
