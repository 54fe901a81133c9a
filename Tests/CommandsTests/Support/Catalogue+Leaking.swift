import Blueprints
import Documents
import Services

/// A node that breaks the first rule of the ledger: a copy enters its edge and is nowhere.
private final class Leak: Node {
  static let declaration = Declaration(
    type: "Custom::Leak", title: "Leak", summary: "Loses what it takes.",
    identity: Identity(ref: "{name}", arn: "{name}"))

  let card: NodeCard
  private let edge: Edge

  init(_ label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    edge = world.addEdge(from: label, to: "nowhere")
  }

  func start(in world: World) { edge.enter() }
}

private struct LeakSettings: Settings {
  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {}
}

extension Catalogue {
  /// The services of AWS, and one whose model is wrong.
  static let leaking: Catalogue = {
    let aws = Catalogue.aws
    let leak = Service(Leak.declaration, settings: LeakSettings.self) {
      (_, site) throws(InputError) in Leak(site.label, in: site.world)
    }
    return Catalogue(
      services: aws.services + [leak], inert: aws.inert, parameters: aws.parameters,
      client: aws.client, outside: aws.outside)
  }()
}
