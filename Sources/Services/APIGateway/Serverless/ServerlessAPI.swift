import Blueprints
import Documents

/// `AWS::Serverless::Api` and `AWS::Serverless::HttpApi`: an API with its stage.
enum ServerlessAPI {
  /// The short form of a REST API.
  static let rest = Shorthand(
    .resource("AWS::Serverless::Api"),
    for: ["AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage"]
  ) { (request) throws(InputError) in
    let id = request.draft.logicalID
    let shared = [
      "ApiKeySourceType", "BinaryMediaTypes", "Description", "DisableExecuteApiEndpoint",
      "FailOnWarnings", "MinimumCompressionSize", "Mode", "Name", "Tags",
    ]
    let stage = [
      "AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting",
      "MethodSettings", "TracingEnabled", "Variables",
    ]
    try check(
      request,
      known: shared + stage + [
        "AlwaysDeploy", "Auth", "Cors", "DefinitionBody", "DefinitionUri", "Domain",
        "EndpointConfiguration", "GatewayResponses", "MergeDefinitions", "Models", "OpenApiVersion",
        "Policy", "PropagateTags", "SecurityPolicy", "StageName",
      ])
    guard let name = request.properties["StageName"] else {
      throw InputError(
        "\(id) has no StageName", remedy: "write StageName: Prod", at: request.properties.place)
    }
    let composer = Composer(at: request.draft.document.place)
    var api = apiProperties(shared, from: request.properties)
    if let endpoint = endpoint(request.properties["EndpointConfiguration"], composer) {
      api.set("EndpointConfiguration", to: endpoint, keyPlace: endpoint.place)
    }
    var settings = taken(stage, from: request.properties)
    settings.set("RestApiId", to: composer.ref(id), keyPlace: composer.place)
    settings.set("StageName", to: name, keyPlace: name.place)
    let stageID = "\(id)\(name.text ?? "")Stage"
    return expansion(
      of: request, draft(id, "AWS::ApiGateway::RestApi", api, composer),
      draft(stageID, "AWS::ApiGateway::Stage", settings, composer))
  }

  /// The short form of an HTTP API.
  static let http = Shorthand(
    .resource("AWS::Serverless::HttpApi"),
    for: ["AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage"]
  ) { (request) throws(InputError) in
    let id = request.draft.logicalID
    let shared = [
      "CorsConfiguration", "Description", "DisableExecuteApiEndpoint", "FailOnWarnings", "Name",
      "Tags",
    ]
    let stage = ["AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"]
    try check(
      request,
      known: shared + stage + [
        "Auth", "DefinitionBody", "DefinitionUri", "Domain", "PropagateTags", "StageName",
      ])
    let composer = Composer(at: request.draft.document.place)
    var api = apiProperties(shared.filter { $0 != "Tags" }, from: request.properties)
    api.set("ProtocolType", to: composer.text("HTTP"), keyPlace: composer.place)
    var settings = taken(stage, from: request.properties)
    let name = request.properties["StageName"] ?? composer.text("$default")
    settings.set("ApiId", to: composer.ref(id), keyPlace: composer.place)
    settings.set("StageName", to: name, keyPlace: name.place)
    let stageID =
      name.text == "$default"
      ? "\(id)ApiGatewayDefaultStage" : "\(id)\(name.text ?? "")Stage"
    return expansion(
      of: request, draft(id, "AWS::ApiGatewayV2::Api", api, composer),
      draft(stageID, "AWS::ApiGatewayV2::Stage", settings, composer))
  }

  /// An API and its stage, and what of the short form is not modelled.
  private static func expansion(
    of request: Shorthand.Request, _ api: Shorthand.Draft, _ stage: Shorthand.Draft
  ) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    expansion.drafts = [api, stage]
    expansion.names = [("\(api.logicalID).Stage", stage.logicalID)]
    note(
      request,
      [
        "Auth": "every client is let in",
        "DefinitionUri": "its routes are those of the functions alone",
      ], in: &expansion)
    return expansion
  }

  private static func check(
    _ request: Shorthand.Request, known: [String]
  ) throws(InputError) {
    for entry in request.properties.map?.entries ?? [] where !known.contains(entry.key) {
      throw .strayProperty(entry, among: known.sorted(), of: request.draft.logicalID)
    }
  }

  private static func note(
    _ request: Shorthand.Request, _ remarks: KeyValuePairs<String, String>,
    in expansion: inout Shorthand.Expansion
  ) {
    for (key, words) in remarks {
      guard let entry = request.properties.map?.entry(key) else { continue }
      expansion.notes.append(
        Note(
          at: entry.keyPlace, "\(key) of \(request.draft.logicalID) is not modelled yet: \(words)"))
    }
  }

  /// SAM takes the type of an endpoint as a text or as a map.
  private static func endpoint(_ document: Document?, _ composer: Composer) -> Document? {
    guard let type = document?.text ?? document?["Type"]?.text else { return nil }
    return composer.map(["Types": composer.texts([type])])
  }

  /// What an API takes over as it stands, and its definition.
  private static func apiProperties(
    _ names: [String], from properties: Document
  ) -> DocumentMap {
    var map = taken(names, from: properties)
    if let body = properties["DefinitionBody"] { map.set("Body", to: body, keyPlace: body.place) }
    return map
  }

  private static func taken(_ names: [String], from properties: Document) -> DocumentMap {
    var map = DocumentMap()
    for entry in properties.map?.entries ?? [] where names.contains(entry.key) {
      map.set(entry.key, to: entry.value, keyPlace: entry.keyPlace)
    }
    return map
  }

  private static func draft(
    _ id: String, _ type: String, _ properties: DocumentMap, _ composer: Composer
  ) -> Shorthand.Draft {
    let document = composer.map([
      "Type": composer.text(type), "Properties": Document(.map(properties), at: composer.place),
    ])
    return Shorthand.Draft(logicalID: id, type: type, document: document)
  }
}
