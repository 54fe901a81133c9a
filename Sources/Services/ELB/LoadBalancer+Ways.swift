import Blueprints
import Documents

/// The listener that takes the requests of a load balancer, and its rules in the order in which
/// they are looked at.
struct ListenerBoard {
  let action: ListenerAction
  let rules: [(rule: ListenerRule, action: ListenerAction)]

  /// What becomes of a request, and how many rules it is compared with.
  func way(of line: RequestLine) -> LoadBalancer.Way {
    for (index, entry) in rules.enumerated() where entry.rule.holds(for: line) {
      return .init(line: line, action: entry.action, rules: Int64(index + 1))
    }
    return .init(line: line, action: action, rules: Int64(rules.count))
  }
}

extension LoadBalancer: Router {
  func connect(_ site: Site) throws(InputError) {
    guard try assembled(in: site.world, at: site.properties.place) != nil else {
      return site.note("\(label) has no listener: nothing can be sent to it")
    }
  }

  func way(
    of line: RequestLine, in world: World, at place: Place?
  ) throws(InputError) -> UInt16 {
    guard let board = try assembled(in: world, at: place) else {
      throw InputError(
        "\(label) has no listener", remedy: "add one with LoadBalancerArn: !Ref \(label)",
        at: place)
    }
    if let known = ways.firstIndex(where: { $0.line == line }) { return UInt16(known) }
    precondition(ways.count < UInt16.max, "\(label) has \(ways.count) ways")
    ways.append(board.way(of: line))
    return UInt16(ways.count - 1)
  }

  /// What takes requests, found among all nodes when the first asks.
  private func assembled(in world: World, at place: Place?) throws(InputError) -> ListenerBoard? {
    if let board { return board }
    var listeners: [(listener: Listener, action: ListenerAction)] = []
    for case let listener as Listener in world.nodes where listener.balancer == label {
      if let action = try listener.read() { listeners.append((listener, action)) }
    }
    // Requests come by the port that does something with them.
    let main = listeners.first { if case .redirect = $0.action { false } else { true } }
    guard let main = main ?? listeners.first else { return nil }
    var rules: [(rule: ListenerRule, action: ListenerAction)] = []
    for case let rule as ListenerRule in world.nodes where rule.listener == main.listener.label {
      if let action = try rule.read() { rules.append((rule, action)) }
    }
    rules.sort { $0.rule.settings.priority < $1.rule.settings.priority }
    let board = ListenerBoard(action: main.action, rules: rules)
    for action in [main.action] + rules.map({ $0.action }) {
      guard case .forward(let groups, _) = action else { continue }
      for group in groups where !group.serve(label, in: world) {
        throw InputError(
          "\(group.label) gets requests of \(group.balancer ?? "") and of \(label)",
          remedy: "AWS takes one load balancer for a target group", at: place)
      }
    }
    self.board = board
    return board
  }
}
