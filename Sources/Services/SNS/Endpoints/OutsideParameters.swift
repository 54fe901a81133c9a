import Blueprints
import Kernel

/// What is taken for an endpoint outside AWS that no entry under `outside` describes.
struct OutsideParameters {
  /// How long it takes until the endpoint answers.
  let latency: Parameter
  /// The share of deliveries that fail at the endpoint.
  let failures: Parameter
  /// How many deliveries it takes in a second.
  let rate: Parameter

  /// All of them.
  var all: [Parameter] { [latency, failures, rate] }

  /// The parameters of a protocol; nil where AWS runs the endpoint.
  static func of(_ transport: Transport) -> OutsideParameters? {
    switch transport {
    case .http, .https: web
    case .email, .emailJSON: mail
    case .sms: sms
    case .application: push
    case .firehose: firehose
    case .sqs, .lambda: nil
    }
  }

  private static let quotas = "https://docs.aws.amazon.com/general/latest/gr/sns.html"

  private init(
    _ name: String, latency: Distribution, as why: String,
    rate: (value: Int64, summary: String, source: Source)
  ) {
    self.latency = Parameter(
      "sns.\(name)Latency", .time(latency), in: .anyLength,
      "How long an endpoint takes to answer a delivery.",
      source: .assumption(why)
    ).ideally(.span(.zero))
    failures = Parameter(
      "sns.\(name)Failures", .real(0), in: .shares,
      "The share of deliveries that fail at the endpoint.",
      source: .assumption("nothing is known of the endpoint; an entry under outside describes it")
    ).ideally(.real(0))
    self.rate = Parameter(
      "sns.\(name)Rate", .count(rate.value), in: .limit, rate.summary, source: rate.source
    ).ideally(.count(.max))
  }

  private static let unknown = (
    value: Int64.max, summary: "Deliveries that an endpoint takes in a second.",
    source: Source.assumption("nothing is known of the endpoint")
  )

  static let web = OutsideParameters(
    "http", latency: .lognormal(.init(median: 80e6, p99: 600e6)),
    as: "a small web service, the way through the Internet included", rate: unknown)

  static let mail = OutsideParameters(
    "email", latency: .lognormal(.init(median: 1e9, p99: 15e9)),
    as: "until a mail server has taken the letter; AWS publishes none",
    rate: (
      10, "Letters in a second; past them SNS deactivates the subscription.",
      .documented(quotas)
    ))

  static let sms = OutsideParameters(
    "sms", latency: .lognormal(.init(median: 3e9, p99: 30e9)),
    as: "until the carrier has taken the text message; AWS publishes none",
    rate: (
      20, "Text messages of the account in a second; more is tried again later.",
      .documented(quotas)
    ))

  static let push = OutsideParameters(
    "push", latency: .lognormal(.init(median: 100e6, p99: 800e6)),
    as: "until the platform of the device has taken the notification", rate: unknown)

  static let firehose = OutsideParameters(
    "firehose", latency: .lognormal(.init(median: 25e6, p99: 150e6)),
    as: "as other writes into a stream", rate: unknown)

  static let webTimeout = Parameter(
    "sns.httpTimeout", .span(.seconds(15)),
    in: .lengths(.milliseconds(1) ... .hours(1), orUnlimited: true),
    "How long SNS waits for the answer of a web endpoint.",
    source: .documented("https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.prepare.html"))

  static let smsBudget = Parameter(
    "sns.smsSpend", .count(1), in: .counts(0...1_000_000_000, orUnlimited: true),
    "US dollars that the account may spend on text messages in a month.",
    source: .documented(quotas)
  ).ideally(.count(.max))

  static let smsStop = Parameter(
    "sns.smsStop", .span(.minutes(5)), in: .anyLength,
    "How long text messages still go out when the month's spend is used up.",
    source: .assumption("AWS says that sending stops within minutes"))
}
