import Blueprints
import Documents

/// Stands for a resource of another stack or of a type that is not modelled: it takes whatever is
/// sent to it.
final class Elsewhere: Node {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "elsewhere", title: "Not part of the template",
      summary: "Takes whatever is sent to it.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .box
    declaration.authority = .elsewhere
    declaration.takesEvents = true
    return declaration
  }()

  let card: NodeCard

  private init(_ label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    world.absorb(slot)
    return .accepted
  }

  /// What stands for the resource of a text, made for the first who asks.
  static func named(_ text: String, in world: World) -> Elsewhere {
    let label = label(of: text, in: world)
    if let known = world.node(labelled: label) as? Elsewhere { return known }
    let node = Elsewhere(label, in: world)
    world.add(node)
    return node
  }

  /// The name in reports of what is not modelled: none that a node has, and another one for
  /// whatever is something else.
  static func label(of text: String, in world: World) -> String {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else {
      return text.filter { $0 != "{" && $0 != "}" } + " (not in the template)"
    }
    let (type, name) = resource(parts[5])
    var words = [String(parts[2])]
    if !type.isEmpty { words[0] += " \(type)" }
    if !parts[3].isEmpty, parts[3] != world.region { words.append(String(parts[3])) }
    if !parts[4].isEmpty, parts[4] != World.account { words.append(String(parts[4])) }
    return "\(name) (\(words.joined(separator: ", ")))"
  }

  /// The type, if it has one, and the name in the last part of an ARN: of
  /// `log-group:/aws/events/orders:*`, of `stream/Clicks`, or what stands for it where only AWS
  /// knows it.
  static func resource(_ text: Substring) -> (type: Substring, name: String) {
    var name = text
    if name.hasSuffix(":*") { name = name.dropLast(2) }
    if name.hasPrefix("{"), name.hasSuffix("}") { return ("", String(name.dropFirst().dropLast())) }
    guard let mark = name.firstIndex(where: { $0 == ":" || $0 == "/" }), mark > name.startIndex
    else { return ("", String(name)) }
    return (name[..<mark], String(name[name.index(after: mark)...]))
  }
}

extension Site {
  /// Whoever receives at the ARN that a reference gives: a node of the template, or what stands
  /// for one elsewhere.
  func receiver(_ reference: Reference, as wanted: String) throws(InputError) -> any Node {
    try party(reference, as: wanted, missing: .acceptance)
      ?? Elsewhere.named(reference.text, in: world)
  }

  /// Whoever receives at the ARN that a reference gives which the service cannot do without.
  func receiver(
    required reference: Reference?, _ property: String, as wanted: String
  ) throws(InputError) -> any Node {
    if let reference { return try receiver(reference, as: wanted) }
    return try node(required: nil, property, as: wanted)
  }
}
