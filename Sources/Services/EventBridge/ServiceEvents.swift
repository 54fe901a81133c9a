import Blueprints
import Kernel
import Measures

/// What a service of AWS tells the default event bus of one of its resources, at no charge.
///
/// Nothing is told where no rule and no archive listens.
final class ServiceEvents {
  /// Something that is told more than once.
  private struct Telling {
    var key: String
    var kind: UInt16
  }

  private let bus: EventBus
  private let source: String
  private let edge: Edge
  private let origin: Int
  private let delay: DrawnTime
  /// The event by which the resource's node delivers a copy.
  private let due: Event
  private var tellings: ContiguousArray<Telling> = []
  private var count: UInt64 = 0

  /// The events of a resource; nil where nobody listens.
  ///
  /// - Parameters:
  ///   - source: Whose events they are: `aws.ec2`.
  ///   - due: The event that the node of the resource hands to `receive`.
  ///   - delay: How long the bus takes to hear of them.
  init?(of label: String, source: String, due: Event, after delay: Parameter, in world: World) {
    guard let bus = world.node(labelled: EventBus.defaultName) as? EventBus, bus.isHeard else {
      return nil
    }
    self.bus = bus
    self.source = source
    self.due = due
    edge = world.addEdge(from: label, to: bus.label)
    edge.isFree()
    origin = world.addOrigin(label)
    self.delay = DrawnTime(delay, for: "notice/\(label)", in: world)
  }

  /// Sends an event.
  ///
  /// - Parameters:
  ///   - type: Its detail type.
  ///   - key: What tells it apart from all others of the type, which have the same content.
  ///   - resource: The ARN of the resource.
  /// - Returns: The name of the event, from which those of what follows are made.
  @discardableResult
  func send(
    _ type: String, key: String, about resource: String, in world: World,
    saying detail: () -> EventContent
  ) -> Name {
    let name = Name(client: origin, ordinal: count)
    count += 1
    let kind = known("\(type) \(key)") {
      let entry = EventEntry(source: source, type: type, detail: detail(), resources: [resource])
      return world.add(
        EventKind(label: type, size: 0).saying(entry.envelope(region: world.region)))
    }
    world.traceSending(name)
    var event = due
    event.first = world.enter(edge, name: name, kind: kind, journey: world.now)
    world.calendar.schedule(event, after: delay.length(for: name))
    return name
  }

  /// Hands an event over that is due; the default bus takes whatever services tell it.
  func receive(_ event: Event, in world: World) {
    let message = world.messages[event.first]
    guard case .accepted = bus.offer(event.first, in: world) else {
      preconditionFailure("\(bus.label) turned an event of \(source) away")
    }
    edge.acknowledge()
    edge.hop.record((world.now - message.sent).nanoseconds, at: world.now)
    edge.delivered(message.name, in: world)
  }

  /// The kind of a key, made where it is new.
  private func known(_ key: String, _ make: () -> UInt16) -> UInt16 {
    if let telling = tellings.first(where: { $0.key == key }) { return telling.kind }
    let kind = make()
    tellings.append(Telling(key: key, kind: kind))
    return kind
  }
}
