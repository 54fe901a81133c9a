import Blueprints
import Documents
import Kernel

/// Reads the routes of an API out of its definition, as API Gateway extends OpenAPI.
enum OpenAPI {
  private static let methods = ["get", "put", "post", "delete", "options", "head", "patch"]
  private static let any = "x-amazon-apigateway-any-method"

  /// The routes of a definition, in its order.
  static func routes(_ body: Document?, of site: Site) throws(InputError) -> [GatewayRoute] {
    var routes: [GatewayRoute] = []
    for path in body?["paths"]?.map?.entries ?? [] {
      for entry in path.value.map?.entries ?? []
      where methods.contains(entry.key) || entry.key == any {
        let method = entry.key == any ? nil : entry.key.uppercased()
        let words = "\(method ?? "ANY") \(path.key) of \(site.label)"
        guard let integration = entry.value["x-amazon-apigateway-integration"] else {
          site.note("\(words) has no integration: it answers by itself", at: entry.keyPlace)
          routes.append(
            route(method, path.key, IntegrationPlan(), of: words, at: entry.keyPlace))
          continue
        }
        let plan = try plan(integration, of: words)
        routes.append(route(method, path.key, plan, of: words, at: entry.keyPlace))
      }
    }
    return routes
  }

  private static func route(
    _ method: String?, _ path: String, _ plan: IntegrationPlan, of words: String, at place: Place
  ) -> GatewayRoute {
    GatewayRoute(
      method: method, path: path == "/$default" ? nil : path, integration: plan, owner: words,
      place: place)
  }

  private static func plan(
    _ document: Document, of words: String
  ) throws(InputError) -> IntegrationPlan {
    var plan = IntegrationPlan()
    plan.type = document["type"]?.text?.uppercased() ?? "MOCK"
    let types = ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"]
    guard types.contains(plan.type) else {
      throw InputError(
        "the integration of \(words) has type \(plan.type)",
        remedy: "choose \(types.joined(separator: ", "))", at: document["type"]?.place)
    }
    plan.subtype = document["integrationSubtype"]?.text
    if let uri = document["uri"], let text = uri.text {
      plan.uri = Reference(text: text, place: uri.place)
    }
    if let timeout = document["timeoutInMillis"] {
      plan.timeout = .milliseconds(try timeout.count(in: 50...300_000, as: "timeoutInMillis"))
    }
    plan.parameters = [document["requestParameters"], document["requestTemplates"]]
      .compactMap { $0 }
    return plan
  }
}
