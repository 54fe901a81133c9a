import Blueprints
import Documents

/// The event `SQS` of a SAM function: an event source mapping.
enum SQSEvent {
  /// The short form, as templates use it.
  static let shorthand = Shorthand(.event("SQS")) { (request) throws(InputError) in
    guard let queue = request.properties["Queue"], let target = request.target else {
      throw InputError(
        "the event \(request.eventName) of \(request.draft.logicalID) has no Queue",
        remedy: "write Queue: !GetAtt Name.Arn", at: request.properties.place)
    }
    try EventSource.check(request, known: ["Queue"] + EventSource.settings)
    var expansion = Shorthand.Expansion()
    let id = request.draft.logicalID + request.eventName
    expansion.drafts = [
      EventSource.mapping(id, from: queue, to: target.name, settings: request.properties)
        .written(at: request)
    ]
    expansion.managedPolicies = [EventSource.queuePolicy]
    return expansion
  }
}

/// The event source mapping that events of a SAM function stand for.
enum EventSource {
  /// The properties that an event of type SQS and its mapping share.
  static let settings = [
    "BatchSize", "Enabled", "FilterCriteria", "FunctionResponseTypes", "KmsKeyArn",
    "LoggingConfig", "MaximumBatchingWindowInSeconds", "MetricsConfig", "ProvisionedPollerConfig",
    "ScalingConfig",
  ]
  /// The managed policy that lets a function's role receive from queues.
  static let queuePolicy = "AWSLambdaSQSQueueExecutionRole"

  /// A mapping from a queue or a stream to a function, with the settings that an event gives.
  ///
  /// - Parameter known: The settings that are the mapping's.
  static func mapping(
    _ id: String, from source: Document, to function: Document, settings: Document,
    known: [String] = settings
  ) -> Shorthand.Draft {
    let composer = Composer(at: settings.place)
    var properties = DocumentMap()
    properties.set("EventSourceArn", to: source, keyPlace: source.place)
    properties.set("FunctionName", to: function, keyPlace: composer.place)
    for entry in settings.map?.entries ?? [] where known.contains(entry.key) {
      properties.set(entry.key, to: entry.value, keyPlace: entry.keyPlace)
    }
    let type = "AWS::Lambda::EventSourceMapping"
    let document = composer.map([
      "Type": composer.text(type), "Properties": Document(.map(properties), at: composer.place),
    ])
    return Shorthand.Draft(logicalID: id, type: type, document: document)
  }

  /// Refuses a property that the event does not have.
  static func check(_ request: Shorthand.Request, known: [String]) throws(InputError) {
    for entry in request.properties.map?.entries ?? [] where !known.contains(entry.key) {
      throw .strayProperty(
        entry, among: known, of: "the event \(request.eventName) of \(request.draft.logicalID)")
    }
  }
}

extension Shorthand.Draft {
  /// The same resource, whose properties are those of the event that is asked for.
  func written(at request: Shorthand.Request) -> Shorthand.Draft {
    var draft = self
    draft.written = [request.draft.logicalID, "Events", request.eventName, "Properties"]
    return draft
  }
}
