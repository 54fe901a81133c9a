import Blueprints
import Documents
import Kernel

/// The properties of `AWS::ApiGateway::Resource`.
struct RestResourceSettings: Settings {
  var api: Reference?
  var parent: Reference?
  var piece: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("RestApiId", &api, "The API that it belongs to.")
    try visitor.reference("ParentId", &parent, "The resource above it, or the root.")
    try visitor.visit("PathPart", &piece, "The last piece of its path, as orders or {id}.")
  }

  private static let declaration = GatewayPart.declaration(
    "AWS::ApiGateway::Resource", "Path of a REST API", "Names a path of a REST API.",
    attributes: [("ResourceId", "{id}")])

  /// `AWS::ApiGateway::Resource` in the catalogue.
  static let service = Service(declaration, settings: Self.self) {
    (settings, site) throws(InputError) in
    GatewayPart(
      declaration, of: settings.api, by: "RestApiId",
      .resource(settings, parent: settings.parent.flatMap { site.logicalID(of: $0) }), at: site)
  }
}

/// The properties of `AWS::ApiGateway::Method`.
struct RestMethodSettings: Settings {
  struct Integration: Settings {
    var type = "MOCK"
    var uri: Reference?
    var timeout: Int64?
    var parameters: Document?
    var templates: Document?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "Type", &type, among: ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"],
        "What does the work: a function or another service, an HTTP server, or nobody.")
      try visitor.reference("Uri", &uri, "The function, the action of a service or the address.")
      try visitor.visit(
        "TimeoutInMillis", &timeout, in: 50...300_000,
        "After which the client gets 504; more than 29,000 where the API is not edge-optimised.")
      try visitor.document(
        "RequestParameters", &parameters, "What is sent along, where resources may be named.")
      try visitor.document(
        "RequestTemplates", &templates, "The body that is sent, where resources may be named.")
      visitor.ignored(
        "ConnectionId", "ConnectionType", "ContentHandling", "Credentials",
        "IntegrationHttpMethod", "IntegrationResponses", "IntegrationTarget",
        "PassthroughBehavior", "ResponseTransferMode")
      visitor.notYet("CacheKeyParameters", "nothing is cached")
      visitor.ignored("CacheNamespace")
    }
  }

  var api: Reference?
  var resource: Reference?
  var method: String?
  var needsKey = false
  var integration: Integration?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("RestApiId", &api, "The API that it belongs to.")
    try visitor.reference("ResourceId", &resource, "The path that it is a method of.")
    try visitor.visit("HttpMethod", &method, "The method, or ANY for all others.")
    try visitor.visit(
      "ApiKeyRequired", &needsKey, "Whether clients need a key, whose usage plan bounds them.")
    try visitor.group("Integration", &integration, "What does the work.")
    visitor.ignored(
      "AuthorizationScopes", "AuthorizationType", "MethodResponses", "OperationName",
      "RequestModels", "RequestParameters", "RequestValidatorId")
    visitor.notYet("AuthorizerId", "every client is let in")
  }

  /// What it says of the way to whoever does the work.
  var plan: IntegrationPlan {
    var plan = IntegrationPlan()
    guard let integration else { return plan }
    plan.type = integration.type
    plan.uri = integration.uri
    plan.timeout = integration.timeout.map { .milliseconds($0) }
    plan.parameters = [integration.parameters, integration.templates].compactMap { $0 }
    return plan
  }

  private static let declaration = GatewayPart.declaration(
    "AWS::ApiGateway::Method", "Method of a REST API",
    "Says what does the work for a method of a path.")

  /// `AWS::ApiGateway::Method` in the catalogue.
  static let service = Service(declaration, settings: Self.self) {
    (settings, site) throws(InputError) in
    GatewayPart(
      declaration, of: settings.api, by: "RestApiId",
      .method(settings, resource: settings.resource.flatMap { site.logicalID(of: $0) }), at: site)
  }
}
