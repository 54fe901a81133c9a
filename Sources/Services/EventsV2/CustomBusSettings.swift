import Blueprints
import Documents
import Kernel

/// The properties of `AWS::EventsV2::EventBus`.
struct CustomBusSettings: Settings {
  /// How long events stay on the bus for replays.
  struct Storage: Settings {
    var days: Int64 = 1

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "RetentionPeriodInDays", &days, in: 1...365,
        "Days for which events stay on the bus; nothing is replayed here, so it changes nothing.")
    }
  }

  var name: String?
  var storage: Storage?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Name", &name, "The name of the bus, part of its ARN.")
    try visitor.group("StorageConfiguration", &storage, "How long events stay on the bus.")
    visitor.ignored("Description", "EncryptionConfiguration", "Tags")
  }
}

/// The properties of `AWS::EventsV2::Subscriber`.
struct SubscriberSettings: Settings {
  /// How the target is called.
  struct Invocation: Settings {
    /// What a function as target needs to know.
    struct LambdaParameters: Settings {
      var type = "EVENT"
      var timeout: Int64 = 30

      mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
        try visitor.choice(
          "InvocationType", &type, among: ["EVENT", "REQUEST_RESPONSE"],
          "Whether a function error is a failed delivery; AWS documents no default, EVENT is taken."
        )
        try visitor.visit(
          "InvocationTimeoutSeconds", &timeout, in: 1...30, "Seconds to wait for the function.")
        visitor.ignored("Qualifier", "DurableExecutionName", "TenantId")
      }
    }

    /// What an endpoint on the web as target needs to know.
    struct HTTPParameters: Settings {
      var timeout: Int64 = 30

      mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
        try visitor.visit(
          "InvocationTimeoutSeconds", &timeout, in: 1...30, "Seconds to wait for the answer.")
        visitor.ignored("PathParameterValues", "HeaderParameters", "QueryStringParameters")
      }
    }

    /// What a queue as target needs to know.
    struct QueueParameters: Settings {
      var group: String?

      mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
        try visitor.visit("MessageGroupId", &group, "The group of an event in a FIFO queue.")
        visitor.ignored(
          "MessageDeduplicationId", "DelaySeconds", "MessageAttributes", "MessageSystemAttributes")
      }
    }

    var target: Reference?
    var function: LambdaParameters?
    var web: HTTPParameters?
    var queue: QueueParameters?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("TargetArn", &target, "The one target of the subscriber.")
      try visitor.group("LambdaParameters", &function, "What a function needs to know.")
      try visitor.group("HttpParameters", &web, "What an endpoint on the web needs to know.")
      try visitor.group("SqsParameters", &queue, "What a queue needs to know.")
      visitor.ignored(
        "RoleArn", "SnsParameters", "KinesisParameters", "EventBusV2Parameters",
        "StepFunctionsParameters", "UniversalTargetParameters")
    }
  }

  /// Which events are delivered.
  struct Filters: Settings {
    /// A pattern over a part of the event.
    struct Filter: Settings {
      static let scopes = ["DATA", "METADATA", "SYSTEM_METADATA"]
      var scope = "DATA"
      var pattern: Document?

      mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
        try visitor.choice(
          "Scope", &scope, among: Self.scopes, "Which part of the event is looked at.")
        try visitor.document("Pattern", &pattern, "What that part must look like.")
      }
    }

    var filters: [Filter] = []

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.list("Filters", &filters, "An event must match all; one for each scope at most.")
      visitor.ignored("Language")
    }
  }

  /// How many events go into one call of the target.
  struct Batching: Settings {
    var size: Int64?
    var window = TimeSpan.zero

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MaxBatchSize", &size, in: 1...500, "Events in a call at most; what the target takes.")
      try visitor.seconds(
        "MaxBatchWindowInSeconds", &window, in: 0...300, "How long a call waits for more events.")
    }
  }

  /// How long and how often an event is tried again.
  struct Retries: Settings {
    var maximumRetries: Int64 = 5
    var maximumAge = TimeSpan.seconds(300)

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MaxRetryAttempts", &maximumRetries, in: 0...185, "How often a delivery is tried again.")
      try visitor.seconds(
        "MaxEventAgeInSeconds", &maximumAge, in: 60...86_400,
        "How old an event may become before it is given up.")
    }
  }

  /// Where a record goes of an event that was given up.
  struct OnFailure: Settings {
    var queue: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("Arn", &queue, "The queue that takes a record of each.")
    }
  }

  /// What the target gets of an event.
  struct Transformer: Settings {
    var type = "RAW"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "Type", &type, among: ["RAW", "WITH_METADATA", "JSONATA"],
        "The event alone, the event with its metadata, or the output of an expression.")
      visitor.ignored("JsonataConfiguration")
    }
  }

  var bus: Reference?
  var invocation: Invocation?
  var order = "UNORDERED"
  var filters: Filters?
  var batching: Batching?
  var retries: Retries?
  var onFailure: OnFailure?
  var transformer: Transformer?
  var state = "RUNNING"
  var start = "LATEST"

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("EventBusArn", &bus, "The bus whose events are delivered.")
    try visitor.group("InvokeConfiguration", &invocation, "The one target, and how it is called.")
    try visitor.choice(
      "Type", &order, among: ["FIFO", "UNORDERED"], "Whether events of a group keep their order.")
    try visitor.group("FilterConfiguration", &filters, "Which events are delivered.")
    try visitor.group("BatchConfiguration", &batching, "How many events go into one call.")
    try visitor.group("RetryPolicy", &retries, "How long and how often an event is tried again.")
    try visitor.group("OnFailureConfiguration", &onFailure, "Where a record of a failure goes.")
    try visitor.group("Transformer", &transformer, "What the target gets of an event.")
    try visitor.choice("State", &state, among: ["RUNNING", "STOPPED"], "Whether it delivers.")
    try visitor.choice(
      "StartingPosition", &start, among: ["LATEST", "POINT_IN_TIME"],
      "From where on it delivers; nothing was on the bus before a run begins.")
    visitor.ignored(
      "Name", "Description", "LogConfiguration", "PointInTimeConfiguration", "ResumePosition",
      "Tags")
  }
}
