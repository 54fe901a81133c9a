import Blueprints
import Documents

/// The properties of `AWS::CloudWatch::Alarm`.
struct AlarmSettings: Settings {
  /// Part of what tells a metric from others of its name; `MetricQuery` reads it.
  struct Dimension: Settings {
    private var name: String?
    private var value: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("Name", &name, "The dimension, as `QueueName`.")
      try visitor.reference("Value", &value, "The resource.")
    }
  }

  var plan = AlarmPlanSettings()
  var metric: String?
  var namespace: String?
  var dimensions: [Dimension] = []
  var statistic: String?
  var extendedStatistic: String?
  var period: Int64?
  var metrics: Document?
  var evaluationPeriods: Int64?
  var datapoints: Int64?
  var threshold: Document?
  var thresholdMetric: String?
  var comparison = ""
  var treatment: String?
  var lowSamples = ""

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("AlarmName", &plan.name, "The name.")
    try visitor.visit("AlarmDescription", &plan.description, "What messages say of it.")
    try walkMetric(&visitor)
    try visitor.visit(
      "EvaluationPeriods", &evaluationPeriods, in: 1...10_080,
      "How many periods are considered.")
    try visitor.visit(
      "DatapointsToAlarm", &datapoints, in: 1...10_080,
      "How many of them must be beyond the threshold; all where it is left out.")
    try visitor.document("Threshold", &threshold, "What the metric is compared with.")
    try visitor.choice(
      "ComparisonOperator", &comparison,
      among: AlarmComparison.allCases.map { $0.rawValue } + AlarmComparison.ofBands,
      "How it is compared.")
    try visitor.visit("ThresholdMetricId", &thresholdMetric, "A band of expected values.")
    try visitor.visit(
      "TreatMissingData", &treatment,
      "`missing`, `ignore`, `breaching` or `notBreaching`; of DynamoDB `ignore` unless given.")
    try visitor.choice(
      "EvaluateLowSampleCountPercentile", &lowSamples, among: ["evaluate", "ignore"],
      "Whether a percentile of too few samples counts.")
    try plan.walk(&visitor)
    visitor.notYet("EvaluationWindow", "the window slides with every evaluation")
    visitor.notYet("EvaluationInterval", "the alarm is evaluated every minute")
    visitor.ignored("EvaluationCriteria", "Tags", "Unit")
  }

  private mutating func walkMetric(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("MetricName", &metric, "The metric.")
    try visitor.visit("Namespace", &namespace, "The namespace of the metric, as `AWS/SQS`.")
    try visitor.list("Dimensions", &dimensions, "The resource of the metric.")
    try visitor.visit(
      "Statistic", &statistic, "`Average`, `Sum`, `Minimum`, `Maximum` or `SampleCount`.")
    try visitor.visit("ExtendedStatistic", &extendedStatistic, "A percentile, as `p99`.")
    try visitor.visit(
      "Period", &period, in: 10...604_800, "The length of a period: 10, 20, 30 or minutes [s].")
    try visitor.document(
      "Metrics", &metrics, "Metrics with ids, and an expression over them, in place of one metric.")
  }
}

/// What all alarms have: a name, and what is done when their state changes.
struct AlarmPlanSettings: Settings {
  var name: String?
  var description: String?
  var isEnabled = true
  var onAlarm: [String] = []
  var onOK: [String] = []
  var onInsufficientData: [String] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("ActionsEnabled", &isEnabled, "Whether anything is done at all.")
    try visitor.words("AlarmActions", &onAlarm, "Who is told when it goes over to ALARM.")
    try visitor.words("OKActions", &onOK, "Who is told when it goes over to OK.")
    try visitor.words(
      "InsufficientDataActions", &onInsufficientData,
      "Who is told when it goes over to INSUFFICIENT_DATA.")
  }

  /// The actions of a state.
  func actions(on state: AlarmState) -> [String] {
    switch state {
    case .alarm: onAlarm
    case .ok: onOK
    case .insufficientData: onInsufficientData
    }
  }

  /// The property that lists the actions of a state.
  static func property(of state: AlarmState) -> String {
    switch state {
    case .alarm: "AlarmActions"
    case .ok: "OKActions"
    case .insufficientData: "InsufficientDataActions"
    }
  }
}
