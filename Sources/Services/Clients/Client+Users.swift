import Blueprints
import Kernel

extension Client {
  /// How many low bits of a message's ordinal count the requests of one user.
  static var requestBits: UInt64 { 24 }

  /// How long a user waits for an answer.
  var patience: TimeSpan { traffic.users?.patience ?? .forever }

  /// Lets every user think once before the first request.
  func startUsers(in world: World) {
    guard let settings = traffic.users else { return }
    users = ContiguousArray(repeating: 0, count: Int(settings.count))
    for user in 0..<settings.count { think(user, after: .zero, in: world) }
  }

  /// Has a user think, for a nanosecond at least, and then ask again.
  func think(_ user: UInt32, after delay: TimeSpan, in world: World) {
    guard let settings = traffic.users else { return }
    let word = thinkPurpose.word(for: request(of: user), 0)
    let thought = max(settings.thinkTime.timeSpan(at: word), TimeSpan(nanoseconds: 1))
    let due = world.now + delay + thought
    guard due < traffic.end else { return }
    world.calendar.schedule(
      Event(node: card.number, kind: Kind.user.rawValue, first: user), at: due)
  }

  /// Sends the next request of a user.
  func userActs(_ user: UInt32, in world: World) {
    let name = request(of: user)
    users[Int(user)] += 1
    send(name, user: user, in: world)
  }

  /// The name of a user's next request: the same in every design, whatever happened to the earlier
  /// ones.
  ///
  /// After 16 million requests a user's names, and with them the draws, begin again.
  private func request(of user: UInt32) -> Name {
    let request = users[Int(user)] & (1 << Self.requestBits - 1)
    return Name(client: mark, ordinal: UInt64(user) << Self.requestBits | request)
  }

  /// Sets the moment at which a user who still waits gives up.
  func setPatience(_ sending: Sending, _ slot: UInt32, in world: World) {
    guard sending.user != .max, patience != .forever else { return }
    world.calendar.schedule(
      Event(
        node: card.number, kind: Kind.giveUp.rawValue, generation: sending.generation,
        first: slot, second: UInt32(truncatingIfNeeded: sending.name.root)),
      at: sending.journey + patience)
  }

  /// The time until an answer, if whoever waits for it waits so long.
  func bear(_ time: TimeSpan, _ sending: Sending, at now: Instant) -> TimeSpan? {
    guard sending.user != .max, patience != .forever else { return time }
    return now + time - sending.journey > patience ? nil : time
  }

  /// Ends a sending whose user does not wait any longer; the work that it caused goes on.
  func userGivesUp(_ event: Event, in world: World) {
    let sending = sendings[event.first]
    guard
      sending.generation == event.generation,
      UInt32(truncatingIfNeeded: sending.name.root) == event.second
    else { return }
    stopWaiting(event.first, in: world)
    giveUp(sending, event.first, for: .abandoned, after: .zero, in: world)
  }
}
