import Blueprints
import Documents
import Kernel

/// The properties of `AWS::SQS::Queue`.
struct QueueSettings: Settings {
  /// Where a message goes that was received too often.
  struct Redrive: Settings {
    var target: Reference?
    var maxReceiveCount: Int64 = 10

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "deadLetterTargetArn", &target, "The queue that takes what was received too often.")
      try visitor.visit(
        "maxReceiveCount", &maxReceiveCount, in: 1...1_000,
        "How often a message is received before the next receive sets it aside.")
    }
  }

  var delay = TimeSpan.zero
  var maximumMessageSize: Int64 = 1_048_576
  var retention = TimeSpan.days(4)
  var waitTime = TimeSpan.zero
  var visibilityTimeout = TimeSpan.seconds(30)
  var redrive: Redrive?
  var isFIFO = false
  var isByContent = false
  var deduplicationScope = Scope.queue.rawValue
  var throughputLimit = ThroughputLimit.queue.rawValue
  var key: Reference?
  var keyReuse = EncryptionCalls.usualReuse

  /// Within what a FIFO queue takes no message twice.
  enum Scope: String, CaseIterable {
    /// All its messages.
    case queue
    /// Those of a group; the same id in another group is another message.
    case group = "messageGroup"
  }

  /// To what the calls in a second are bounded.
  enum ThroughputLimit: String, CaseIterable {
    /// To the queue.
    case queue = "perQueue"
    /// To the partition of each group.
    case group = "perMessageGroupId"
  }

  /// Whether a message of some bytes that comes along an edge is not too large; what another queue
  /// sets aside is never asked.
  func admits(_ size: Int64, along edge: @autoclosure () -> Edge) -> Bool {
    size <= maximumMessageSize || !edge().limitsSize
  }

  /// Whether messages of different groups are never the same.
  var deduplicatesByGroup: Bool { deduplicationScope == Scope.group.rawValue }
  /// Whether every partition has the bound of calls to itself.
  var hasHighThroughput: Bool { throughputLimit == ThroughputLimit.group.rawValue }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.seconds(
      "DelaySeconds", &delay, in: 0...900, "How long a new message stays invisible.")
    try visitor.visit(
      "MaximumMessageSize", &maximumMessageSize, in: 1_024...1_048_576,
      "The largest message that is taken, in bytes.")
    try visitor.seconds(
      "MessageRetentionPeriod", &retention, in: 60...1_209_600,
      "How long a message is kept from the moment at which it was sent.")
    try visitor.seconds(
      "ReceiveMessageWaitTimeSeconds", &waitTime, in: 0...20,
      "How long a receive waits for a message; 0 is short polling.")
    try visitor.seconds(
      "VisibilityTimeout", &visibilityTimeout, in: 0...43_200,
      "How long a received message stays hidden from other receivers.")
    try visitor.group(
      "RedrivePolicy", &redrive, "Where a message goes that was received too often.")
    try visitor.visit(
      "FifoQueue", &isFIFO, "Whether the order of each message group is kept.")
    try visitor.visit(
      "ContentBasedDeduplication", &isByContent,
      "Whether a FIFO queue tells messages without a deduplication id apart by their bodies.")
    try visitor.choice(
      "DeduplicationScope", &deduplicationScope, among: Scope.allCases.map { $0.rawValue },
      "Within what a FIFO queue takes no message twice.")
    try visitor.choice(
      "FifoThroughputLimit", &throughputLimit, among: ThroughputLimit.allCases.map { $0.rawValue },
      "To what the calls in a second of a FIFO queue are bounded.")
    try visitor.reference(
      "KmsMasterKeyId", &key, "The key of KMS that encrypts messages; what is asked of it is paid.")
    try visitor.seconds(
      "KmsDataKeyReusePeriodSeconds", &keyReuse, in: 60...86_400,
      "How long a data key is used before KMS is asked again.")
    visitor.ignored("QueueName", "Tags", "SqsManagedSseEnabled", "RedriveAllowPolicy")
  }
}
