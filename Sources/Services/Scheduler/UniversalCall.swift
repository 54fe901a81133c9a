import Blueprints
import Documents
import Measures

/// The calls that a schedule can make, each read from its parameters; nil where one is missing.
struct UniversalCall {
  /// The parameters; nil where the input is no JSON object.
  let parameters: Document?
  let input: ScheduleInput
  let label: String
  let site: Site

  // MARK: Messages

  func sendMessage() throws(InputError) -> ScheduleTarget? {
    guard let body = text("MessageBody"),
      let queue = try node("QueueUrl", as: "an SQS queue", of: [Queue.declaration.type])
    else { return nil }
    return try hand(body, to: queue)
  }

  func publish() throws(InputError) -> ScheduleTarget? {
    guard let body = text("Message"),
      let topic = try node("TopicArn", as: "an SNS topic", of: [Topic.declaration.type])
    else { return nil }
    return try hand(body, to: topic)
  }

  private func hand(_ body: String, to node: any Node) throws(InputError) -> ScheduleTarget? {
    let group = text("MessageGroupId")
    if FIFORules.isFIFO(node) {
      guard group != nil else { return nil }
      if text("MessageDeduplicationId") == nil {
        try FIFORules.checkIdentity(of: node, from: label, at: place)
      }
    }
    var kind = input.kind(ofText: body)
    for entry in parameters?["MessageAttributes"]?.map?.entries ?? [] {
      guard let value = entry.value["StringValue"]?.text else { continue }
      let isNumber = entry.value["DataType"]?.text == "Number"
      kind.attributes.append(
        EventAttribute(entry.key, isNumber ? .number(value) : .text(value)))
    }
    kind.size = max(kind.size, kind.leastSize)
    var target = ScheduleTarget(node.label, .hand(node), kinds: [site.world.add(kind)])
    target.group = group
    target.goesByBody = text("MessageDeduplicationId") == nil && FIFORules.isFIFO(node)
    return target
  }

  func putEvents() throws(InputError) -> ScheduleTarget? {
    guard let entries = parameters?["Entries"]?.list, let first = entries.first else { return nil }
    let name = first["EventBusName"]?.text
    let reference = name.map { Reference(text: $0, place: place) }
    guard let bus = try EventBus.named(reference, at: site, missing: .acceptance) else {
      return ScheduleTarget(Elsewhere.label(of: name ?? "", in: site.world), .accept)
    }
    if entries.contains(where: { $0["EventBusName"]?.text != name }) {
      site.note("the events of \(label) go to several buses: all are put to \(bus.label)")
    }
    let contents = entries.map { entry in
      let detail = entry["Detail"]?.text.flatMap { input.kind(ofText: $0).content }
      let members: [(String, EventContent?)] = [
        ("source", entry["Source"].map { input.content($0) }),
        ("detail-type", entry["DetailType"].map { input.content($0) }),
        ("detail", detail ?? .text("")),
        ("resources", entry["Resources"].map { input.content($0) }),
      ]
      return EventContent.map(
        members.compactMap { member in member.1.map { .init(member.0, $0) } })
    }
    return TemplatedTarget.put(contents, to: bus, input, label, at: site)
  }

  // MARK: Functions

  func invoke() throws(InputError) -> ScheduleTarget? {
    guard
      let function = try node(
        "FunctionName", as: "a Lambda function", of: Transport.lambda.types)
    else { return nil }
    let kind = site.world.add(
      text("Payload").map { input.kind(ofText: $0) } ?? input.kind(of: .empty))
    switch text("InvocationType") {
    case "Event": return ScheduleTarget(function.label, .hand(function), kinds: [kind])
    case "RequestResponse", nil:
      let inlet = Function.Action.invoke.rawValue
      return ScheduleTarget(function.label, .call(function, inlet: inlet), kinds: [kind])
    case "DryRun": return ScheduleTarget(function.label, .accept)
    default: return nil
    }
  }

  func putFunctionConcurrency() throws(InputError) -> ScheduleTarget? {
    guard let function = try function(),
      let count = parameters?["ReservedConcurrentExecutions"]?.number?.integer, count >= 0
    else { return nil }
    return change(function) { world, edge in
      let wasOff = function.isSwitchedOff
      guard function.reserve(count, in: world) else { return false }
      if function.isSwitchedOff != wasOff {
        Self.note(function, isOn: wasOff, along: edge, in: world)
      }
      return true
    }
  }

  func deleteFunctionConcurrency() throws(InputError) -> ScheduleTarget? {
    guard let function = try function() else { return nil }
    return change(function) { world, edge in
      let wasOff = function.isSwitchedOff
      guard function.reserve(nil, in: world) else { return false }
      if wasOff { Self.note(function, isOn: true, along: edge, in: world) }
      return true
    }
  }

  func updateEventSourceMapping() throws(InputError) -> ScheduleTarget? {
    let type = EventSourceMapping.declaration.type
    guard let mapping = try node("UUID", as: "an event source mapping", of: [type]) else {
      return nil
    }
    for entry in parameters?.map?.entries ?? []
    where !["UUID", "Enabled", "FunctionName"].contains(entry.key) {
      site.note("\(entry.key) is not modelled in the call of \(label): it changes nothing")
    }
    guard let isEnabled = parameters?["Enabled"]?.flag else {
      return ScheduleTarget(Self.settings(of: mapping), .accept)
    }
    return change(mapping) { world, edge in
      let changes =
        (mapping as? EventSourceMapping)?.enable(isEnabled, in: world)
        ?? (mapping as? StreamMapping)?.enable(isEnabled, in: world) ?? false
      if changes { Self.note(mapping, isOn: isEnabled, along: edge, in: world) }
      return true
    }
  }

  /// Notes that a schedule had something do its work again, or no more of it.
  private static func note(
    _ node: any Node, isOn: Bool, along edge: UInt32, in world: World
  ) {
    world.episodes.note(
      Episode(
        isOn ? .enabled : .disabled, node: node.number, edge: edge, from: world.now, to: world.now))
  }

  // MARK: Parameters

  var place: Place { input.reference?.place ?? site.properties.place }

  private func change(
    _ node: any Node, _ change: @escaping (World, UInt32) -> Bool
  ) -> ScheduleTarget {
    ScheduleTarget(Self.settings(of: node), .change(change))
  }

  /// What reports call the settings of a node, which take no messages.
  private static func settings(of node: any Node) -> String { "\(node.label) (settings)" }

  private func function() throws(InputError) -> Function? {
    try node("FunctionName", as: "a Lambda function", of: [Function.declaration.type]) as? Function
  }

  private func text(_ name: String) -> String? { parameters?[name]?.scalarText }

  /// The node that a parameter names; nil where the parameter is missing.
  private func node(
    _ name: String, as wanted: String, of types: [String]
  ) throws(InputError) -> (any Node)? {
    guard let text = text(name) else { return nil }
    let node = try site.node(Reference(text: text, place: place), as: wanted)
    guard types.contains(node.card.declaration.type) else {
      throw InputError(
        "\(name) in the Input of \(label) names \(node.label), which is not \(wanted)",
        remedy: "it is of type \(node.card.declaration.type)", at: place)
    }
    return node
  }
}
