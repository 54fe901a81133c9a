import Blueprints
import Documents

/// Finds who stands behind the ARN of a target.
struct TargetAddress {
  /// The node; nil where its type is not modelled.
  let node: (any Node)?
  /// Its label, or a name for what is not modelled.
  let label: String
  /// Whether it is an event bus of the older sort, in the template or not.
  let isBus: Bool

  /// Reads the ARN of a target.
  ///
  /// - Parameter source: Who sends it events, as errors name them.
  /// - Throws: An error where it is missing, or means something that takes no events.
  init(
    _ reference: Reference?, of target: String, from source: String = "rules", at site: Site
  ) throws(InputError) {
    guard let reference else {
      throw InputError(
        "\(target) has no Arn", remedy: "give the ARN of a queue, a function, a topic or a bus",
        at: site.properties.place)
    }
    if let node = site.find(reference.text) {
      guard node.card.declaration.takesEvents else {
        throw InputError(
          "\(node.label) takes no events from \(source)",
          remedy: "it is of type \(node.card.declaration.type)", at: reference.place)
      }
      (self.node, label, isBus) = (node, node.label, node is EventBus)
      return
    }
    let parts = reference.text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else {
      throw InputError(
        "\(reference.text) is no ARN", remedy: "give the ARN of the target with Fn::GetAtt",
        at: reference.place)
    }
    let (type, name) = Self.resource(parts[5])
    if parts[2] == "logs" {
      let group = LogGroup.named(name, in: site.world)
      (node, label, isBus) = (group, group.label, false)
      return
    }
    node = nil
    label = Self.label(name, type, parts, in: site.world)
    isBus = parts[2] == "events" && type == "event-bus"
    let isElsewhere = Self.modelled.contains(parts[2]) && !parts[5].contains("{")
    let reason =
      isElsewhere
      ? "is \(reference.text), which is not part of the template"
      : "is of \(parts[2]), which is not modelled as a target"
    let costs =
      isBus && parts[4] != World.account ? ", as is what account \(parts[4]) pays for it" : ""
    site.note(
      "\(target) \(reason): \(label) accepts every event, and what follows is left out\(costs)")
  }

  /// The services whose resources are modelled as targets, as ARNs write them.
  private static let modelled: [Substring] = ["sqs", "sns", "lambda", "events"]

  /// The name in reports of what is not modelled: none that a node has, and another one for
  /// whatever is something else.
  private static func label(
    _ name: String, _ type: Substring, _ parts: [Substring], in world: World
  ) -> String {
    var words = [String(parts[2])]
    if !type.isEmpty { words[0] += " \(type)" }
    if !parts[3].isEmpty, parts[3] != world.region { words.append(String(parts[3])) }
    if !parts[4].isEmpty, parts[4] != World.account { words.append(String(parts[4])) }
    return "\(name) (\(words.joined(separator: ", ")))"
  }

  /// The type, if it has one, and the name in the last part of an ARN: of
  /// `log-group:/aws/events/orders:*`, of `stream/Clicks`, or what stands for it where only AWS
  /// knows it.
  private static func resource(_ text: Substring) -> (type: Substring, name: String) {
    var name = text
    if name.hasSuffix(":*") { name = name.dropLast(2) }
    if name.hasPrefix("{"), name.hasSuffix("}") { return ("", String(name.dropFirst().dropLast())) }
    guard let mark = name.firstIndex(where: { $0 == ":" || $0 == "/" }), mark > name.startIndex
    else { return ("", String(name)) }
    return (name[..<mark], String(name[name.index(after: mark)...]))
  }
}
