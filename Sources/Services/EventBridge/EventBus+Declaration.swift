import Blueprints
import Kernel
import Measures

extension EventBus {
  private static let prices = Source.documented("https://aws.amazon.com/eventbridge/pricing/")

  /// What one event of 64 KB costs.
  static let customEvent = Price(
    "EventBridge custom events", microdollars: 1_000_000, per: 1_000_000, source: prices)
  /// What one event of 64 KB costs that a partner sends.
  static let partnerEvent = Price(
    "EventBridge partner events", microdollars: 1_000_000, per: 1_000_000, source: prices)

  static let calls = Measure(
    "PutEventsApproximateCallCount", .count, in: .requests, "Requests of PutEvents.")
  static let successes = Measure(
    "PutEventsApproximateSuccessCount", .count, in: .requests,
    "Requests of PutEvents that were taken, whatever became of their entries.")
  static let failures = Measure(
    "PutEventsApproximateFailedCount", .count, in: .requests, role: .failure,
    "Requests of PutEvents that were refused as a whole.")
  static let throttles = Measure(
    "PutEventsApproximateThrottledCount", .count, in: .requests, role: .throttling,
    "Requests of PutEvents turned away by the quota of the account.")
  static let entries = Measure(
    "PutEventsEntriesCount", .count, in: .messages, "Entries of the requests that were taken.")
  static let failedEntries = Measure(
    "PutEventsFailedEntriesCount", .count, in: .messages, role: .failure,
    "Entries that were refused or failed, though their request was taken.")
  static let putLatency = Measure(
    "PutEventsLatency", .samples, in: .nanoseconds, "How long requests of PutEvents took.")
  static let requestSize = Measure(
    "PutEventsRequestSize", .samples, in: .bytes, "Size of the requests of PutEvents.")
  static let matchedEvents = Measure(
    "MatchedEvents", .count, in: .messages, "Events that matched at least one rule.")
  static let unmatchedEvents = Measure(
    "UnmatchedEvents", .count, in: .messages, role: .unwanted,
    "Events that matched no rule and so went nowhere; CloudWatch has no metric for them.")

  static let measures = [
    calls, successes, failures, throttles, entries, failedEntries, putLatency, requestSize,
    matchedEvents, unmatchedEvents,
  ]

  /// Places of the inlets in the declaration.
  enum Action: Int { case putEvents, putPartnerEvents }

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Events::EventBus", title: "EventBridge event bus",
      summary: "Hands every event to the targets of all rules that it matches.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:events:{region}:{account}:event-bus/{name}",
        attributes: [("Name", "{name}")], nameProperty: "Name"))
    declaration.emblem = .bus
    declaration.authority = .elsewhere
    declaration.keyPath = ["KmsKeyIdentifier"]
    declaration.policyPapers = [
      PolicyPaper("AWS::Events::EventBusPolicy", about: "EventBusName", .statements)
    ]
    declaration.greatestPipeBatch = EventIntake.greatestCount
    var putEvents = Inlet(
      "PutEvents", "Takes up to ten events.", permission: "events:PutEvents", price: customEvent)
    putEvents.messagesPerRequest = EventIntake.greatestCount
    var putPartnerEvents = Inlet(
      "PutPartnerEvents", "Takes up to twenty events of a partner.", permission: nil,
      price: partnerEvent)
    putPartnerEvents.messagesPerRequest = 20
    declaration.inlets = [putEvents, putPartnerEvents]
    declaration.entry = "PutEvents"
    declaration.takesEvents = true
    declaration.metrics = MetricAddress("AWS/Events", by: "EventBusName")
    declaration.measures = measures
    declaration.limits = [
      Limit(
        EventBusParameters.putRate.name, .account,
        "Requests of PutEvents in a second, by region; more are turned away.",
        source: EventBusParameters.putRate.entries[0].source),
      Limit(
        EventBusParameters.invocationRate.name, .account,
        "Invocations of targets in a second, by region; more of them wait.",
        source: EventBusParameters.invocationRate.entries[0].source),
    ]
    declaration.faults = [
      Fault(.slow, "Events take so many times as long to their targets."),
      Fault(.fail, "A share of entries comes back as InternalFailure; the sender may try again."),
      Fault(.throttle, "A share of PutEvents requests is turned away."),
    ]
    declaration.parameters = EventBusParameters.all + [EncryptionCalls.holderReuse]
    declaration.prices = [EncryptionCalls.price]
    return declaration
  }()
}
