import Blueprints
import Documents
import Kernel

/// What a stage lets through of all requests, and of those to some routes.
struct StageLimits {
  /// A bound for some of the routes: of a method and a path, nil for any, or of the one whose key
  /// it gives.
  struct Entry {
    var method: String?
    var path: String?
    var key: String?
    var limit: GatewayLimit
  }

  /// The name of the stage.
  var name: String
  var entries: [Entry]

  /// The bound of a route: the one that says most about it.
  func limit(of route: GatewayRoute) -> GatewayLimit? {
    var best: (rank: Int, limit: GatewayLimit)?
    for entry in entries {
      guard entry.method == nil || entry.method == route.method,
        entry.path == nil || entry.path == route.path,
        entry.key == nil || entry.key == route.words
      else { continue }
      let rank =
        (entry.method == nil ? 0 : 1) + (entry.path == nil ? 0 : 2) + (entry.key == nil ? 0 : 4)
      if rank >= best?.rank ?? 0 { best = (rank, entry.limit) }
    }
    return best?.limit
  }
}

/// The properties of `AWS::ApiGateway::Stage`.
struct RestStageSettings: Settings {
  struct Method: Settings {
    var path: String?
    var method: String?
    var rate: String?
    var burst: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("ResourcePath", &path, "The path, its slashes written as ~1, or /*.")
      try visitor.visit("HttpMethod", &method, "The method, or *.")
      try visitor.visit("ThrottlingRateLimit", &rate, "Requests in a second to each method.")
      try visitor.visit(
        "ThrottlingBurstLimit", &burst, in: 0...1_000_000, "How many of them may come at once.")
      visitor.ignored("DataTraceEnabled", "LoggingLevel", "MetricsEnabled", "CacheDataEncrypted")
      visitor.notYet("CachingEnabled", "nothing is cached")
      visitor.ignored("CacheTtlInSeconds")
    }
  }

  var api: Reference?
  var name: String?
  var methods: [Method] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("RestApiId", &api, "The API that it belongs to.")
    try visitor.visit("StageName", &name, "The first piece of every path.")
    try visitor.list("MethodSettings", &methods, "What methods let through.")
    visitor.ignored(
      "AccessLogSetting", "ClientCertificateId", "DeploymentId", "Description",
      "DocumentationVersion", "Tags", "TracingEnabled", "Variables", "CacheClusterSize")
    visitor.notYet("CacheClusterEnabled", "nothing is cached")
    visitor.notYet("CanarySetting", "all requests go the same way")
  }

  /// What it lets through.
  func limits(at site: Site) throws(InputError) -> StageLimits {
    var entries: [StageLimits.Entry] = []
    for method in methods {
      guard
        let limit = try GatewayLimit(
          rate: method.rate, burst: method.burst, of: site.label, at: site.properties.place)
      else { continue }
      entries.append(
        .init(
          method: method.method == "*" ? nil : method.method, path: Self.path(method.path),
          limit: limit))
    }
    return StageLimits(name: name ?? "", entries: entries)
  }

  /// The path that a setting means: `/~1orders~1{id}` is `/orders/{id}`, and `/*` any.
  private static func path(_ text: String?) -> String? {
    guard let text, text != "/*" else { return nil }
    var path = ""
    for character in text {
      if character == "1", path.last == "~" {
        path.removeLast()
        path.append("/")
      } else {
        path.append(character)
      }
    }
    return path.hasPrefix("//") ? String(path.dropFirst()) : path
  }

  private static let declaration = GatewayPart.declaration(
    "AWS::ApiGateway::Stage", "Stage of a REST API", "Says how much of an API's requests it takes.",
    ref: "{StageName}")

  /// `AWS::ApiGateway::Stage` in the catalogue.
  static let service = Service(declaration, settings: Self.self) {
    (settings, site) throws(InputError) in
    GatewayPart(
      declaration, of: settings.api, by: "RestApiId", .stage(try settings.limits(at: site)),
      at: site)
  }
}

/// The properties of `AWS::ApiGatewayV2::Stage`.
struct HTTPStageSettings: Settings {
  struct Route: Settings {
    var rate: String?
    var burst: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("ThrottlingRateLimit", &rate, "Requests in a second to each route.")
      try visitor.visit(
        "ThrottlingBurstLimit", &burst, in: 0...1_000_000, "How many of them may come at once.")
      visitor.ignored("DataTraceEnabled", "DetailedMetricsEnabled", "LoggingLevel")
    }
  }

  var api: Reference?
  var name: String?
  var usual: Route?
  var routes: Document?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("ApiId", &api, "The API that it belongs to.")
    try visitor.visit("StageName", &name, "The first piece of every path, or $default for none.")
    try visitor.group("DefaultRouteSettings", &usual, "What each route lets through.")
    try visitor.document("RouteSettings", &routes, "What some routes let through, by their keys.")
    visitor.ignored(
      "AccessLogSettings", "AccessPolicyId", "AutoDeploy", "ClientCertificateId", "DeploymentId",
      "Description", "StageVariables", "Tags")
  }

  /// What it lets through.
  func limits(at site: Site) throws(InputError) -> StageLimits {
    var entries: [StageLimits.Entry] = []
    let place = site.properties.place
    if let limit = try usual.flatMap({ (route) throws(InputError) in
      try GatewayLimit(rate: route.rate, burst: route.burst, of: site.label, at: place)
    }) {
      entries.append(.init(limit: limit))
    }
    for entry in routes?.map?.entries ?? [] {
      let burst = try entry.value["ThrottlingBurstLimit"]?.count(in: 0...1_000_000, as: "burst")
      let limit = try GatewayLimit(
        rate: entry.value["ThrottlingRateLimit"]?.scalarText, burst: burst, of: site.label,
        at: entry.keyPlace)
      guard let limit else { continue }
      entries.append(.init(key: entry.key, limit: limit))
    }
    return StageLimits(name: name ?? "", entries: entries)
  }

  private static let declaration = GatewayPart.declaration(
    "AWS::ApiGatewayV2::Stage", "Stage of an HTTP API",
    "Says how much of an API's requests it takes.", ref: "{StageName}")

  /// `AWS::ApiGatewayV2::Stage` in the catalogue.
  static let service = Service(declaration, settings: Self.self) {
    (settings, site) throws(InputError) in
    GatewayPart(declaration, of: settings.api, .stage(try settings.limits(at: site)), at: site)
  }
}

/// The key of a route of an HTTP API: `GET /orders`, or `$default`.
enum HTTPRouteKey {
  /// Method and path, each nil where it may be any.
  static func parts(of key: String) -> (method: String?, path: String?) {
    let parts = key.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return (nil, nil) }
    return (parts[0] == "ANY" ? nil : String(parts[0]), String(parts[1]))
  }
}
