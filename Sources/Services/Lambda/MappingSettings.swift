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

  /// Where word of what was given up goes.
  struct Destinations: Settings {
    var onFailure: EventInvokeSettings.Destination?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group(
        "OnFailure", &onFailure, "Where word of records goes that were given up.")
    }
  }

  var source: Reference?
  var function: Reference?
  private var batch: Int64?
  var window = TimeSpan.zero
  var isEnabled = true
  var scaling: Scaling?
  var responseTypes: [String] = []
  var filterCriteria: FilterCriteria?
  var provisionedPollers: ProvisionedPollerConfig?
  var startingPosition = "LATEST"
  var parallelization: Int64 = 1
  var bisects = false
  var maximumRetries: Int64 = -1
  var maximumAge: Int64 = -1
  var tumblingWindow = TimeSpan.zero
  var destinations: Destinations?

  /// The most messages of a queue that one run gets.
  var batchSize: Int64 {
    get { batch ?? 10 }
    set { batch = newValue }
  }

  /// The most records of a stream that one run gets.
  var streamBatchSize: Int64 { batch ?? 100 }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference(
      "EventSourceArn", &source, "The queue or the stream that is read.")
    try visitor.reference("FunctionName", &function, "The function that runs the batches.")
    try visitor.visit(
      "BatchSize", &batch, in: 1...10_000,
      "The most messages that one run gets: 10 of a queue and 100 of a stream by default.")
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
    try walkStream(&visitor)
    visitor.ignored("Tags", "KmsKeyArn", "MetricsConfig", "LoggingConfig")
  }

  private mutating func walkStream(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "StartingPosition", &startingPosition, among: ["LATEST", "TRIM_HORIZON", "AT_TIMESTAMP"],
      "Where in a stream reading begins; a stream has no records when a run begins.")
    try visitor.visit(
      "ParallelizationFactor", &parallelization, in: 1...10,
      "How many batches of a shard run at once, each with keys of its own.")
    try visitor.visit(
      "BisectBatchOnFunctionError", &bisects, "Whether a batch of a stream that failed is halved.")
    try visitor.visit(
      "MaximumRetryAttempts", &maximumRetries, in: -1...10_000,
      "How often a batch of a stream that failed is tried again; -1 without end.")
    try visitor.visit(
      "MaximumRecordAgeInSeconds", &maximumAge, in: -1...604_800,
      "How old a record of a stream may become; -1 as old as the stream keeps it.")
    try visitor.seconds(
      "TumblingWindowInSeconds", &tumblingWindow, in: 0...900,
      "The windows in which the function keeps a state of each shard.")
    try visitor.group(
      "DestinationConfig", &destinations, "Where word of records goes that were given up.")
    visitor.ignored("StartingPositionTimestamp")
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
