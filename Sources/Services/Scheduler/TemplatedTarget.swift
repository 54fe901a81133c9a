import Blueprints
import Documents
import Kernel

/// A target that a schedule reaches by its own ARN.
enum TemplatedTarget {
  /// What is done when the schedule of a label fires.
  ///
  /// - Throws: An error where the ARN means something that takes no events.
  static func read(
    _ settings: ScheduleSettings.Target, of label: String, at site: Site
  ) throws(InputError) -> ScheduleTarget {
    let name = "the target of \(label)"
    let address = try TargetAddress(settings.target, of: name, from: "schedules", at: site)
    let input = ScheduleInput(settings.input, of: label, in: site.world)
    guard let node = address.node else { return ScheduleTarget(address.label, .accept) }
    if let bus = node as? EventBus { return try self.bus(bus, settings, input, label, at: site) }
    if node is FIFOQueue, settings.queue?.group == nil {
      throw InputError(
        "\(name) is a FIFO queue, and has no MessageGroupId",
        remedy: "give SqsParameters: {MessageGroupId: …}", at: settings.target?.place)
    }
    if node is KinesisStream, settings.stream?.key == nil {
      throw InputError(
        "\(name) is a Kinesis stream, and has no PartitionKey",
        remedy: "give KinesisParameters: {PartitionKey: …}", at: settings.target?.place)
    }
    guard let kind = input.kind(mustBeJSON: node.processor != nil) else {
      site.note("the Input of \(label) is no JSON: Lambda refuses every invocation")
      return ScheduleTarget(node.label, .refuse)
    }
    var target = ScheduleTarget(node.label, .hand(node), kinds: [site.world.add(kind)])
    target.group = settings.queue?.group
    if node is KinesisStream { target.key = settings.stream?.key.map { stableHash($0) } }
    target.goesByBody = FIFORules.isFIFO(node)
    try FIFORules.checkIdentity(of: node, from: label, at: settings.target?.place)
    return target
  }

  /// An event bus: the input is the detail of an event whose source and type the template gives.
  private static func bus(
    _ bus: EventBus, _ settings: ScheduleSettings.Target, _ input: ScheduleInput, _ label: String,
    at site: Site
  ) throws(InputError) -> ScheduleTarget {
    guard let source = settings.bus?.source, let type = settings.bus?.type else {
      throw InputError(
        "the target of \(label) is an event bus, and its EventBridgeParameters are incomplete",
        remedy: "give EventBridgeParameters: {DetailType: …, Source: …}",
        at: settings.target?.place)
    }
    let detail = input.kind(mustBeJSON: true)?.content
    let entry = EventContent.map([
      .init("source", .text(source)), .init("detail-type", .text(type)),
      .init("detail", detail ?? .text("")),
    ])
    return put([entry], to: bus, input, label, at: site)
  }

  /// Entries of PutEvents; what the bus refuses is refused each time.
  static func put(
    _ entries: [EventContent], to bus: EventBus, _ input: ScheduleInput, _ label: String,
    at site: Site
  ) -> ScheduleTarget {
    let sender = EventSender(label, partner: bus.settings.partner, in: site.world)
    var kinds: [UInt16] = []
    for entry in entries {
      switch sender.reception(of: site.world.add(input.kind(of: entry)), in: site.world) {
      case .taken(let kind): kinds.append(kind)
      case .refused(let slip):
        site.note("\(bus.label) refuses every event of \(label): \(slip.message)")
        return ScheduleTarget(bus.label, .refuse)
      }
    }
    return ScheduleTarget(bus.label, .hand(bus), kinds: kinds)
  }
}
