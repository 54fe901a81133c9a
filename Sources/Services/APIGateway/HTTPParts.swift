import Blueprints
import Documents
import Kernel

/// The properties of `AWS::ApiGatewayV2::Route`.
struct HTTPRouteSettings: Settings {
  var api: Reference?
  var key: String?
  var target: Reference?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("ApiId", &api, "The API that it belongs to.")
    try visitor.visit("RouteKey", &key, "Method and path, as GET /orders, or $default.")
    try visitor.reference("Target", &target, "Its integration: integrations/ and that one's id.")
    visitor.ignored(
      "ApiKeyRequired", "AuthorizationScopes", "AuthorizationType", "ModelSelectionExpression",
      "OperationName", "RequestModels", "RequestParameters", "RouteResponseSelectionExpression")
    visitor.notYet("AuthorizerId", "every client is let in")
  }

  private static let declaration = GatewayPart.declaration(
    "AWS::ApiGatewayV2::Route", "Route of an HTTP API", "Leads requests to an integration.",
    attributes: [("RouteId", "{id}")])

  /// `AWS::ApiGatewayV2::Route` in the catalogue.
  static let service = Service(declaration, settings: Self.self) {
    (settings, site) throws(InputError) in
    let target = settings.target.map { target in
      let text = target.text
      let id = text.hasPrefix("integrations/") ? String(text.dropFirst(13)) : text
      return Reference(text: id, place: target.place)
    }
    return GatewayPart(
      declaration, of: settings.api,
      .route(settings, integration: target.flatMap { site.logicalID(of: $0) }), at: site)
  }
}

/// The properties of `AWS::ApiGatewayV2::Integration`.
struct HTTPIntegrationSettings: Settings {
  var api: Reference?
  var type = "AWS_PROXY"
  var uri: Reference?
  var subtype: String?
  var timeout: Int64?
  var parameters: Document?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("ApiId", &api, "The API that it belongs to.")
    try visitor.choice(
      "IntegrationType", &type, among: ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"],
      "What does the work: a function or another service, or an HTTP server.")
    try visitor.reference(
      "IntegrationUri", &uri, "The function, the address, or the listener of a load balancer.")
    try visitor.visit("IntegrationSubtype", &subtype, "A service's action, as SQS-SendMessage.")
    try visitor.visit(
      "TimeoutInMillis", &timeout, in: 50...30_000, "After which the client gets 504.")
    try visitor.document(
      "RequestParameters", &parameters, "What is sent along, where resources may be named.")
    visitor.ignored(
      "ConnectionId", "ConnectionType", "ContentHandlingStrategy", "CredentialsArn",
      "Description", "IntegrationMethod", "PassthroughBehavior", "PayloadFormatVersion",
      "RequestTemplates", "ResponseParameters", "TemplateSelectionExpression", "TlsConfig")
  }

  /// What it says of the way to whoever does the work.
  var plan: IntegrationPlan {
    var plan = IntegrationPlan()
    plan.type = type
    plan.uri = uri
    plan.subtype = subtype
    plan.timeout = timeout.map { .milliseconds($0) }
    plan.parameters = [parameters].compactMap { $0 }
    return plan
  }

  private static let declaration = GatewayPart.declaration(
    "AWS::ApiGatewayV2::Integration", "Integration of an HTTP API",
    "Says what does the work for routes.", attributes: [("IntegrationId", "{id}")])

  /// `AWS::ApiGatewayV2::Integration` in the catalogue.
  static let service = Service(declaration, settings: Self.self) {
    (settings, site) throws(InputError) in
    GatewayPart(declaration, of: settings.api, .integration(settings), at: site)
  }
}
