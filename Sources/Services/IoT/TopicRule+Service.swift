import Blueprints
import Documents

extension TopicRule {
  /// The most actions of a rule.
  private static let greatestActions = 10

  /// `AWS::IoT::TopicRule` in the catalogue.
  static let service = Service(declaration, settings: TopicRuleSettings.self) {
    (settings, site) throws(InputError) in
    let card = NodeCard(site.label, declaration, in: site.world)
    let payload = settings.payload ?? TopicRuleSettings.Payload()
    let statement = try TopicRuleStatement(payload.sql, at: site)
    let rule = TopicRule(statement, card, isEnabled: !payload.isDisabled, in: site.world)
    rule.settings = payload
    return rule
  }

  func connect(_ site: Site) throws(InputError) {
    let documents = settings.actions?.list ?? []
    guard documents.count <= Self.greatestActions else {
      throw InputError(
        "\(label) has \(documents.count) actions",
        remedy: "AWS allows \(Self.greatestActions); make a second rule of the same statement",
        at: settings.actions?.place)
    }
    for (index, document) in documents.enumerated() {
      let reader = TopicActionReader("Actions[\(index)]", document, of: card, at: site)
      guard let target = try reader.target() else { continue }
      add(
        TopicAction(
          to: target.node, by: target.way, number: actions.count, of: card, in: site.world))
    }
    if let document = settings.errorAction { try addErrorAction(document, at: site) }
    for node in site.world.nodes {
      guard let other = node as? TopicRule, other.number < number, other.topic == topic else {
        continue
      }
      site.note(
        "\(other.label) and \(label) read the same topic: what is published to one does not reach "
          + "the other")
    }
  }

  private func addErrorAction(_ document: Document, at site: Site) throws(InputError) {
    let reader = TopicActionReader("ErrorAction", document, of: card, at: site)
    guard let target = try reader.target() else { return }
    let (name, topic) = (site.physicalName, topic)
    let envelope = site.world.addEnvelope { kind in
      var wrapped = kind.saying(
        .map([
          .init("ruleName", .text(name)), .init("topic", .text(topic)),
          .init("cloudwatchTraceId", .identity), .init("clientId", .text("")),
          .init("base64OriginalPayload", kind.content.map { .embedded($0) } ?? .text("")),
          .init(
            "failures",
            .list([
              .map([
                .init("failedAction", .text("")), .init("failedResource", .text("")),
                .init("errorMessage", .text("")),
              ])
            ])),
        ]))
      wrapped.attributes = []
      return wrapped
    }
    let errors = TopicAction(
      to: target.node, by: target.way, number: actions.count, of: card, envelope: envelope,
      in: site.world)
    for action in actions { action.setsAside(to: errors) }
    if actions.count > 1 {
      site.note(
        "AWS tells the error action of \(label) once of all actions that failed with a message: "
          + "here it is told of each")
    }
    add(errors)
  }
}
