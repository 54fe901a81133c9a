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
      try site.requireARN(reference)
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
      if site.isElsewhere(reference.text) {
        (node, isBus) = (nil, false)
        label = Elsewhere.label(of: reference.text, in: site.world)
        site.note(
          "\(target) is \(reference.text), which is not part of the template: \(label) accepts "
            + "every event, and what follows is left out")
        return
      }
      throw InputError(
        "\(reference.text) is no ARN", remedy: "give the ARN of the target with Fn::GetAtt",
        at: reference.place)
    }
    if parts[2] == "logs" {
      let group = LogGroup.named(Elsewhere.resource(parts[5]).name, in: site.world)
      (node, label, isBus) = (group, group.label, false)
      return
    }
    node = nil
    label = Elsewhere.label(of: reference.text, in: site.world)
    isBus = parts[2] == "events" && Elsewhere.resource(parts[5]).type == "event-bus"
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
  private static let modelled: [Substring] = [
    "sqs", "sns", "lambda", "events", "kinesis", "firehose",
  ]
}
