import Blueprints
import Documents
import Kernel

/// Draws the wires of a pipe.
struct PipeWiring {
  let settings: PipeSettings
  let site: Site
  /// What records of a queue look like; nil where the source is a stream.
  let record: PipeRecord?
  /// What the source is called in the detail-type of events: `aws:sqs`.
  let origin: String

  /// The step that enriches, if there is one.
  func enrichment() throws(InputError) -> PipeStage? {
    guard let reference = settings.enrichment else { return nil }
    let name = "the enrichment of \(site.label)"
    let address = try TargetAddress(reference, of: name, from: "pipes", at: site)
    let input = try input(settings.enrichmentParameters?.template, at: reference.place)
    let edge = site.world.addEdge(from: site.label, to: address.label)
    guard let node = address.node else { return PipeStage(way: .accept, edge: edge, input: input) }
    if let invocable = node.invocable {
      return PipeStage(way: .request(invocable), edge: edge, input: input)
    }
    guard let processor = node.processor else {
      throw InputError(
        "\(name) is \(node.label), of type \(node.card.declaration.type)",
        remedy: "AWS takes a function, an API destination, an API or a state machine",
        at: reference.place)
    }
    return PipeStage(way: .run(processor), edge: edge, input: input)
  }

  /// The step that ends the pipe.
  func target() throws(InputError) -> PipeStage {
    guard let reference = settings.target else {
      throw InputError(
        "\(site.label) has no Target", remedy: "give the ARN of who gets the records",
        at: site.properties.place)
    }
    let name = "the target of \(site.label)"
    let address = try TargetAddress(reference, of: name, from: "pipes", at: site)
    let parameters = settings.targetParameters ?? PipeTargetSettings()
    let edge = site.world.addEdge(from: site.label, to: address.label)
    if let bus = address.node as? EventBus {
      return PipeStage(
        way: .put(bus, EventSender(site.label, partner: bus.settings.partner, in: site.world)),
        edge: edge, input: try events(parameters.bus, parameters.template, at: reference.place))
    }
    let input = try input(parameters.template, at: reference.place)
    guard let node = address.node else { return PipeStage(way: .accept, edge: edge, input: input) }
    if let queue = node as? FIFOQueue { try join(queue, parameters.queue, edge, reference) }
    var stage = PipeStage(way: way(to: node, parameters), edge: edge, input: input)
    if node is KinesisStream {
      stage.key = try key(parameters.stream?.key, at: reference.place)
      stage.keepsKey = record == nil && stage.key == nil
    }
    return stage
  }

  private func way(to node: any Node, _ parameters: PipeTargetSettings) -> PipeStage.Way {
    if let invocable = node.invocable { return .request(invocable) }
    guard let processor = node.processor else { return .offer(node) }
    guard parameters.function?.invocation == "FIRE_AND_FORGET" else { return .run(processor) }
    return .submit(node)
  }

  /// What gives a record its partition key: a text, or a path into the body of a message.
  private func key(_ reference: Reference?, at place: Place) throws(InputError) -> ItemKey? {
    guard let reference else {
      throw InputError(
        "the target of \(site.label) is a Kinesis stream, and has no PartitionKey",
        remedy: "give KinesisStreamParameters: {PartitionKey: …}", at: place)
    }
    let text = reference.text
    let composer = Composer(at: reference.place)
    guard text.hasPrefix("$") else {
      return try ItemKey(
        reading: composer.map(["only": composer.text(text)]), of: site.label, in: site.world)
    }
    let path = "$.body."
    guard record != nil, text.hasPrefix(path) else {
      site.note(
        "the PartitionKey \(text) of \(site.label) is not modelled: records keep the key of their "
          + "source")
      return nil
    }
    return try ItemKey(
      reading: composer.text(String(text.dropFirst(path.count))), of: site.label, in: site.world)
  }

  /// A FIFO queue needs a group from the pipe, or a path to one.
  private func join(
    _ queue: FIFOQueue, _ parameters: PipeTargetSettings.Queue?, _ edge: Edge,
    _ reference: Reference
  ) throws(InputError) {
    guard let group = parameters?.group else {
      throw InputError(
        "the target of \(site.label) is a FIFO queue, and has no MessageGroupId",
        remedy: "give SqsQueueParameters: {MessageGroupId: …}", at: reference.place)
    }
    guard !group.hasPrefix("$") && !group.hasPrefix("<$") else { return }
    queue.takes(site.world.groupNumber(named: group), on: edge)
  }

  // MARK: Inputs

  private typealias Change = (EventKind) -> EventKind

  /// What a step gets: the record, or what a template makes of it; nil where that is what the
  /// source gives.
  private func input(_ template: String?, at place: Place) throws(InputError) -> Int? {
    guard let template else {
      return record.map { record in site.world.addEnvelope { record.record(of: $0) } }
    }
    return site.world.addTransformation(try change(by: template, at: place))
  }

  private func change(by template: String, at place: Place) throws(InputError) -> Change {
    var settings = InputSettings.Transformer()
    settings.template = template
    var owner = TargetInput.Owner(
      target: site.label, rule: site.physicalName,
      ruleARN: site.world.arn(of: "pipe/\(site.physicalName)", in: "pipes"), place: place)
    owner.isPipe = true
    let input = TargetInput.template(try InputTemplate(settings, of: owner))
    let record = record
    return { kind in input.applied(to: record?.open(kind) ?? PipeRecord.opened(kind)) }
  }

  /// The entry of PutEvents that a record becomes.
  private func events(
    _ bus: PipeTargetSettings.Bus?, _ template: String?, at place: Place
  ) throws(InputError) -> Int {
    let source = bus?.source ?? "Pipe \(site.physicalName)"
    let type = bus?.type ?? "Event from \(origin)"
    let record = record
    let change =
      try template.map { (text) throws(InputError) in try self.change(by: text, at: place) }
      ?? { record?.record(of: $0) ?? $0 }
    return site.world.addTransformation { kind in
      let given = change(kind)
      var entry = given.saying(
        .map([
          .init("source", .text(source)), .init("detail-type", .text(type)),
          .init("detail", given.content ?? (given.body == .text ? .text("") : .empty)),
        ]))
      entry.label = type
      return entry
    }
  }
}
