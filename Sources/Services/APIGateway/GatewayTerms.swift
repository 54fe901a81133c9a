import Blueprints
import Kernel

/// In what the kinds of API differ.
struct GatewayTerms: Sendable {
  let declaration: Declaration
  /// How long the API itself takes for a request.
  let latency: Parameter
  /// How long it waits for an answer where the template does not say less.
  var longestWait: TimeSpan
  /// How long a template may have it wait.
  var longestSetting: TimeSpan
  /// How many bytes of a request make one that is billed; nil where all of it is one.
  var meteringUnit: Int64?
  /// What a client gets whose function was turned away.
  let throttledFunction: HTTPStatus
  /// Whether the rate of the account bounds it.
  var hasAccountLimit = true

  private static let guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
  private static let pricing = "https://aws.amazon.com/api-gateway/pricing/"

  /// A REST API: 29 s, 500 for a function that is throttled.
  static let rest: GatewayTerms = {
    let arn = "arn:{partition}:apigateway:{region}::/restapis/{id}"
    var declaration = described(
      "AWS::ApiGateway::RestApi", "API Gateway REST API",
      Identity(
        ref: "{id}", arn: arn,
        attributes: [("RestApiId", "{id}"), ("RootResourceId", "{id}/root")],
        nameProperty: "Name"),
      price: Price(
        "API Gateway REST requests", microdollars: 3_500_000, per: 1_000_000,
        source: .documented(pricing)
      ).tiered(
        (333_000_000, 2_800_000), (1_000_000_000, 2_380_000), (20_000_000_000, 1_510_000)
      ).billed(by: "API Gateway"))
    declaration.segments = .front(origin: "AWS::ApiGateway::Stage")
    declaration.metrics = MetricAddress("AWS/ApiGateway", by: "ApiName")
    declaration.measures = GatewayMeters.measures("4XXError", "5XXError")
    declaration.parameters = parameters(GatewayParameters.restLatency)
    return GatewayTerms(
      declaration: declaration, latency: GatewayParameters.restLatency,
      longestWait: .seconds(29), longestSetting: .seconds(29), throttledFunction: .serverError)
  }()

  /// An HTTP API: 30 s, 503 for a function that is throttled, billed by 512 KB.
  static let http: GatewayTerms = {
    let arn = "arn:{partition}:apigateway:{region}::/apis/{id}"
    var declaration = described(
      "AWS::ApiGatewayV2::Api", "API Gateway HTTP API",
      Identity(
        ref: "{id}", arn: arn,
        attributes: [
          ("ApiId", "{id}"), ("ApiEndpoint", "https://{id}.execute-api.{region}.amazonaws.com"),
        ], nameProperty: "Name"),
      price: Price(
        "API Gateway HTTP requests", microdollars: 1_000_000, per: 1_000_000,
        source: .documented(pricing)
      ).tiered((300_000_000, 900_000)).billed(by: "API Gateway"))
    declaration.metrics = MetricAddress("AWS/ApiGateway", by: "ApiId")
    declaration.measures = GatewayMeters.measures("4xx", "5xx")
    declaration.parameters = parameters(GatewayParameters.httpLatency)
    return GatewayTerms(
      declaration: declaration, latency: GatewayParameters.httpLatency,
      longestWait: .seconds(30), longestSetting: .seconds(30), meteringUnit: 524_288,
      throttledFunction: .unavailable)
  }()

  /// The address of a function: it waits as long as the function runs, and costs nothing.
  static let url: GatewayTerms = {
    let url = "https://{id}.lambda-url.{region}.on.aws/"
    var declaration = described(
      "AWS::Lambda::Url", "Lambda function URL",
      // The ARN of the function itself means the function, wherever it is looked up.
      Identity(
        ref: "{id}", arn: "arn:{partition}:lambda:{region}:{account}:url/{id}",
        attributes: [("FunctionArn", "{TargetFunctionArn}:$LATEST"), ("FunctionUrl", url)]),
      price: nil)
    declaration.summary = "Takes requests for a function, which answers them."
    declaration.emblem = .function
    declaration.authority = .free
    declaration.authorities = []
    declaration.measures = GatewayMeters.measures("Url4xxCount", "Url5xxCount")
    declaration.limits = []
    declaration.parameters = [GatewayParameters.urlLatency]
    return GatewayTerms(
      declaration: declaration, latency: GatewayParameters.urlLatency,
      longestWait: .minutes(15), longestSetting: .minutes(15), throttledFunction: .tooMany,
      hasAccountLimit: false)
  }()

  private static func parameters(_ latency: Parameter) -> [Parameter] {
    [
      latency, GatewayParameters.rate, GatewayParameters.burst, GatewayParameters.payload,
      GatewayParameters.webLatency,
    ]
  }

  private static func described(
    _ type: String, _ title: String, _ identity: Identity, price: Price?
  ) -> Declaration {
    var declaration = Declaration(
      type: type, title: title,
      summary: "Takes requests by routes and passes them on to what does the work.",
      identity: identity)
    declaration.emblem = .gateway
    declaration.authority = .elsewhere
    declaration.authorities = [
      .init(calling: "AWS::Lambda::Function", authority: .service("apigateway"))
    ]
    declaration.inlets = [
      Inlet("Request", "Sends a request and gets its answer.", permission: nil, price: price)
    ]
    declaration.entry = "Request"
    declaration.retryFamily = .web
    declaration.limits = [
      Limit(
        GatewayParameters.rate.name, .account,
        "Requests in a second to all APIs, with a burst: more gets 429.",
        source: GatewayParameters.rate.entries[0].source),
      Limit(
        "integration timeout", .resource, "Who answers later is given up: the client gets 504.",
        source: .documented(guide + "api-gateway-execution-service-limits-table.html")),
    ]
    declaration.faults = [
      Fault(.slow, "The API itself takes so many times as long."),
      Fault(.fail, "A share of requests is answered with 500 by the API itself."),
      Fault(.stop, "Every request is answered with 503."),
      Fault(.throttle, "A share of requests is answered with 429."),
    ]
    return declaration
  }
}
