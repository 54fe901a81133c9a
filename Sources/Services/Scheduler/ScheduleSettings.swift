import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Scheduler::Schedule`.
struct ScheduleSettings: Settings {
  /// Whether invocations are spread over some time.
  struct Window: Settings {
    var mode = "OFF"
    var minutes: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "Mode", &mode, among: ["OFF", "FLEXIBLE"], "Whether the invocation may come later.")
      try visitor.visit(
        "MaximumWindowInMinutes", &minutes, in: 1...1_440,
        "How long after its time the invocation may come.")
    }
  }

  /// What a target that is an event bus needs to know.
  struct BusParameters: Settings {
    var type: String?
    var source: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("DetailType", &type, "The detail-type of the event.")
      try visitor.visit("Source", &source, "The source of the event.")
    }
  }

  /// What a target that is a Kinesis stream needs to know.
  struct StreamParameters: Settings {
    var key: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("PartitionKey", &key, "The key of every record.")
    }
  }

  /// What is invoked.
  struct Target: Settings {
    var target: Reference?
    var input: Reference?
    var retries: TargetSettings.Retries?
    var deadLetters: TargetSettings.DeadLetters?
    var queue: TargetSettings.QueueParameters?
    var bus: BusParameters?
    var stream: StreamParameters?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "Arn", &target, "Who is invoked, or the API call that is made: a universal target.")
      try visitor.reference("Input", &input, "What the target gets; a standard event if left out.")
      try visitor.group("RetryPolicy", &retries, "How long and how often a failure is tried again.")
      try visitor.group("DeadLetterConfig", &deadLetters, "Where an invocation goes that failed.")
      try visitor.group("SqsParameters", &queue, "What a FIFO queue needs to know.")
      try visitor.group("EventBridgeParameters", &bus, "What an event bus needs to know.")
      try visitor.group("KinesisParameters", &stream, "What a Kinesis stream needs to know.")
      visitor.ignored("RoleArn", "EcsParameters", "SageMakerPipelineParameters")
    }
  }

  /// The most characters of an input.
  static let inputLimit = 262_144

  var expression: String?
  var zone: String?
  var begin: String?
  var end: String?
  var state = "ENABLED"
  var afterCompletion = "NONE"
  var window: Window?
  var target: Target?
  var key: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "ScheduleExpression", &expression, "When the target is invoked: cron(…), rate(…) or at(…).")
    try visitor.visit(
      "ScheduleExpressionTimezone", &zone, "The time zone of cron and at; UTC if left out.")
    try visitor.visit("StartDate", &begin, "Before this date in UTC nothing is invoked.")
    try visitor.visit("EndDate", &end, "After this date in UTC nothing is invoked.")
    try visitor.choice(
      "State", &state, among: ["ENABLED", "DISABLED"], "Whether anything is invoked at all.")
    try visitor.choice(
      "ActionAfterCompletion", &afterCompletion, among: ["NONE", "DELETE"],
      "Whether a schedule is deleted after its last invocation, which changes nothing here.")
    try visitor.group("FlexibleTimeWindow", &window, "Whether invocations are spread over time.")
    try visitor.group("Target", &target, "What is invoked.")
    try visitor.visit(
      "KmsKeyArn", &key, "The key of KMS that encrypts its input; each invocation opens it once.")
    visitor.ignored("Name", "GroupName", "Description")
  }
}
