import Blueprints
import Documents
import Kernel

/// The properties of `AWS::EventsV2::Subscriber`.
struct SubscriberSettings: Settings {
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
  var invocation: SubscriberInvocation?
  var order = "UNORDERED"
  var filters: SubscriberFilterSettings?
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
