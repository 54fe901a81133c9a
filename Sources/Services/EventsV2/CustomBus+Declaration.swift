import Blueprints
import Documents
import Kernel
import Measures

extension CustomBus {
  static let calls = Measure(
    "PublishEventsApproximateCallCount", .count, in: .requests, "Requests of PutEvents.")
  static let successes = Measure(
    "PublishEventsApproximateSuccessCallCount", .count, in: .requests,
    "Requests of which at least one entry was not turned away by a quota.")
  static let failures = Measure(
    "PublishEventsApproximateFailedCallCount", .count, in: .requests, role: .failure,
    "Requests that were refused as a whole.")
  static let throttles = Measure(
    "PublishEventsApproximateThrottledCallCount", .count, in: .requests, role: .throttling,
    "Requests of which at least one entry was turned away by a quota of the bus or of its group.")
  static let entries = Measure(
    "PublishEventsEntryCount", .count, in: .messages, "Entries of the requests that were taken.")
  static let failedEntries = Measure(
    "PublishEventsFailedEntriesCount", .count, in: .messages, role: .failure,
    "Entries that failed inside a request that was taken.")
  static let ingress = Measure(
    "PublishEventsIngressBytes", .count, in: .bytes, "Bytes of the events that were stored.")
  static let deduplicated = Measure(
    "EntriesDeduplicated", .count, in: .messages,
    "Entries that were there already and stored no second time; CloudWatch has no metric for them."
  )

  /// Marks that come back as advice.
  static let remarks = [
    "its latencies are those of the classic bus, as AWS publishes none",
    "its own prices are not known, and not in the bill",
  ]

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::EventsV2::EventBus", title: "EventBridge custom event bus",
      summary: "Hands every event to each of its subscribers whose filters it matches.",
      identity: Identity(
        ref: "arn:{partition}:events:{region}:{account}:event-busv2/{name}/{id}",
        arn: "arn:{partition}:events:{region}:{account}:event-busv2/{name}/{id}",
        attributes: [
          ("EventBusArn", "arn:{partition}:events:{region}:{account}:event-busv2/{name}/{id}")
        ], nameProperty: "Name"))
    declaration.emblem = .bus
    declaration.authority = .elsewhere
    declaration.keyPath = ["EncryptionConfiguration", "KmsKeyIdentifier"]
    var putEvents = Inlet(
      "PutEvents", "Takes up to a hundred events; what it costs is not known.",
      permission: "events:PutEvents")
    putEvents.messagesPerRequest = 100
    declaration.inlets = [putEvents]
    declaration.entry = "PutEvents"
    declaration.measures = [
      calls, successes, failures, throttles, entries, failedEntries, ingress, deduplicated,
    ]
    declaration.limits = [
      Limit(
        CustomBusParameters.rate.name, .resource, "Events in a second; more are turned away.",
        source: CustomBusParameters.rate.entries[0].source),
      Limit(
        CustomBusParameters.groupRate.name, .resource,
        "Events and KB of an event group in a second; more are turned away.",
        source: CustomBusParameters.groupRate.entries[0].source),
    ]
    declaration.faults = [
      Fault(.slow, "Events take so many times as long to their targets."),
      Fault(.fail, "A share of entries fails; the sender may try again."),
      Fault(.throttle, "A share of requests is turned away."),
    ]
    declaration.parameters = CustomBusParameters.bus + [EncryptionCalls.holderReuse]
    declaration.prices = [EncryptionCalls.price]
    return declaration
  }()

  /// `AWS::EventsV2::EventBus` in the catalogue.
  static let service = Service(declaration, settings: CustomBusSettings.self) {
    (settings, site) throws(InputError) in
    guard settings.name != nil else {
      throw InputError(
        "\(site.label) has no Name", remedy: "the custom event bus requires one",
        at: site.properties.place)
    }
    return CustomBus(label: site.label, key: settings.encryption?.key, in: site.world)
  }
}
