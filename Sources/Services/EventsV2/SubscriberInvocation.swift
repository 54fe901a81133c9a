import Blueprints
import Documents

/// How the target is called.
struct SubscriberInvocation: Settings {
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
