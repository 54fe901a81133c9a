import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Lambda::EventSourceMapping`.
struct MappingSettings: Settings {
  /// How far the mapping may scale.
  struct Scaling: Settings {
    var maximumConcurrency: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MaximumConcurrency", &maximumConcurrency, in: 2...1_000,
        "The most batches that the mapping has running at once.")
    }
  }

  /// How many pollers are kept for the mapping alone.
  struct ProvisionedPollerConfig: Settings {
    var minimum: Int64?
    var maximum: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "MinimumPollers", &minimum, in: 2...200, "Event pollers that are always there; 2.")
      try visitor.visit(
        "MaximumPollers", &maximum, in: 2...10_000,
        "The most event pollers that there are, each with ten batches at once; 200.")
    }
  }

  var source: Reference?
  var function: Reference?
  var batchSize: Int64 = 10
  var window = TimeSpan.zero
  var isEnabled = true
  var scaling: Scaling?
  var responseTypes: [String] = []
  var filterCriteria: FilterCriteria?
  var provisionedPollers: ProvisionedPollerConfig?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("EventSourceArn", &source, "The queue that messages are read from.")
    try visitor.reference("FunctionName", &function, "The function that runs the batches.")
    try visitor.visit(
      "BatchSize", &batchSize, in: 1...10_000, "The most messages that one run gets.")
    try visitor.seconds(
      "MaximumBatchingWindowInSeconds", &window, in: 0...300,
      "How long messages are gathered before a batch that is not full runs.")
    try visitor.visit("Enabled", &isEnabled, "Whether the mapping reads at all.")
    try visitor.group("ScalingConfig", &scaling, "How far the mapping may scale.")
    try visitor.words(
      "FunctionResponseTypes", &responseTypes,
      "ReportBatchItemFailures lets the code name the messages that failed.")
    try visitor.group(
      "FilterCriteria", &filterCriteria, "Which messages are run at all; the others are deleted.")
    try visitor.group(
      "ProvisionedPollerConfig", &provisionedPollers, "Pollers that are kept for the mapping.")
    visitor.ignored("Tags", "KmsKeyArn", "MetricsConfig", "LoggingConfig")
  }

  /// The least and the most provisioned pollers; nil where the mapping scales by itself, as it
  /// does with an empty configuration too.
  var provisionedBounds: ClosedRange<Int64>? {
    guard let pollers = provisionedPollers, pollers.minimum != nil || pollers.maximum != nil else {
      return nil
    }
    let least = pollers.minimum ?? 2
    return least...max(least, pollers.maximum ?? 200)
  }

  /// What AWS refuses of a mapping that reads a FIFO queue.
  func checkFIFO(_ label: String, of queue: String, at place: Place) throws(InputError) {
    guard batchSize <= 10 else {
      throw InputError(
        "\(label) has batches of \(batchSize), and \(queue) is a FIFO queue",
        remedy: "AWS refuses this: set BatchSize to 10 at most", at: place)
    }
    guard window == .zero else {
      throw InputError(
        "\(label) has a batching window, and \(queue) is a FIFO queue",
        remedy: "AWS refuses this: leave out MaximumBatchingWindowInSeconds", at: place)
    }
  }

  /// What AWS refuses though each setting is in its range.
  func check(_ label: String, at place: Place) throws(InputError) {
    if batchSize > 10, window == .zero {
      throw InputError(
        "\(label) has batches of \(batchSize) and no batching window",
        remedy: "AWS refuses this: set MaximumBatchingWindowInSeconds to 1 or more, "
          + "or BatchSize to 10 at most", at: place)
    }
    guard provisionedBounds != nil else { return }
    if scaling?.maximumConcurrency != nil {
      throw InputError(
        "\(label) has both ProvisionedPollerConfig and MaximumConcurrency",
        remedy: "AWS takes one of them: MaximumPollers bounds the concurrency, ten for each poller",
        at: place)
    }
    let pollers = provisionedPollers
    if let least = pollers?.minimum, let most = pollers?.maximum, most < least {
      throw InputError(
        "\(label) has at least \(least) pollers and at most \(most)",
        remedy: "make MaximumPollers as large as MinimumPollers or larger", at: place)
    }
  }
}
