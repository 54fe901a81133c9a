import Blueprints
import Documents

/// `EventInvokeConfig` of a SAM function, with the queues and topics that SAM makes for
/// destinations.
struct EventInvocation {
  private static let kinds = ["EventBridge", "Lambda", "S3Bucket", "SNS", "SQS"]

  private let function: ServerlessFunction
  private var composer: Composer { function.composer }
  private var logicalID: String { "\(function.logicalID)EventInvokeConfig" }

  /// The settings of a function's asynchronous invocations.
  init(_ function: ServerlessFunction) {
    self.function = function
  }

  /// The resources that they stand for; none where the function has no such settings.
  func expansion(alias: String?) throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    guard let settings = function.property("EventInvokeConfig") else { return expansion }
    let known = ["DestinationConfig", "MaximumEventAgeInSeconds", "MaximumRetryAttempts"]
    for entry in settings.map?.entries ?? [] where !known.contains(entry.key) {
      throw .strayProperty(
        entry, among: known, of: "EventInvokeConfig of \(function.logicalID)")
    }
    let destinations = try destinationConfig(settings["DestinationConfig"], into: &expansion)
    expansion.drafts.append(
      composer.draft(
        logicalID, "AWS::Lambda::EventInvokeConfig",
        [
          "FunctionName": composer.ref(function.logicalID),
          "Qualifier": composer.text(alias ?? "$LATEST"),
          "MaximumEventAgeInSeconds": settings["MaximumEventAgeInSeconds"],
          "MaximumRetryAttempts": settings["MaximumRetryAttempts"],
          "DestinationConfig": destinations,
        ]))
    return expansion
  }

  /// What SAM lets the function's role do for destinations of which it knows the kind.
  var grants: [(action: String, target: Document)] {
    let config = function.property("EventInvokeConfig")?["DestinationConfig"]
    return (config?.map?.entries ?? []).compactMap { entry in
      let known = entry.value["Destination"]
      switch entry.value["Type"]?.text {
      case "SQS":
        let queue = "\(logicalID)\(entry.key)Queue"
        return ("sqs:SendMessage", known ?? composer.attribute("Arn", of: queue))
      case "SNS":
        return ("sns:Publish", known ?? composer.ref("\(logicalID)\(entry.key)Topic"))
      case "Lambda": return known.map { ("lambda:InvokeFunction", $0) }
      case "EventBridge": return known.map { ("events:PutEvents", $0) }
      default: return nil
      }
    }
  }

  private func destinationConfig(
    _ document: Document?, into expansion: inout Shorthand.Expansion
  ) throws(InputError) -> Document? {
    guard let document else { return nil }
    var config = DocumentMap()
    for entry in document.map?.entries ?? [] {
      guard entry.key == "OnSuccess" || entry.key == "OnFailure" else {
        throw InputError(
          "DestinationConfig has no property \(entry.key)",
          remedy: "choose OnSuccess or OnFailure", at: entry.keyPlace)
      }
      let destination = try destination(entry, into: &expansion)
      let value = composer.map(["Destination": destination])
      config.set(entry.key, to: value, keyPlace: entry.keyPlace)
    }
    return Document(.map(config), at: document.place)
  }

  private func destination(
    _ entry: DocumentMap.Entry, into expansion: inout Shorthand.Expansion
  ) throws(InputError) -> Document {
    let type = entry.value["Type"]
    if let type, !Self.kinds.contains(type.text ?? "") {
      throw InputError(
        "\(entry.key) cannot be \(type.scalarText ?? type.kindName)",
        remedy: "choose from " + Self.kinds.joined(separator: ", "), at: type.place)
    }
    if let destination = entry.value["Destination"] { return destination }
    switch type?.text {
    case "SQS":
      let id = "\(logicalID)\(entry.key)Queue"
      expansion.drafts.append(composer.draft(id, "AWS::SQS::Queue", [:]))
      expansion.names.append(("\(function.logicalID).DestinationQueue", id))
      return composer.attribute("Arn", of: id)
    case "SNS":
      let id = "\(logicalID)\(entry.key)Topic"
      expansion.drafts.append(composer.draft(id, "AWS::SNS::Topic", [:]))
      expansion.names.append(("\(function.logicalID).DestinationTopic", id))
      return composer.ref(id)
    default:
      throw InputError(
        "\(entry.key) of \(function.logicalID) names no destination",
        remedy: "give a Destination, or Type: SQS or SNS for a new one", at: entry.keyPlace)
    }
  }
}
