import Blueprints
import Documents

/// The events `Api` and `HttpApi` of a SAM function: a route that leads to it, of the API that the
/// event names or of the one that SAM makes for all that name none.
struct APIEvent {
  /// The short form of a route of a REST API.
  static let rest = Shorthand(.event("Api")) { (request) throws(InputError) in
    let known = [
      "Auth", "Method", "Path", "RequestModel", "RequestParameters", "ResponseTransferMode",
      "RestApiId", "TimeoutInMillis",
    ]
    return try APIEvent(request, known: known).restExpansion()
  }

  /// The short form of a route of an HTTP API.
  static let http = Shorthand(.event("HttpApi")) { (request) throws(InputError) in
    let known = [
      "ApiId", "Auth", "Method", "Path", "PayloadFormatVersion", "RouteSettings", "TimeoutInMillis",
    ]
    return try APIEvent(request, known: known).httpExpansion()
  }

  private let request: Shorthand.Request
  private let composer: Composer
  private let target: (name: Document, arn: Document)
  private var id: String { request.draft.logicalID + request.eventName }
  private var properties: Document { request.properties }

  private init(_ request: Shorthand.Request, known: [String]) throws(InputError) {
    guard let target = request.target else {
      preconditionFailure("the event \(request.eventName) has no function")
    }
    try EventSource.check(request, known: known)
    self.request = request
    self.target = target
    composer = Composer(at: request.properties.place)
  }

  private func text(_ key: String) throws(InputError) -> String {
    if let text = properties[key]?.text { return text }
    throw InputError(
      "the event \(request.eventName) of \(request.draft.logicalID) has no \(key)",
      remedy: key == "Path" ? "write Path: /orders" : "write Method: post",
      at: properties[key]?.place ?? properties.place)
  }

  private var notes: [Note] {
    guard let auth = properties.map?.entry("Auth") else { return [] }
    return [
      Note(
        at: auth.keyPlace,
        "Auth of the event \(request.eventName) is not modelled yet: every client is let in")
    ]
  }

  // MARK: REST

  private func restExpansion() throws(InputError) -> Shorthand.Expansion {
    let (path, method) = (try text("Path"), try text("Method"))
    var expansion = Shorthand.Expansion()
    expansion.notes = notes
    guard let api = try api(properties["RestApiId"], "ServerlessRestApi", in: &expansion) else {
      return expansion
    }
    if properties["RestApiId"] == nil {
      expansion.shared = [
        composer.draft("ServerlessRestApi", "AWS::ApiGateway::RestApi", [:]),
        composer.draft(
          "ServerlessRestApiProdStage", "AWS::ApiGateway::Stage",
          ["RestApiId": composer.ref(api), "StageName": composer.text("Prod")]),
      ]
    }
    var parent = composer.attribute("RootResourceId", of: api)
    var resource = "\(api)Path"
    for piece in path.split(separator: "/") {
      resource += Self.identifier(piece)
      expansion.shared.append(
        composer.draft(
          resource, "AWS::ApiGateway::Resource",
          [
            "RestApiId": composer.ref(api), "ParentId": parent,
            "PathPart": composer.text(String(piece)),
          ]))
      parent = composer.ref(resource)
    }
    let key = properties["Auth"]?["ApiKeyRequired"]
    expansion.drafts = [
      composer.draft(
        "\(id)Method", "AWS::ApiGateway::Method",
        [
          "RestApiId": composer.ref(api), "ResourceId": parent,
          "HttpMethod": composer.text(method.uppercased()), "ApiKeyRequired": key,
          "Integration": composer.map([
            "Type": composer.text("AWS_PROXY"), "Uri": target.arn,
            "TimeoutInMillis": properties["TimeoutInMillis"],
          ]),
        ]),
      composer.invocationPermission("\(id)PermissionProd", of: target.name, to: "apigateway"),
    ]
    return expansion
  }

  /// A piece of a path in letters and digits, another one for each.
  private static func identifier(_ piece: Substring) -> String {
    var text = "X"
    for byte in piece.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: text += String(Unicode.Scalar(byte))
      default: text += "x" + String(byte, radix: 16)
      }
    }
    return text
  }

  /// The logical id of the API that an event names; nil where that is none of the template, which
  /// is noted.
  private func api(
    _ document: Document?, _ implied: String, in expansion: inout Shorthand.Expansion
  ) throws(InputError) -> String? {
    guard let document else { return implied }
    let name = document["Ref"]?.text ?? document.text
    if let name, request.resources.contains(where: { $0.logicalID == name }) { return name }
    expansion.notes.append(
      Note(
        at: document.place,
        "the event \(request.eventName) of \(request.draft.logicalID) is a route of an API that "
          + "is no part of the template: no event comes from it"))
    return nil
  }

  // MARK: HTTP

  private func httpExpansion() throws(InputError) -> Shorthand.Expansion {
    var key = "$default"
    if properties["Path"] != nil || properties["Method"] != nil {
      let (path, method) = (try text("Path"), try text("Method").uppercased())
      if path != "$default" {
        key = "\(method == "X-AMAZON-APIGATEWAY-ANY-METHOD" ? "ANY" : method) \(path)"
      }
    }
    var expansion = Shorthand.Expansion()
    expansion.notes = notes
    guard let api = try api(properties["ApiId"], "ServerlessHttpApi", in: &expansion) else {
      return expansion
    }
    if properties["ApiId"] == nil {
      expansion.shared = [
        composer.draft(
          api, "AWS::ApiGatewayV2::Api", ["ProtocolType": composer.text("HTTP")]),
        composer.draft(
          "\(api)ApiGatewayDefaultStage", "AWS::ApiGatewayV2::Stage",
          ["ApiId": composer.ref(api), "StageName": composer.text("$default")]),
      ]
    }
    if let settings = properties.map?.entry("RouteSettings") {
      expansion.notes.append(
        Note(
          at: settings.keyPlace,
          "RouteSettings of the event \(request.eventName) is not modelled yet: give them to the "
            + "API"))
    }
    expansion.drafts = [
      composer.draft(
        "\(id)Integration", "AWS::ApiGatewayV2::Integration",
        [
          "ApiId": composer.ref(api), "IntegrationType": composer.text("AWS_PROXY"),
          "IntegrationUri": target.arn, "TimeoutInMillis": properties["TimeoutInMillis"],
        ]),
      composer.draft(
        "\(id)Route", "AWS::ApiGatewayV2::Route",
        [
          "ApiId": composer.ref(api), "RouteKey": composer.text(key),
          "Target": composer.ref("\(id)Integration"),
        ]),
      composer.invocationPermission("\(id)Permission", of: target.name, to: "apigateway"),
    ]
    return expansion
  }
}
