import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Pipes::Pipe`.
struct PipeSettings: Settings {
  /// What is read, and how.
  struct Source: Settings {
    var filters: FilterCriteria?
    var queue: PipeQueueSettings?
    var table: PipeStreamSettings?
    var stream: PipeStreamSettings?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group(
        "FilterCriteria", &filters, "Which records go through at all; the others are removed.")
      try visitor.group("SqsQueueParameters", &queue, "How a queue is read.")
      try visitor.group("DynamoDBStreamParameters", &table, "How the stream of a table is read.")
      try visitor.group("KinesisStreamParameters", &stream, "How a Kinesis stream is read.")
    }
  }

  /// What the enrichment gets.
  struct Enrichment: Settings {
    var template: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "InputTemplate", &template, "What the enrichment gets of each record, with paths in <>.")
      visitor.ignored("HttpParameters")
    }
  }

  var source: Reference?
  var sourceParameters: Source?
  var enrichment: Reference?
  var enrichmentParameters: Enrichment?
  var target: Reference?
  var targetParameters: PipeTargetSettings?
  var state = "RUNNING"
  var key: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("Source", &source, "The queue or the stream that is read.")
    try visitor.group("SourceParameters", &sourceParameters, "How it is read.")
    try visitor.reference(
      "Enrichment", &enrichment, "The function or API destination that adds to the records.")
    try visitor.group("EnrichmentParameters", &enrichmentParameters, "What that gets.")
    try visitor.reference("Target", &target, "Who gets the records.")
    try visitor.group("TargetParameters", &targetParameters, "What that gets, and how.")
    try visitor.choice(
      "DesiredState", &state, among: ["RUNNING", "STOPPED"], "Whether the pipe reads at all.")
    try visitor.visit(
      "KmsKeyIdentifier", &key, "The key of KMS that encrypts what it holds; else AWS owns one.")
    visitor.ignored("Name", "Description", "RoleArn", "Tags", "LogConfiguration")
  }
}

/// How a pipe reads a queue.
struct PipeQueueSettings: Settings {
  var batchSize: Int64?
  var window = TimeSpan.zero

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "BatchSize", &batchSize, in: 1...10_000, "The most messages of an execution; 10.")
    try visitor.seconds(
      "MaximumBatchingWindowInSeconds", &window, in: 0...300,
      "How long messages are gathered before a batch that is not full goes through.")
  }
}

/// How a pipe reads a stream.
struct PipeStreamSettings: Settings {
  var batchSize: Int64?
  var window = TimeSpan.zero
  var lanes: Int64 = 1
  var retries: Int64 = -1
  var age: Int64 = -1
  var onPartialFailure: String?
  var position: String?
  var deadLetters: TargetSettings.DeadLetters?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "StartingPosition", &position, "Where reading begins, which is the same at the start.")
    try visitor.visit(
      "BatchSize", &batchSize, in: 1...10_000, "The most records of an execution; 100.")
    try visitor.seconds(
      "MaximumBatchingWindowInSeconds", &window, in: 0...300,
      "How long records are gathered before a batch that is not full goes through.")
    try visitor.visit(
      "ParallelizationFactor", &lanes, in: 1...10, "Executions of a shard at once.")
    try visitor.visit(
      "MaximumRetryAttempts", &retries, in: -1...10_000,
      "How often a batch that failed is tried again; -1 until its records expire.")
    try visitor.visit(
      "MaximumRecordAgeInSeconds", &age, in: -1...604_800,
      "How old a record may become; -1 for as long as the stream keeps it.")
    try visitor.visit(
      "OnPartialBatchItemFailure", &onPartialFailure,
      "AUTOMATIC_BISECT cuts a batch that failed in two.")
    try visitor.group(
      "DeadLetterConfig", &deadLetters, "Who hears of batches that were given up.")
    visitor.ignored("StartingPositionTimestamp")
  }
}
