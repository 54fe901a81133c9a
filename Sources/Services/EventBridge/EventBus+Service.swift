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

  /// The bus that a property names, the default bus where it names none; nil where it is no part of
  /// the template, which is noted.
  static func named(
    _ reference: Reference?, at site: Site, missing absence: Site.Absence = .silence
  ) throws(InputError) -> EventBus? {
    guard let reference else { return standard(at: site) }
    let node = try site.party(named: reference, of: [declaration.type], missing: absence)
    guard let node else { return nil }
    guard let bus = node as? EventBus else {
      throw site.slip(reference, "\(node.label) is no event bus")
    }
    return bus
  }

  /// The bus that every account has.
  static func standard(at site: Site) -> EventBus {
    // Something of the template may have the same name, as a stage of an API.
    let arn = site.world.arn(of: "event-bus/\(defaultName)", in: "events")
    guard let bus = (site.find(arn) ?? site.find(defaultName)) as? EventBus else {
      preconditionFailure("\(site.label) finds no default bus")
    }
    return bus
  }
}
