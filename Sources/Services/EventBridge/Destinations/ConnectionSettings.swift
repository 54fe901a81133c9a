import Blueprints
import Documents

/// The properties of `AWS::Events::Connection`.
///
/// What a connection says changes no figure; it is checked as far as AWS checks it by itself.
struct ConnectionSettings: Settings {
  /// How a connection proves who it is, with the property that then is needed.
  static let methods = [
    (name: "API_KEY", property: "ApiKeyAuthParameters"),
    (name: "BASIC", property: "BasicAuthParameters"),
    (name: "OAUTH_CLIENT_CREDENTIALS", property: "OAuthParameters"),
  ]

  var method = "API_KEY"
  var parameters: Document?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "AuthorizationType", &method, among: Self.methods.map { $0.name },
      "How requests say who they come from.")
    try visitor.document(
      "AuthParameters", &parameters, "The key, the name and password, or the OAuth client.")
    visitor.ignored("Name", "Description", "KmsKeyIdentifier", "Tags")
    visitor.notYet(
      "InvocationConnectivityParameters", "a private endpoint answers as any other one")
  }

  /// Refuses parameters that belong to another way of authorizing.
  func check(of label: String, at place: Place) throws(InputError) {
    guard let parameters else { return }
    for way in Self.methods where way.name == method && parameters[way.property] == nil {
      throw InputError(
        "\(label) authorizes by \(method) and has no \(way.property)",
        remedy: "give it in AuthParameters", at: parameters.place)
    }
  }
}

/// `AWS::Events::Connection` in the catalogue: it only changes the destinations that use it.
enum Connection {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Events::Connection", title: "EventBridge connection",
      summary: "Holds what API destinations need to be let in.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:events:{region}:{account}:connection/{name}/{id}",
        attributes: [
          ("SecretArn", "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}"),
          ("ArnForPolicy", "arn:{partition}:events:{region}:{account}:connection/{name}"),
        ], nameProperty: "Name"))
    declaration.emblem = .bus
    declaration.authority = .free
    return declaration
  }()

  static let service = Service(declaration, settings: ConnectionSettings.self) {
    (settings, site) throws(InputError) in
    try settings.check(of: site.label, at: site.properties.place)
    return nil
  }
}
