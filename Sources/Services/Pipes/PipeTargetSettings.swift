import Blueprints
import Documents

/// What the target gets.
struct PipeTargetSettings: Settings {
  /// How a function is called.
  struct Function: Settings {
    var invocation = "REQUEST_RESPONSE"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "InvocationType", &invocation, among: ["REQUEST_RESPONSE", "FIRE_AND_FORGET"],
        "Whether the pipe waits until the function has run.")
    }
  }

  /// What an event bus needs to know.
  struct Bus: Settings {
    var type: String?
    var source: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("DetailType", &type, "The detail-type of the events.")
      try visitor.visit("Source", &source, "The source of the events; Pipe and its name.")
      visitor.ignored("EndpointId", "Resources", "Time")
    }
  }

  /// What a queue needs to know.
  struct Queue: Settings {
    var group: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MessageGroupId", &group,
        "The group of all messages in a FIFO queue; a path stands for the message's own group.")
      visitor.ignored("MessageDeduplicationId")
    }
  }

  /// What a Kinesis stream needs to know.
  struct Stream: Settings {
    var key: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "PartitionKey", &key, "The partition key of all records, or a path to that of each.")
    }
  }

  var template: String?
  var function: Function?
  var bus: Bus?
  var queue: Queue?
  var stream: Stream?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "InputTemplate", &template, "What the target gets of each record, with paths in <>.")
    try visitor.group("LambdaFunctionParameters", &function, "How a function is called.")
    try visitor.group(
      "EventBridgeEventBusParameters", &bus, "What the events say whose detail a record is.")
    try visitor.group("SqsQueueParameters", &queue, "What a FIFO queue needs to know.")
    try visitor.group(
      "KinesisStreamParameters", &stream, "What a Kinesis stream needs to know.")
    visitor.ignored(
      "CloudWatchLogsParameters", "HttpParameters",
      "StepFunctionStateMachineParameters", "EcsTaskParameters", "BatchJobParameters",
      "RedshiftDataParameters", "SageMakerPipelineParameters", "TimestreamParameters")
  }
}
