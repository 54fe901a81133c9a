import Blueprints
import Documents
import Kernel

/// The properties of `AWS::ApiGateway::RestApi`.
struct RestAPISettings: Settings {
  struct Endpoint: Settings {
    var types: [String] = []

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.words("Types", &types, "EDGE, REGIONAL or PRIVATE; EDGE if left out.")
      visitor.ignored("IpAddressType", "VpcEndpointIds")
    }
  }

  var body: Document?
  var endpoint: Endpoint?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.document("Body", &body, "Its routes as OpenAPI has them, with their integrations.")
    try visitor.group("EndpointConfiguration", &endpoint, "Where it is reached from.")
    visitor.notYet("BodyS3Location", "only routes that the template gives are there")
    visitor.ignored(
      "ApiKeySourceType", "BinaryMediaTypes", "CloneFrom", "Description",
      "DisableExecuteApiEndpoint", "EndpointAccessMode", "FailOnWarnings", "MinimumCompressionSize",
      "Mode", "Name", "Parameters", "Policy", "SecurityPolicy", "Tags")
  }

  /// Whether it is reached by the edges of the network, where its timeout cannot be raised.
  var isAtEdge: Bool { endpoint?.types.contains("EDGE") ?? true }
}

/// The properties of `AWS::ApiGatewayV2::Api`.
struct HTTPAPISettings: Settings {
  var kind = "HTTP"
  var body: Document?
  var target: Reference?
  var key: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "ProtocolType", &kind, among: ["HTTP", "WEBSOCKET"], "The kind of API.")
    try visitor.document("Body", &body, "Its routes as OpenAPI has them, with their integrations.")
    try visitor.reference("Target", &target, "A function or an address that takes all requests.")
    try visitor.visit("RouteKey", &key, "The one route to it, $default if left out.")
    visitor.notYet("BodyS3Location", "only routes that the template gives are there")
    visitor.ignored(
      "ApiKeySelectionExpression", "BasePath", "CorsConfiguration", "CredentialsArn",
      "Description", "DisableExecuteApiEndpoint", "DisableSchemaValidation", "FailOnWarnings",
      "IpAddressType", "Name", "RouteSelectionExpression", "Tags", "Version")
  }

  /// The route to what takes all requests; nil where nothing is said of it.
  func quickRoute(of label: String) -> GatewayRoute? {
    guard let target else { return nil }
    var plan = IntegrationPlan()
    plan.type = target.text.hasPrefix("http") ? "HTTP_PROXY" : "AWS_PROXY"
    plan.uri = target
    let (method, path) = HTTPRouteKey.parts(of: key ?? "$default")
    return GatewayRoute(
      method: method, path: path, integration: plan, owner: label, place: target.place)
  }
}

/// The properties of `AWS::Lambda::Url`.
struct FunctionURLSettings: Settings {
  var target: Reference?
  var qualifier: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("TargetFunctionArn", &target, "The function that answers.")
    try visitor.visit("Qualifier", &qualifier, "The alias of it that does.")
    visitor.ignored("AuthType", "Cors", "InvokeMode")
  }
}

extension Gateway {
  /// `AWS::ApiGateway::RestApi` in the catalogue.
  static let rest = {
    var service = Service(GatewayTerms.rest.declaration, settings: RestAPISettings.self) {
      (settings, site) throws(InputError) in
      var terms = GatewayTerms.rest
      if !settings.isAtEdge { terms.longestSetting = .minutes(5) }
      return Gateway(
        terms, routes: try OpenAPI.routes(settings.body, of: site), label: site.label,
        in: site.world)
    }
    service.shorthands = [ServerlessAPI.rest, APIEvent.rest]
    return service
  }()

  /// `AWS::ApiGatewayV2::Api` in the catalogue.
  static let http = {
    var service = Service(GatewayTerms.http.declaration, settings: HTTPAPISettings.self) {
      (settings, site) throws(InputError) in
      guard settings.kind == "HTTP" else {
        throw InputError(
          "\(site.label) is a WebSocket API, which is not modelled",
          remedy: "leave it out, or set ProtocolType: HTTP",
          at: site.properties["ProtocolType"]?.place)
      }
      let quick = settings.quickRoute(of: site.label).map { [$0] } ?? []
      return Gateway(
        .http, routes: quick + (try OpenAPI.routes(settings.body, of: site)), label: site.label,
        in: site.world)
    }
    service.shorthands = [ServerlessAPI.http, APIEvent.http]
    return service
  }()

  /// `AWS::Lambda::Url` in the catalogue.
  static let url = Service(GatewayTerms.url.declaration, settings: FunctionURLSettings.self) {
    (settings, site) throws(InputError) in
    var plan = IntegrationPlan()
    plan.type = "AWS_PROXY"
    plan.uri = settings.target
    if let target = settings.target, let qualifier = settings.qualifier {
      let alias = "\(target.text):\(qualifier)"
      if site.directory.map({ $0.meant(by: alias) != .none }) ?? false {
        plan.uri = Reference(text: alias, place: target.place)
      }
    }
    let route = GatewayRoute(
      integration: plan, owner: site.label, place: site.properties.place)
    return Gateway(.url, routes: [route], label: site.label, in: site.world)
  }
}
