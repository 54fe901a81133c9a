import Blueprints
import Documents

/// What the statement of a rule asks for, as far as it is modelled.
struct TopicRuleStatement {
  /// The filter of topics.
  let topic: String
  /// Which messages are meant; nil where all are.
  let condition: TopicCondition?
  /// The transformation that makes what is sent on; nil where that is the message.
  let selection: Int?

  /// Reads the statement of a rule; what is not modelled is noted.
  ///
  /// - Throws: An error where it is none.
  init(_ sql: String?, at site: Site) throws(InputError) {
    let payload = site.properties["TopicRulePayload"]
    let place = (payload?["Sql"] ?? payload ?? site.properties).place
    guard let sql, let statement = TopicStatement(sql) else {
      throw InputError(
        sql == nil
          ? "\(site.label) has no Sql" : "the Sql of \(site.label) is no statement of IoT",
        remedy: "for example SELECT * FROM 'sensors/+' WHERE temperature > 30", at: place)
    }
    topic = statement.topic ?? "$aws/rules/\(site.physicalName)"
    condition = statement.condition.flatMap { TopicCondition($0) }
    if statement.condition != nil, condition == nil {
      site.note(
        "the WHERE of \(site.label) is not modelled, as it holds more than comparisons of fields "
          + "joined by AND and OR: every message is sent on", at: place)
    }
    let selection = TopicSelection(statement.selection, topic: topic)
    if selection == nil {
      site.note(
        "the SELECT of \(site.label) is not modelled, as it holds more than fields: messages are "
          + "sent on as they are", at: place)
    }
    self.selection = selection.flatMap { selection in
      selection.isEverything
        ? nil : site.world.addTransformation { selection.applied(to: $0) }
    }
  }
}
