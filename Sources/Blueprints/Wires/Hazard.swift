import Kernel

/// What faults do to calls along an edge: requests and answers get lost on their way.
///
/// Nobody is told of a loss. A caller with a timeout waits for it, an SDK for its socket's, and
/// anybody else for ever.
public struct Hazard {
  /// Whether nothing gets through.
  var isCut = false
  /// The share of requests, and of answers, that gets lost.
  var losing: FaultOdds
  /// Where lost answers go: to a node that does nothing about them.
  let nowhere: Event

  /// Whether a request, or an answer, gets lost that sets out now.
  @inline(__always)
  fileprivate func loses(_ call: Call, isAnswer: Bool) -> Bool {
    isCut || losing.strikes(call.name, call.attempt &<< 1 | (isAnswer ? 1 : 0))
  }
}

extension Edge {
  /// Whether nothing gets through now, in either direction.
  public var isCut: Bool { hazard?.isCut ?? false }

  /// Hands a request to the node at the end, unless it gets lost on the way there, or its answer on
  /// the way back.
  ///
  /// - Parameter patience: How long the caller's socket waits, where nothing else ends the wait.
  @inlinable @inline(__always)
  public func carry(
    _ call: Call, to callee: any Node, patience: TimeSpan = .forever, in world: World
  ) -> Answer {
    guard hazard != nil else { return callee.call(call, in: world) }
    return risk(call, patience, in: world) { callee.call($0, in: world) }
  }

  /// Hands a request to one machine of the node at the end, unless it gets lost on the way there,
  /// or its answer on the way back.
  @inlinable @inline(__always)
  public func carry(
    _ call: Call, to host: any TargetHost, on machine: UInt32, in world: World
  ) -> Answer {
    guard hazard != nil else { return host.call(call, on: machine, in: world) }
    return risk(call, .forever, in: world) { host.call($0, on: machine, in: world) }
  }

  @usableFromInline
  func risk(
    _ call: Call, _ patience: TimeSpan, in world: World, _ hand: (Call) -> Answer
  ) -> Answer {
    guard let hazard else { return hand(call) }
    guard !hazard.loses(call, isAnswer: false) else {
      lostRequests &+= 1
      wait(for: call.reply, patience, in: world)
      return .later
    }
    guard hazard.losing.isSet, hazard.loses(call, isAnswer: true) else { return hand(call) }
    lostAnswers &+= 1
    var unheard = call
    unheard.reply = hazard.nowhere
    _ = hand(unheard)
    wait(for: call.reply, patience, in: world)
    return .later
  }

  /// Whether an answer gets lost that arrives now, as the edge is cut.
  public func loses(_ answer: Event, patience: TimeSpan = .forever, in world: World) -> Bool {
    guard let hazard, hazard.isCut, answer.second != Reply.unanswered.rawValue else { return false }
    lostAnswers &+= 1
    wait(for: answer, patience, in: world)
    return true
  }

  /// Has a caller hear that no answer came, once its socket has waited for it.
  private func wait(for reply: Event, _ patience: TimeSpan, in world: World) {
    guard patience != .forever else { return }
    var reply = reply
    reply.second = Reply.unanswered.rawValue
    world.calendar.schedule(reply, after: patience)
  }

  /// Says that faults may make calls get lost along it.
  ///
  /// - Parameter nowhere: Where lost answers go.
  public func mayLose(sinking nowhere: Event, in world: World) {
    guard hazard == nil else { return }
    hazard = Hazard(losing: FaultOdds(for: "loss/\(from)/\(to)", in: world), nowhere: nowhere)
  }

  /// Sets what faults do to calls along it.
  public func set(isCut: Bool, losing share: Double) {
    precondition(hazard != nil, "\(from) -> \(to) was not said to lose anything")
    hazard?.isCut = isCut
    hazard?.losing.set(share)
  }
}
