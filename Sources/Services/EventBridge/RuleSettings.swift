import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Events::Rule`.
struct RuleSettings: Settings {
  /// The words for a rule's state; both kinds of enabled rules match here.
  static let states = ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]

  var bus: Reference?
  var pattern: Document?
  var schedule: String?
  var state = "ENABLED"
  var targets: [TargetSettings] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference(
      "EventBusName", &bus, "The bus whose events are looked at; the default bus if left out.")
    try visitor.document("EventPattern", &pattern, "What an event must look like.")
    try visitor.visit(
      "ScheduleExpression", &schedule, "When the rule makes an event by itself.")
    try visitor.choice("State", &state, among: Self.states, "Whether the rule matches anything.")
    try visitor.list("Targets", &targets, "Who gets the events that match; five at most.")
    visitor.ignored("Name", "Description", "RoleArn", "Tags")
  }
}

/// What a rule says of one of its targets.
struct TargetSettings: Settings {
  /// How long and how often an event is tried again.
  struct Retries: Settings {
    var maximumAge = TimeSpan.days(1)
    var maximumRetries: Int64 = 185

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.seconds(
        "MaximumEventAgeInSeconds", &maximumAge, in: 60...86_400,
        "How old an event may become before it is given up.")
      try visitor.visit(
        "MaximumRetryAttempts", &maximumRetries, in: 0...185,
        "How often a failed invocation is tried again.")
    }
  }

  /// Where an event goes that was given up.
  struct DeadLetters: Settings {
    var target: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("Arn", &target, "The standard queue that takes what was given up.")
    }
  }

  /// What a target that is a FIFO queue needs to know.
  struct QueueParameters: Settings {
    var group: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("MessageGroupId", &group, "The group of all events in a FIFO queue.")
    }
  }

  /// What a target that is a Kinesis stream needs to know.
  struct StreamParameters: Settings {
    var path: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "PartitionKeyPath", &path, "Where in the event its key is; its id if left out.")
    }
  }

  var id: String?
  var target: Reference?
  var input = InputSettings()
  var retries: Retries?
  var deadLetters: DeadLetters?
  var queue: QueueParameters?
  var stream: StreamParameters?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Id", &id, "The name of the target within the rule.")
    try visitor.reference("Arn", &target, "Who gets the events.")
    try input.walk(&visitor)
    try visitor.group("RetryPolicy", &retries, "How long and how often an event is tried again.")
    try visitor.group("DeadLetterConfig", &deadLetters, "Where an event goes that was given up.")
    try visitor.group("SqsParameters", &queue, "What a FIFO queue needs to know.")
    try visitor.group("KinesisParameters", &stream, "What a Kinesis stream needs to know.")
    visitor.ignored(
      "AppSyncParameters", "BatchParameters", "EcsParameters", "HttpParameters",
      "RedshiftDataParameters", "RoleArn", "RunCommandParameters", "SageMakerPipelineParameters")
  }
}
