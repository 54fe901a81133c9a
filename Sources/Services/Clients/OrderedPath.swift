import Blueprints
import Documents

/// Checks that messages of a client have what the FIFO queues and topics want that they come to.
struct OrderedPath {
  private let client: Client
  private let target: any Node
  private let site: Site

  /// The ways that begin where a client sends.
  init(from client: Client, to target: any Node, at site: Site) {
    self.client = client
    self.target = target
    self.site = site
  }

  /// - Throws: An error where AWS would refuse every message.
  func check() throws(InputError) {
    try checkIdentity()
    guard !site.world.hasGroups(of: client.mark) else { return }
    let remedy =
      "AWS answers MissingParameter, as it takes no message without a MessageGroupId: add group, "
      + "for example group: {count: 100}"
    if FIFORules.isFIFO(target) {
      throw InputError(
        "\(client.label) sends to \(target.label) without a message group", remedy: remedy,
        at: site.properties.place)
    }
    guard let step = firstOrderedStep() else { return }
    throw InputError(
      "\(step.from) sends to \(step.to) because of what \(client.label) sends without a message "
        + "group", remedy: remedy, at: site.properties.place)
  }

  /// A queue or topic that goes by the body has to be told to.
  private func checkIdentity() throws(InputError) {
    guard client.traffic.goesByBody else { return }
    try FIFORules.checkIdentity(
      of: target, from: client.label, at: site.properties["dedup"]?.place)
  }

  /// The first edge on the way of the messages that ends at a FIFO queue or topic, unless the wire
  /// gives them a group.
  private func firstOrderedStep() -> (from: String, to: String)? {
    let world = site.world
    var known = [target.label]
    var next = 0
    while next < known.count {
      let from = known[next]
      next += 1
      for edge in world.edges where edge.from == from {
        for end in edge.ends where !known.contains(end) {
          known.append(end)
          guard let node = world.node(labelled: end), FIFORules.isFIFO(node) else { continue }
          if let queue = node as? FIFOQueue, queue.wireGroup(on: edge.number) != nil { continue }
          if world.node(labelled: from) is FIFOQueue { continue }
          return (from, end)
        }
      }
    }
    return nil
  }
}
