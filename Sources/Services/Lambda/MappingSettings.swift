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

  var source: Reference?
  var function: Reference?
  var batchSize: Int64 = 10
  var window = TimeSpan.zero
  var isEnabled = true
  var scaling: Scaling?
  var responseTypes: [String] = []
  var filterCriteria: Document?
  var provisionedPollers: Document?

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
    try visitor.document(
      "FilterCriteria", &filterCriteria, "Which messages are run at all; not modelled yet.")
    try visitor.document(
      "ProvisionedPollerConfig", &provisionedPollers, "Pollers kept ready; not modelled yet.")
    visitor.ignored("Tags", "KmsKeyArn", "MetricsConfig", "LoggingConfig")
  }
}
