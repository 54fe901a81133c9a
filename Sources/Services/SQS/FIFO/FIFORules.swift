import Blueprints
import Documents

/// What AWS refuses of FIFO queues and topics, and of what is named like one.
enum FIFORules {
  /// How the name of a FIFO queue or topic ends, and of no other.
  static let suffix = ".fifo"

  /// Checks that a name ends as it must.
  ///
  /// - Parameter kind: What it is called: `queue` or `topic`.
  static func checkName(
    _ property: String, isFIFO: Bool, _ kind: String, at site: Site
  ) throws(InputError) {
    guard let document = site.properties[property], let name = document.text,
      !name.contains("{"), name.hasSuffix(suffix) != isFIFO
    else { return }
    guard isFIFO else {
      throw InputError(
        "\(site.label) is a standard \(kind), and its name \(name) ends with \(suffix)",
        remedy: "AWS refuses this: set Fifo\(capitalized(kind)): true, or choose another name",
        at: document.place)
    }
    throw InputError(
      "\(site.label) is a FIFO \(kind), and its name \(name) does not end with \(suffix)",
      remedy: "AWS refuses this: call it \(name)\(suffix)", at: document.place)
  }

  /// Refuses properties that only a FIFO queue or topic may have.
  static func checkStandard(
    _ properties: [String], _ kind: String, at site: Site
  ) throws(InputError) {
    for property in properties {
      guard let document = site.properties[property], document.flag != false else { continue }
      throw InputError(
        "\(site.label) has \(property) and is a standard \(kind)",
        remedy: "AWS refuses this: set Fifo\(capitalized(kind)): true, or leave it out",
        at: document.place)
    }
  }

  /// Whether a node is a FIFO queue or a FIFO topic, which take only messages with a group.
  static func isFIFO(_ node: any Node) -> Bool { node is FIFOQueue || node is FIFOTopic }

  /// Refuses messages that nobody gives a deduplication id, where none is made of their bodies.
  ///
  /// - Parameter sender: Who sends them, as its template calls it.
  static func checkIdentity(
    of node: any Node, from sender: String, at place: Place?
  ) throws(InputError) {
    let isByContent =
      (node as? FIFOQueue)?.settings.isByContent ?? (node as? FIFOTopic)?.settings.isByContent
    guard isByContent == false else { return }
    throw InputError(
      "\(sender) gives no deduplication id, and \(node.label) has no ContentBasedDeduplication",
      remedy: "AWS refuses every message: set ContentBasedDeduplication: true of \(node.label)",
      at: place)
  }

  /// Refuses a FIFO queue or topic where AWS wants standard ones.
  ///
  /// - Parameter use: What is to go there: `dead letters of a rule`.
  static func refuseFIFO(_ node: any Node, for use: String, at place: Place?) throws(InputError) {
    guard isFIFO(node) else { return }
    let kind = node is FIFOTopic ? "topic" : "queue"
    throw InputError(
      "\(node.label) is a FIFO \(kind)", remedy: "\(use) go to a standard \(kind)", at: place)
  }

  private static func capitalized(_ kind: String) -> String {
    kind == "queue" ? "Queue" : "Topic"
  }
}
