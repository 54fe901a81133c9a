import Blueprints
import Kernel
import Measures

extension Function {
  private static let guide = "https://docs.aws.amazon.com/lambda/latest/dg/"
  private static let pricing = "https://aws.amazon.com/lambda/pricing/"

  static let request = Price(
    "Lambda requests", microdollars: 200_000, per: 1_000_000, source: .documented(pricing)
  ).free(1_000_000)
  /// The counted units of a GB-second: megabytes times milliseconds.
  static let gigabyteSecond: Int64 = 1_024_000
  /// Duration on x86, per GB-second; a unit is a megabyte-millisecond.
  static let duration = Price(
    "Lambda duration (x86)", microdollars: 16_666_700, per: 1_024_000_000_000,
    source: .documented(pricing)
  ).tiered(
    (6_000_000_000 * gigabyteSecond, 15_000_000), (15_000_000_000 * gigabyteSecond, 13_333_400)
  ).free(400_000 * gigabyteSecond, sharing: "Lambda duration")
    .sold(by: "GB-second", of: gigabyteSecond)
  /// Duration on arm64, per GB-second; a unit is a megabyte-millisecond.
  static let durationOnArm = Price(
    "Lambda duration (arm64)", microdollars: 13_333_400, per: 1_024_000_000_000,
    source: .documented(pricing)
  ).tiered(
    (7_500_000_000 * gigabyteSecond, 12_000_100), (18_750_000_000 * gigabyteSecond, 10_666_700)
  ).free(400_000 * gigabyteSecond, sharing: "Lambda duration")
    .sold(by: "GB-second", of: gigabyteSecond)

  /// Disk space above 512 MB, per GB-second; a unit is a megabyte-millisecond.
  static let storage = Price(
    "Lambda ephemeral storage", microdollars: 30_900, per: 1_024_000_000_000,
    source: .documented(pricing)
  ).sold(by: "GB-second", of: gigabyteSecond)

  static let invocations = Measure(
    "Invocations", .count, in: .requests, "Runs of the code; throttled requests are none.")
  static let errors = Measure(
    "Errors", .count, in: .requests, role: .failure, "Runs that threw or ran out of time."
  ).present(.with(invocations.name))
  static let throttles = Measure(
    "Throttles", .count, in: .requests, role: .throttling,
    "Requests turned away for lack of concurrency or rate."
  ).present(.with(invocations.name))
  static let durations = Measure(
    "Duration", .samples, in: .nanoseconds, role: .response,
    "Time that the code ran, without its cold start.")
  static let concurrency = Measure(
    "ConcurrentExecutions", .gauge, in: .invocations, role: .concurrency,
    "Environments that run the code or start it."
  ).present(.whereAny)
  static let coldStarts = Measure(
    "ColdStarts", .count, in: .requests, role: .concurrency,
    "Runs that had to wait for a new environment.")
  static let initDurations = Measure(
    "InitDuration", .samples, in: .nanoseconds, role: .concurrency,
    "Time that a new environment took to start.")
  static let restoreDurations = Measure(
    "RestoreDuration", .samples, in: .nanoseconds, "Time that a snapshot took to be restored.")
  static let asyncReceived = Measure(
    "AsyncEventsReceived", .count, in: .messages, "Events taken into the asynchronous queue.")
  static let asyncAge = Measure(
    "AsyncEventAge", .samples, in: .nanoseconds, role: .age,
    "Age of an asynchronous event at each attempt to run it.")
  static let asyncDropped = Measure(
    "AsyncEventsDropped", .count, in: .messages, role: .failure,
    "Asynchronous events that were given up without a successful run.")
  static let deadLetterErrors = Measure(
    "DeadLetterErrors", .count, in: .messages, role: .failure,
    "Events that could not be handed to the dead-letter queue.")
  static let destinationFailures = Measure(
    "DestinationDeliveryFailures", .count, in: .messages, role: .failure,
    "Records that could not be handed to a destination.")

  static let iteratorAge = Measure(
    "IteratorAge", .samples, in: .nanoseconds, role: .age,
    "Age of the last record of each batch of a stream when its mapping sends it to the function.")
  static let recursionsDropped = Measure(
    "RecursiveInvocationsDropped", .count, in: .requests, role: .failure,
    "Runs that were stopped, because the function ran too often in one chain of requests.")

  /// Places of the inlets in the declaration.
  enum Action: Int { case invoke, invokeAsync }

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Lambda::Function", title: "Lambda function",
      summary: "Runs code in environments that come and go with the load.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:lambda:{region}:{account}:function:{name}",
        nameProperty: "FunctionName"))
    declaration.emblem = .function
    declaration.authority = .role([["Role"]])
    declaration.policyPapers = [
      PolicyPaper("AWS::Lambda::Permission", about: "FunctionName", .permission)
    ]
    declaration.logGroup = "/aws/lambda/{name}"
    declaration.segments = .invocation(
      service: "AWS::Lambda", code: "AWS::Lambda::Function")
    declaration.inlets = [
      Inlet(
        "Invoke", "Runs the code and answers when it has ended.",
        permission: "lambda:InvokeFunction", price: request),
      Inlet(
        "InvokeAsync", "Takes an event into the asynchronous queue, to be run and retried.",
        permission: "lambda:InvokeFunction"),
    ]
    declaration.entry = "Invoke"
    declaration.takesEvents = true
    declaration.metrics = MetricAddress("AWS/Lambda", by: "FunctionName")
    declaration.measures = [
      invocations, errors, throttles, durations, concurrency, coldStarts, initDurations,
      restoreDurations,
      iteratorAge,
      asyncReceived, asyncAge, asyncDropped, deadLetterErrors, destinationFailures,
      recursionsDropped,
    ]
    declaration.limits = [
      Limit(
        concurrencyPool, .account, "Environments of all functions of the account that run at once.",
        source: .documented(guide + "gettingstarted-limits.html")),
      Limit(
        "reserved concurrency", .resource, "Environments of the function that run at once.",
        source: .documented(guide + "lambda-concurrency.html")),
      Limit(
        "scale-out", .resource, "New environments: 1,000 at once, refilled with 100 a second.",
        source: .documented(guide + "scaling-behavior.html")),
      Limit(
        "requests per second", .resource, "Synchronous calls: ten times the concurrency.",
        source: .documented(guide + "lambda-concurrency.html")),
    ]
    declaration.limits.append(
      Limit(
        "recursion", .resource,
        "Runs of the function in one chain of requests: after 16 the next is stopped.",
        source: .documented(guide + "invocation-recursion.html")))
    declaration.faults = [
      Fault(.slow, "Computing takes so many times as long; calls to others do not."),
      Fault(.fail, "A share of runs throws."),
      Fault(.stop, "Reserved concurrency is set to 0: every request is turned away."),
      Fault(.throttle, "A share of requests is turned away."),
    ]
    declaration.parameters = FunctionParameters.all
    declaration.prices =
      [duration, durationOnArm, storage] + ProvisionedConcurrency.prices + FunctionLog.prices
      + [FunctionTraces.price, EncryptionCalls.price]
    return declaration
  }()

  var usedParameters: [Parameter] {
    FunctionParameters.synchronous
      + (meters.asyncReceived.total > 0 ? FunctionParameters.asynchronous : [])
      + (settings.restores ? [FunctionParameters.restore] : [])
  }

  /// The pool that all functions of the account share.
  static let concurrencyPool = "lambda.concurrency"
}
