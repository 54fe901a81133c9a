import Blueprints
import Documents

/// `AWS::Serverless::Function`: a function with its role, its events and the alias that it is
/// published under.
struct ServerlessFunction {
  /// The short form, as templates use it.
  static let shorthand: Shorthand = {
    var shorthand = Shorthand(
      .resource("AWS::Serverless::Function"),
      for: [
        "AWS::Lambda::Function", "AWS::IAM::Role", "AWS::Lambda::Version", "AWS::Lambda::Alias",
        "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Url",
      ]
    ) { (request) throws(InputError) in
      try ServerlessFunction(request).expansion()
    }
    shorthand.hasEvents = true
    return shorthand
  }()

  /// The properties that a Lambda function has under the same name.
  static let shared = [
    "Architectures", "CapacityProviderConfig", "CodeSigningConfigArn", "Description",
    "DurableConfig", "Environment", "EphemeralStorage", "FileSystemConfigs", "FunctionName",
    "FunctionScalingConfig", "Handler", "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig",
    "MemorySize", "PackageType", "PublishToLatestPublished", "RecursiveLoop",
    "ReservedConcurrentExecutions", "Runtime", "RuntimeManagementConfig", "SnapStart", "Tags",
    "TenancyConfig", "Timeout", "VpcConfig",
  ]
  private static let own = [
    "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties",
    "AutoPublishCodeSha256", "CodeUri", "DeadLetterQueue", "EventInvokeConfig", "Events",
    "FunctionUrlConfig",
    "ImageUri", "InlineCode", "PermissionsBoundary", "Policies", "PropagateTags",
    "ProvisionedConcurrencyConfig", "Role", "RolePath", "SourceKMSKeyArn", "Tracing",
    "VersionDeletionPolicy", "VersionDescription",
  ]
  private static let unmodelled = ["DeploymentPreference"]

  /// What the expansion was asked for.
  let request: Shorthand.Request
  /// Writes what nobody wrote.
  let composer: Composer

  /// The function of a request.
  init(_ request: Shorthand.Request) {
    self.request = request
    composer = Composer(at: request.draft.document.place)
  }

  /// The logical id that the template gives.
  var logicalID: String { request.draft.logicalID }

  /// A property with the template's globals merged in.
  func property(_ name: String) -> Document? {
    request.properties[name]
  }

  /// All resources that the function stands for.
  func expansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    try checkProperties(noting: &expansion)
    let published = try publication()
    let alias = published?.alias
    let target =
      alias.map { (name: composer.ref($0), arn: composer.ref($0)) }
      ?? (name: composer.ref(logicalID), arn: composer.attribute("Arn", of: logicalID))
    let events = try expandedEvents(calling: target)
    let invocation = try EventInvocation(self).expansion(alias: try aliasName())
    expansion.drafts.append(try function())
    if property("Role") == nil {
      expansion.drafts.append(try role(managedPolicies: events.managedPolicies))
      expansion.names.append(("\(logicalID).Role", "\(logicalID)Role"))
    }
    expansion.drafts += published?.drafts ?? []
    expansion.names += published?.names ?? []
    for part in [events, invocation] {
      expansion.drafts += part.drafts
      expansion.shared += part.shared
      expansion.additions += part.additions
      expansion.notes += part.notes
      expansion.names += part.names
    }
    if let settings = property("FunctionUrlConfig") {
      expansion.drafts.append(
        composer.draft(
          "\(logicalID)Url", "AWS::Lambda::Url",
          ["AuthType": settings["AuthType"], "TargetFunctionArn": target.arn]))
    }
    return expansion
  }

  private func checkProperties(noting expansion: inout Shorthand.Expansion) throws(InputError) {
    let known = Self.shared + Self.own + Self.unmodelled
    for entry in request.properties.map?.entries ?? [] {
      if Self.unmodelled.contains(entry.key) {
        expansion.notes.append(
          Note(at: entry.keyPlace, "\(entry.key) of \(logicalID) is not modelled yet"))
      } else if !known.contains(entry.key) {
        if let nearest = Suggestion.nearest(to: entry.key, among: known) {
          throw InputError(
            "\(logicalID) has no property \(entry.key)", remedy: "did you mean \(nearest)?",
            at: entry.keyPlace)
        }
        expansion.notes.append(
          Note(at: entry.keyPlace, "\(entry.key) of \(logicalID) is not modelled"))
      }
    }
  }

  private func function() throws(InputError) -> Shorthand.Draft {
    var properties = DocumentMap()
    for entry in request.properties.map?.entries ?? [] where Self.shared.contains(entry.key) {
      properties.set(entry.key, to: entry.value, keyPlace: entry.keyPlace)
    }
    let made: KeyValuePairs<String, Document?> = [
      "Code": code(), "DeadLetterConfig": try deadLetterConfig(),
      "PackageType": properties["PackageType"]
        ?? property("ImageUri").map { _ in
          composer.text("Image")
        },
      "TracingConfig": property("Tracing").map { composer.map(["Mode": $0]) },
      "Role": property("Role") ?? composer.attribute("Arn", of: "\(logicalID)Role"),
    ]
    for (name, value) in made {
      if let value { properties.set(name, to: value, keyPlace: composer.place) }
    }
    let document = composer.map([
      "Type": composer.text("AWS::Lambda::Function"),
      "Properties": Document(.map(properties), at: composer.place),
    ])
    return Shorthand.Draft(
      logicalID: logicalID, type: "AWS::Lambda::Function", document: document)
  }

  /// The code as CloudFormation has it; where `sam package` would put a local path stays that path.
  private func code() -> Document? {
    if let text = property("InlineCode") { return composer.map(["ZipFile": text]) }
    if let image = property("ImageUri") { return composer.map(["ImageUri": image]) }
    guard let code = property("CodeUri") else { return nil }
    guard code["Bucket"] != nil else { return composer.map(["S3Key": code]) }
    return composer.map([
      "S3Bucket": code["Bucket"], "S3Key": code["Key"], "S3ObjectVersion": code["Version"],
    ])
  }

  private func deadLetterConfig() throws(InputError) -> Document? {
    guard let queue = property("DeadLetterQueue") else { return nil }
    guard let type = queue["Type"], let target = queue["TargetArn"] else {
      throw InputError(
        "DeadLetterQueue of \(logicalID) needs Type and TargetArn",
        remedy: "write {Type: SQS, TargetArn: …}", at: queue.place)
    }
    guard type.text == "SQS" || type.text == "SNS" else {
      throw InputError(
        "the DeadLetterQueue of \(logicalID) cannot be \(type.scalarText ?? type.kindName)",
        remedy: "choose SQS or SNS", at: type.place)
    }
    return composer.map(["TargetArn": target])
  }
}
