import Blueprints
import Documents

/// The events `DynamoDB` and `Kinesis` of a SAM function: an event source mapping of a stream.
enum StreamEvent {
  /// The short forms, as templates use them.
  static let shorthands = [
    shorthand("DynamoDB", managed: "AWSLambdaDynamoDBExecutionRole"),
    shorthand("Kinesis", managed: "AWSLambdaKinesisExecutionRole"),
  ]

  /// The properties that both events and their mapping share.
  private static let settings = [
    "BatchSize", "BisectBatchOnFunctionError", "Enabled", "FilterCriteria",
    "FunctionResponseTypes", "KmsKeyArn", "MaximumBatchingWindowInSeconds",
    "MaximumRecordAgeInSeconds", "MaximumRetryAttempts", "MetricsConfig", "ParallelizationFactor",
    "StartingPosition", "StartingPositionTimestamp", "TumblingWindowInSeconds",
  ]

  /// What a destination of given-up records can be.
  private static let kinds = ["Kafka", "S3", "SNS", "SQS"]

  private static func shorthand(_ type: String, managed policy: String) -> Shorthand {
    Shorthand(.event(type)) { (request) throws(InputError) in
      let owner = "the event \(request.eventName) of \(request.draft.logicalID)"
      guard let stream = request.properties["Stream"], let target = request.target else {
        let attribute = type == "DynamoDB" ? "StreamArn" : "Arn"
        throw InputError(
          "\(owner) has no Stream", remedy: "write Stream: !GetAtt Name.\(attribute)",
          at: request.properties.place)
      }
      try EventSource.check(request, known: ["Stream", "DestinationConfig"] + settings)
      var taken = DocumentMap()
      for entry in request.properties.map?.entries ?? [] where settings.contains(entry.key) {
        taken.set(entry.key, to: entry.value, keyPlace: entry.keyPlace)
      }
      if let config = request.properties["DestinationConfig"] {
        taken.set(
          "DestinationConfig", to: try destinations(config, of: owner), keyPlace: config.place)
      }
      var expansion = Shorthand.Expansion()
      expansion.drafts = [
        EventSource.mapping(
          request.draft.logicalID + request.eventName, from: stream, to: target.name,
          settings: Document(.map(taken), at: request.properties.place),
          known: settings + ["DestinationConfig"]
        ).written(at: request)
      ]
      expansion.managedPolicies = [policy]
      return expansion
    }
  }

  /// What SAM lets a function's role do for the queues and topics that its events of streams have
  /// as destinations.
  static func grants(of events: Document?) -> [(action: String, target: Document)] {
    (events?.map?.entries ?? []).compactMap { entry in
      guard ["DynamoDB", "Kinesis"].contains(entry.value["Type"]?.text ?? ""),
        let failure = entry.value["Properties"]?["DestinationConfig"]?["OnFailure"],
        let destination = failure["Destination"]
      else { return nil }
      switch failure["Type"]?.text {
      case "SQS": return ("sqs:SendMessage", destination)
      case "SNS": return ("sns:Publish", destination)
      default: return nil
      }
    }
  }

  /// The destination as the mapping has it: without its type, which SAM needs for the permission.
  private static func destinations(
    _ config: Document, of owner: String
  ) throws(InputError) -> Document {
    guard let failure = config["OnFailure"], let destination = failure["Destination"] else {
      throw InputError(
        "DestinationConfig of \(owner) names no destination",
        remedy: "write OnFailure: {Type: SQS, Destination: !GetAtt Name.Arn}", at: config.place)
    }
    if let type = failure["Type"], !kinds.contains(type.text ?? "") {
      throw InputError(
        "OnFailure cannot be \(type.scalarText ?? type.kindName)",
        remedy: "choose from " + kinds.joined(separator: ", "), at: type.place)
    }
    let composer = Composer(at: config.place)
    return composer.map(["OnFailure": composer.map(["Destination": destination])])
  }
}
