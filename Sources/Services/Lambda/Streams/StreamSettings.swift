import Blueprints
import Documents

/// What AWS refuses of a mapping, by what it reads.
enum StreamSettings {
  /// What only mappings of streams have.
  private static let ofStreams = [
    "StartingPosition", "StartingPositionTimestamp", "ParallelizationFactor",
    "BisectBatchOnFunctionError", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds",
    "TumblingWindowInSeconds", "DestinationConfig",
  ]
  /// What only mappings of queues have.
  private static let ofQueues = ["ScalingConfig", "ProvisionedPollerConfig"]

  /// Refuses what a mapping of a queue does not have.
  static func refuseOnQueue(_ queue: String, at site: Site) throws(InputError) {
    try refuse(ofStreams, on: "\(queue) is a queue", "it is for streams", at: site)
  }

  private static func refuse(
    _ names: [String], on what: String, _ remedy: String, at site: Site
  ) throws(InputError) {
    for entry in site.properties.map?.entries ?? [] where names.contains(entry.key) {
      throw InputError(
        "\(site.label) has \(entry.key), and \(what)",
        remedy: "AWS refuses this: leave it out, as \(remedy)", at: entry.keyPlace)
    }
  }

  /// Refuses what a mapping of a stream does not have, or lacks.
  static func check(
    _ settings: MappingSettings, of source: any Node, at site: Site
  ) throws(InputError) {
    let isTable = source is Table
    try refuse(
      ofQueues, on: "\(source.label) \(isTable ? "has" : "is") a stream", "it is for queues",
      at: site)
    guard site.properties["StartingPosition"] != nil else {
      throw InputError(
        "\(site.label) has no StartingPosition, and \(source.label) "
          + "\(isTable ? "has" : "is") a stream",
        remedy: "AWS refuses this: write StartingPosition: LATEST or TRIM_HORIZON",
        at: site.properties.place)
    }
    if isTable, settings.startingPosition == "AT_TIMESTAMP" {
      throw InputError(
        "\(site.label) begins AT_TIMESTAMP, and \(source.label) is a table",
        remedy: "AWS refuses this: choose LATEST or TRIM_HORIZON",
        at: site.properties["StartingPosition"]?.place)
    }
    if (0..<60).contains(settings.maximumAge) {
      throw InputError(
        "\(site.label) gives records up at an age of \(settings.maximumAge) s",
        remedy: "AWS refuses this: set MaximumRecordAgeInSeconds to 60 or more, or to -1",
        at: site.properties["MaximumRecordAgeInSeconds"]?.place)
    }
    if let reference = settings.source, isTable, reference.text.hasPrefix("arn:"),
      !reference.text.split(separator: "/").contains("stream")
    {
      throw InputError(
        "\(source.label) is a table, and a mapping reads its stream",
        remedy: "use !GetAtt \(source.label).StreamArn", at: reference.place)
    }
  }
}
