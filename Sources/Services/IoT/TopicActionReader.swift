import Blueprints
import Documents

/// Finds out who an action of a rule is for, and how it is reached.
struct TopicActionReader {
  /// Who gets the messages, and how.
  typealias Target = (node: any Node, way: TopicAction.Way)

  private let name: String
  private let document: Document
  private let rule: NodeCard
  private let site: Site

  /// A reader of an action, by the name that it has in the template.
  init(_ name: String, _ document: Document, of rule: NodeCard, at site: Site) {
    self.name = name
    self.document = document
    self.rule = rule
    self.site = site
  }

  /// Who gets the messages; nil where the action is of a kind that is not modelled.
  ///
  /// - Throws: An error where the action names nothing that can take messages.
  func target() throws(InputError) -> Target? {
    let owner = "\(name) of \(rule.label)"
    let read: (settings: TopicActionSettings, notes: [Note]) = SettingReader.read(
      document, of: owner, reporting: site.diagnostics)
    for note in read.notes { site.note(note.text, at: note.place) }
    let settings = read.settings
    if let stream = settings.stream { return try self.stream(stream) }
    if let queue = settings.queue {
      let node = try receiver(
        queue.url, "QueueUrl", as: "an SQS queue", of: [Queue.declaration.type])
      try FIFORules.refuseFIFO(node, for: "messages of an IoT rule", at: queue.url?.place)
      return (node, .hand)
    }
    if let topic = settings.topic {
      let node = try receiver(
        topic.arn, "TargetArn", as: "an SNS topic", of: [Topic.declaration.type])
      try FIFORules.refuseFIFO(node, for: "messages of an IoT rule", at: topic.arn?.place)
      return (node, .hand)
    }
    if let function = settings.function {
      return (
        try receiver(
          function.arn, "FunctionArn", as: "a Lambda function", of: Transport.lambda.types), .hand
      )
    }
    if let delivery = settings.delivery {
      let type = DeliveryStream.declaration.type
      return (
        try receiver(delivery.name, "DeliveryStreamName", as: "a delivery stream", of: [type]),
        .hand
      )
    }
    if let item = settings.item { return try table(item.put?.table, key: nil) }
    if let row = settings.row { return try table(row.table, key: row.key) }
    return nil
  }

  private func stream(_ settings: TopicActionSettings.Stream) throws(InputError) -> Target {
    let node = try receiver(
      settings.name, "StreamName", as: "a Kinesis stream", of: ["AWS::Kinesis::Stream"])
    return (node, .record(try ItemKey(reading: key(settings.key), of: rule.label, in: site.world)))
  }

  private func table(_ table: Reference?, key: Reference?) throws(InputError) -> Target {
    let node = try receiver(table, "TableName", as: "a table", of: [Table.declaration.type])
    guard !(node is Elsewhere) else { return (node, .hand) }
    let inlet = Table.Action.put.rawValue
    var said = DocumentMap()
    if let key = self.key(key) { said.set("key", to: key, keyPlace: key.place) }
    let way = try node.way(
      reading: said, of: inlet, from: rule.label, in: site.world, at: table?.place)
    return (node, .call(inlet: inlet, way: way))
  }

  /// The key that a template of IoT gives, in the words of scenarios; nil where that is the usual
  /// one: what a topic or a device's name says is the group of the client that publishes.
  private func key(_ reference: Reference?) -> Document? {
    guard let reference else { return nil }
    let text = reference.text
    guard text.contains("$") else {
      return Composer(at: reference.place).map(["only": Composer(at: reference.place).text(text)])
    }
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    let inner = text.dropFirst(2).dropLast()
    if inner == "newuuid()" { return Composer(at: reference.place).text("message") }
    let isPath = inner.utf8.allSatisfy {
      0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x5F || $0 == 0x2E
    }
    return isPath && !inner.isEmpty ? Composer(at: reference.place).text(String(inner)) : nil
  }

  private func receiver(
    _ reference: Reference?, _ property: String, as wanted: String, of types: [String]
  ) throws(InputError) -> any Node {
    guard let reference else {
      throw InputError(
        "\(name) of \(rule.label) has no \(property)", remedy: "name \(wanted)",
        at: document.place)
    }
    guard let node = site.find(reference.text) else {
      return try site.party(named: reference, of: types, missing: .acceptance)
        ?? Elsewhere.named(reference.text, in: site.world)
    }
    guard types.contains(node.card.declaration.type) else {
      throw InputError(
        "\(name) of \(rule.label) is for \(wanted), and \(node.label) is none",
        remedy: "it is of type \(node.card.declaration.type)", at: reference.place)
    }
    return node
  }
}
