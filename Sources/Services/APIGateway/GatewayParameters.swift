import Blueprints
import Kernel

/// What no template says of API Gateway.
enum GatewayParameters {
  private static let guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"

  /// Requests in a second that an account may make in most regions.
  static let usualRate: Int64 = 10_000
  /// How many of them may come at once.
  static let usualBurst: Int64 = 5_000

  static let rate = Parameter(
    "apigateway.rate", .count(usualRate), in: .limit,
    "Requests in a second to all APIs of the account in a region.",
    source: .documented(guide + "limits.html")
  ).ideally(.count(.max))

  static let burst = Parameter(
    "apigateway.burst", .count(usualBurst), in: .limit,
    "How many requests to all APIs of the account may come at once.",
    source: .documented(guide + "limits.html")
  ).ideally(.count(.max))

  static let payload = Parameter(
    "apigateway.payload", .count(10 << 20), in: .limit, "The most bytes of a request.",
    source: .documented(guide + "api-gateway-execution-service-limits-table.html")
  ).ideally(.count(.max))

  static let restLatency = Parameter(
    "apigateway.restLatency", .time(.lognormal(.init(median: 6e6, p99: 40e6))), in: .anyLength,
    "How long a REST API itself takes for a request, beside what it integrates.",
    source: .assumption("no percentiles are published; single-digit milliseconds are usual")
  ).ideally(.span(.zero))

  static let httpLatency = Parameter(
    "apigateway.httpLatency", .time(.lognormal(.init(median: 3e6, p99: 20e6))), in: .anyLength,
    "How long an HTTP API itself takes for a request, beside what it integrates.",
    source: .assumption("no percentiles are published; AWS calls them faster than REST APIs")
  ).ideally(.span(.zero))

  static let urlLatency = Parameter(
    "lambda.urlLatency", .time(.lognormal(.init(median: 2e6, p99: 15e6))), in: .anyLength,
    "How long the address of a function itself takes for a request.",
    source: .assumption("no percentiles are published; taken as a little less than an HTTP API")
  ).ideally(.span(.zero))

  static let webLatency = Parameter(
    "apigateway.webLatency", .time(.lognormal(.init(median: 80e6, p99: 600e6))), in: .anyLength,
    "How long an HTTP integration takes to answer that no entry under outside describes.",
    source: .assumption("a small web service, the way through the Internet included")
  ).ideally(.span(.zero))
}
