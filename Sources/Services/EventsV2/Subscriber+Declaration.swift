import Blueprints
import Documents

extension Subscriber {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::EventsV2::Subscriber", title: "Subscriber of a custom event bus",
      summary: "Brings the events of a custom event bus to one target, in order where it is FIFO.",
      identity: Identity(
        ref: "arn:{partition}:events:{region}:{account}:subscriber/{name}/{id}",
        arn: "arn:{partition}:events:{region}:{account}:subscriber/{name}/{id}",
        attributes: [
          ("SubscriberArn", "arn:{partition}:events:{region}:{account}:subscriber/{name}/{id}")
        ], nameProperty: "Name"))
    declaration.emblem = .bus
    declaration.authority = .elsewhere
    declaration.measures = SubscriberMeters.all
    declaration.faults = [
      Fault(.stop, "Delivers nothing and keeps what comes, as while its state is STOPPED.")
    ]
    declaration.parameters = CustomBusParameters.subscriber
    return declaration
  }()

  /// `AWS::EventsV2::Subscriber` in the catalogue.
  static let service = Service(declaration, settings: SubscriberSettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    try make(settings, at: site)
  }

  /// A subscriber, made known to its bus.
  static func make(_ settings: SubscriberSettings, at site: Site) throws(InputError) -> Subscriber?
  {
    guard
      let node = try site.party(
        required: settings.bus, "EventBusArn", as: "a custom event bus", missing: .silence)
    else { return nil }
    guard let bus = node as? CustomBus else {
      throw site.slip(
        settings.bus,
        "\(node.label) is no custom event bus: it is of type "
          + node.card.declaration.type)
    }
    let target = try SubscriberTarget(settings, at: site)
    if let other = target.node as? CustomBus {
      bus.countPasses(in: site.world)
      other.countPasses(in: site.world)
    }
    if settings.transformer?.type == "JSONATA" {
      site.note("JSONata is not modelled: \(site.label) delivers events as they are")
    }
    if settings.start == "POINT_IN_TIME" {
      site.note(
        "nothing is on a bus before a run begins: \(site.label) delivers what comes from then on")
    }
    return try Subscriber(
      settings, of: bus, to: target, try SubscriberFilters(settings.filters, at: site), at: site)
  }
}
