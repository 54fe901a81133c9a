import Blueprints
import Documents

/// A part of an API that is a resource of its own: a path, a method, a route, a stage.
///
/// It only holds what the template says; the API reads it when its routes are asked for.
final class GatewayPart: Node {
  /// What a part says, with the logical ids of what it names.
  enum Content {
    /// A piece of a path below another one.
    case resource(RestResourceSettings, parent: String?)
    /// A method of a path.
    case method(RestMethodSettings, resource: String?)
    /// A route and the integration that it leads to.
    case route(HTTPRouteSettings, integration: String?)
    case integration(HTTPIntegrationSettings)
    /// What a stage lets through.
    case stage(StageLimits)
  }

  let card: NodeCard
  /// The label of the API.
  let api: String?
  let content: Content
  /// Where its properties stand.
  let place: Place
  private let reference: Reference?
  private let property: String

  init(
    _ declaration: Declaration, of api: Reference?, by property: String = "ApiId",
    _ content: Content, at site: Site
  ) {
    card = NodeCard(site.label, declaration, in: site.world)
    self.api = api.flatMap { site.logicalID(of: $0) }
    self.content = content
    self.property = property
    reference = api
    place = site.properties.place
  }

  func connect(_ site: Site) throws(InputError) {
    guard let reference else {
      _ = try site.node(required: nil, property, as: "an API")
      return
    }
    _ = try site.party(
      named: reference,
      of: ["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api", "AWS::Serverless::Api"],
      missing: .silence)
  }

  /// The parts of an API, in the order of the template.
  static func all(of api: String, in world: World) -> [GatewayPart] {
    var parts: [GatewayPart] = []
    for case let part as GatewayPart in world.nodes where part.api == api { parts.append(part) }
    return parts
  }

  /// What a part says of itself.
  static func declaration(
    _ type: String, _ title: String, _ summary: String, ref: String = "{id}",
    attributes: [(name: String, text: String)] = []
  ) -> Declaration {
    var declaration = Declaration(
      type: type, title: title, summary: summary,
      identity: Identity(
        ref: ref, arn: "arn:{partition}:apigateway:{region}::/parts/{id}", attributes: attributes))
    declaration.emblem = .gateway
    declaration.authority = .elsewhere
    return declaration
  }
}
