import Blueprints
import Documents
import Kernel

/// The properties of `AWS::IoT::TopicRule`.
struct TopicRuleSettings: Settings {
  /// What the rule does with which messages.
  struct Payload: Settings {
    var sql: String?
    var isDisabled = false
    var actions: Document?
    var errorAction: Document?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("Sql", &sql, "Which messages are meant, and what of them is sent on.")
      try visitor.visit("RuleDisabled", &isDisabled, "Whether the rule does nothing.")
      try visitor.document("Actions", &actions, "Who gets the messages; ten at most.")
      try visitor.document("ErrorAction", &errorAction, "Who is told of an action that failed.")
      visitor.ignored("Description", "AwsIotSqlVersion")
    }
  }

  var payload: Payload?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("TopicRulePayload", &payload, "What the rule does with which messages.")
    visitor.ignored("RuleName", "Tags")
  }
}

/// One entry among the actions of a rule: a map with one key, which says what kind it is.
struct TopicActionSettings: Settings {
  /// A stream that takes records.
  struct Stream: Settings {
    var name: Reference?
    var key: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("StreamName", &name, "The stream that takes the messages.")
      try visitor.reference("PartitionKey", &key, "What tells shards apart, as ${deviceId}.")
      visitor.ignored("RoleArn")
    }
  }

  /// A queue that takes messages.
  struct Queue: Settings {
    var url: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("QueueUrl", &url, "The queue that takes the messages.")
      visitor.ignored("RoleArn", "UseBase64")
    }
  }

  /// A topic that takes messages.
  struct Topic: Settings {
    var arn: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("TargetArn", &arn, "The topic that takes the messages.")
      visitor.ignored("RoleArn", "MessageFormat")
    }
  }

  /// A function that is invoked.
  struct Function: Settings {
    var arn: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("FunctionArn", &arn, "The function that gets the messages.")
    }
  }

  /// A table that gets an item for each message, which holds it as a whole.
  struct Row: Settings {
    var table: Reference?
    var key: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("TableName", &table, "The table that gets an item.")
      try visitor.reference("HashKeyValue", &key, "Which item, as ${deviceId}.")
      visitor.ignored(
        "HashKeyField", "HashKeyType", "PayloadField", "RangeKeyField", "RangeKeyType",
        "RangeKeyValue", "RoleArn")
    }
  }

  /// A delivery stream that takes records.
  struct Delivery: Settings {
    var name: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("DeliveryStreamName", &name, "The stream that takes the messages.")
      visitor.ignored("RoleArn", "Separator", "BatchMode")
    }
  }

  var stream: Stream?
  var queue: Queue?
  var topic: Topic?
  var function: Function?
  var item: TopicItemSettings?
  var row: Row?
  var delivery: Delivery?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("Kinesis", &stream, "A stream that takes records.")
    try visitor.group("Sqs", &queue, "A queue that takes messages.")
    try visitor.group("Sns", &topic, "A topic that takes messages.")
    try visitor.group("Lambda", &function, "A function that is invoked.")
    try visitor.group("DynamoDBv2", &item, "A table that gets an item for each message.")
    try visitor.group("DynamoDB", &row, "A table that gets an item for each message.")
    try visitor.group("Firehose", &delivery, "A delivery stream that takes records.")
  }
}

/// A table that gets an item for each message, of one attribute for each field.
struct TopicItemSettings: Settings {
  /// What is put.
  struct Put: Settings {
    var table: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("TableName", &table, "The table that gets an item.")
    }
  }

  var put: Put?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("PutItem", &put, "What is put.")
    visitor.ignored("RoleArn")
  }
}
