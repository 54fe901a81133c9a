import Blueprints
import Documents
import Kernel
import Measures

extension APIDestination {
  private static let guide = "https://docs.aws.amazon.com/eventbridge/latest/userguide/"

  /// One request for each 64 KB that the endpoint takes.
  static let invocation = Price(
    "EventBridge API destination invocations", microdollars: 200_000, per: 1_000_000,
    source: .documented("https://aws.amazon.com/eventbridge/pricing/"))

  static let waiting = Measure(
    "InvocationsWaiting", .gauge, in: .messages, role: .unfinished,
    "Events that wait for the rate of the destination; CloudWatch has no metric for them.")
  static let timeouts = Measure(
    "InvocationTimeouts", .count, in: .requests, role: .failure,
    "Requests given up as the answer did not come in time; CloudWatch has no metric for them.")

  static let timeout = Parameter(
    "events.apiDestinationTimeout", .span(.seconds(5)),
    in: .lengths(.milliseconds(1) ... .hours(1), orUnlimited: true),
    "How long an API destination waits for the answer of its endpoint.",
    source: .documented(guide + "eb-api-destinations.html"))

  static let rate = Parameter(
    "events.apiDestinationRate", .count(300), in: .limit,
    "Requests of an API destination in a second, unless it sets a lower rate.",
    source: .documented(guide + "eb-quota.html")
  ).ideally(.count(.max))

  static let latency = Parameter(
    "events.apiDestinationLatency", .time(.lognormal(.init(median: 80e6, p99: 600e6))),
    in: .anyLength, "How long an endpoint takes to answer that no entry under outside describes.",
    source: .assumption("a small web service, the way through the Internet included")
  ).ideally(.span(.zero))

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Events::ApiDestination", title: "EventBridge API destination",
      summary: "Sends events to an endpoint on the web, as fast as its rate allows.",
      identity: Identity(
        ref: "{name}",
        arn: "arn:{partition}:events:{region}:{account}:api-destination/{name}/{id}",
        attributes: [
          (
            "ArnForPolicy",
            "arn:{partition}:events:{region}:{account}:api-destination/{name}"
          )
        ], nameProperty: "Name"))
    declaration.emblem = .bus
    declaration.authority = .elsewhere
    declaration.greatestPipeBatch = 1
    declaration.inlets = [
      Inlet(
        "InvokeApiDestination", "Sends an event to the endpoint.",
        permission: "events:InvokeApiDestination", price: invocation, isCalled: false)
    ]
    declaration.takesEvents = true
    declaration.isAnsweredOutside = true
    declaration.measures = EndpointAnswers.measures + [waiting, timeouts]
    declaration.limits = [
      Limit(
        rate.name, .resource, "Requests in a second; more of them wait, and grow older.",
        source: rate.entries[0].source)
    ]
    declaration.faults = EndpointAnswers.faults
    declaration.parameters = [timeout, rate, latency]
    return declaration
  }()

  /// `AWS::Events::ApiDestination` in the catalogue.
  static let service = Service(declaration, settings: APIDestinationSettings.self) {
    (settings, site) throws(InputError) in
    try settings.check(at: site)
    return APIDestination(settings, label: site.label, in: site.world)
  }
}
