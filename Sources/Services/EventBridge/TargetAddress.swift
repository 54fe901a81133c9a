import Blueprints
import Documents

/// Finds who stands behind the ARN of a target.
struct TargetAddress {
  /// The node; nil where its type is not modelled.
  let node: (any Node)?
  /// Its label, or a name for what is not modelled.
  let label: String

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
      (self.node, label) = (node, node.label)
      return
    }
    let parts = reference.text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else {
      throw InputError(
        "\(reference.text) is no ARN", remedy: "give the ARN of the target with Fn::GetAtt",
        at: reference.place)
    }
    let name = Self.name(parts[5])
    if parts[2] == "logs" {
      let group = LogGroup.named(name, in: site.world)
      (node, label) = (group, group.label)
      return
    }
    (node, label) = (nil, name)
    site.note(
      "\(target) is of \(parts[2]), which is not modelled as a target: \(name) takes every event, "
        + "and what follows is left out")
  }

  /// The name in the last part of an ARN: of `log-group:/aws/events/orders:*`, of `stream/Clicks`,
  /// or what stands for it where only AWS knows it.
  private static func name(_ resource: Substring) -> String {
    var name = resource
    if name.hasSuffix(":*") { name = name.dropLast(2) }
    if name.hasPrefix("{"), name.hasSuffix("}") { return String(name.dropFirst().dropLast()) }
    guard let mark = name.firstIndex(where: { $0 == ":" || $0 == "/" }), mark > name.startIndex
    else { return String(name) }
    return String(name[name.index(after: mark)...])
  }
}
