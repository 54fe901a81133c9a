import Blueprints
import Documents

/// The properties of `AWS::Events::ApiDestination`.
struct APIDestinationSettings: Settings {
  /// The methods of HTTP that requests may have: all but CONNECT and TRACE.
  static let methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]

  var connection: Reference?
  var endpoint: Reference?
  var method: String?
  var rate: Int64?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference(
      "ConnectionArn", &connection, "The connection that lets the requests in.")
    try visitor.reference("InvocationEndpoint", &endpoint, "The URL that requests go to.")
    try visitor.visit(
      "HttpMethod", &method, "The method of the requests: any but CONNECT and TRACE.")
    try visitor.visit(
      "InvocationRateLimitPerSecond", &rate, in: 1...1_000_000,
      "Requests in a second at most; more of them wait. The account's quota if left out.")
    visitor.ignored("Name", "Description")
  }

  /// Refuses what `CreateApiDestination` refuses.
  func check(at site: Site) throws(InputError) {
    let place = site.properties.place
    guard let method else {
      throw InputError(
        "\(site.label) has no HttpMethod", remedy: "for example HttpMethod: POST", at: place)
    }
    guard Self.methods.contains(method) else {
      throw InputError(
        "\(method) is no method of an API destination",
        remedy: Suggestion.nearest(to: method, among: Self.methods).map { "did you mean \($0)?" }
          ?? "choose \(Self.methods.joined(separator: ", "))",
        at: site.properties["HttpMethod"]?.place ?? place)
    }
    guard let endpoint else {
      throw InputError(
        "\(site.label) has no InvocationEndpoint", remedy: "give the URL that requests go to",
        at: place)
    }
    guard endpoint.text.hasPrefix("https://") else {
      throw InputError(
        "\(endpoint.text) is not reached by HTTPS",
        remedy: "API destinations take endpoints that begin with https://", at: endpoint.place)
    }
    guard let connection else {
      throw InputError(
        "\(site.label) has no ConnectionArn",
        remedy: "give the ARN of an AWS::Events::Connection", at: place)
    }
    if let node = site.find(connection.text) {
      throw InputError(
        "\(node.label) is no connection",
        remedy: "it is of type \(node.card.declaration.type)", at: connection.place)
    }
  }
}
