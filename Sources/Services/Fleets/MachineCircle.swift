import Blueprints

/// Machines that get requests in turn.
struct MachineCircle {
  /// A machine and the host that it is called at; nil for one of the owner's own.
  struct Member {
    var host: (any TargetHost)?
    var machine: UInt32

    func isSame(_ machine: UInt32, of host: (any TargetHost)?) -> Bool {
      self.machine == machine && self.host === host
    }
  }

  private var members: ContiguousArray<Member> = []
  /// Whose turn it is.
  private var turn = 0

  /// Lets a machine take its turn, after all others; one that does already keeps its place.
  mutating func add(_ machine: UInt32, of host: (any TargetHost)?) {
    guard !members.contains(where: { $0.isSame(machine, of: host) }) else { return }
    members.append(Member(host: host, machine: machine))
  }

  /// Passes over a machine from now on.
  mutating func remove(_ machine: UInt32, of host: (any TargetHost)?) {
    guard let place = members.firstIndex(where: { $0.isSame(machine, of: host) }) else { return }
    members.remove(at: place)
    if place < turn { turn -= 1 }
  }

  /// The machine whose turn it is; nil where there is none.
  mutating func next() -> Member? {
    guard !members.isEmpty else { return nil }
    if turn >= members.count { turn = 0 }
    turn += 1
    return members[turn - 1]
  }
}
