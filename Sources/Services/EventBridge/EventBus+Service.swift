import Blueprints
import Documents

extension EventBus {
  /// The name of the bus that every account has.
  static let defaultName = "default"

  /// `AWS::Events::EventBus` in the catalogue.
  static let service = Service(declaration, settings: EventBusSettings.self) {
    (settings, site) throws(InputError) in
    EventBus(settings, label: site.label, in: site.world)
  }

  /// The bus that every account has and no template holds.
  static let implied = ImpliedResource(defaultName, arnEnding: ":event-bus/default") { world in
    EventBus(EventBusSettings(), label: defaultName, in: world)
  }

  /// The bus that a property names; the default bus where it names none.
  static func named(_ reference: Reference?, at site: Site) throws(InputError) -> EventBus {
    guard let node = site.find(reference?.text ?? defaultName) else {
      throw site.slip(reference, "\(reference?.text ?? defaultName) is no event bus")
    }
    guard let bus = node as? EventBus else {
      throw site.slip(reference, "\(node.label) is no event bus")
    }
    return bus
  }
}
