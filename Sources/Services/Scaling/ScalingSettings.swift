import Blueprints
import Documents

/// A step of a policy, as templates have it.
struct StepSettings: Settings {
  var lower: Document?
  var upper: Document?
  var amount: Int64?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.document(
      "MetricIntervalLowerBound", &lower, "Where it begins, counted from the threshold.")
    try visitor.document(
      "MetricIntervalUpperBound", &upper, "Where it ends, counted from the threshold.")
    try visitor.visit(
      "ScalingAdjustment", &amount, in: ScalingSettings.amounts,
      "By how many machines or percent the capacity changes.")
  }
}

/// What a target-tracking policy keeps near its target, where AWS has a name for it.
struct PredefinedMetricSettings: Settings {
  var type: String?
  var resource: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "PredefinedMetricType", &type, "The metric, as `ASGAverageCPUUtilization`.")
    try visitor.visit(
      "ResourceLabel", &resource,
      "The load balancer and target group whose requests are counted.")
  }
}

/// The configuration of a target-tracking policy.
struct TrackingSettings: Settings {
  var predefined: PredefinedMetricSettings?
  var custom: Document?
  var target: Document?
  var neverShrinks = false

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("PredefinedMetricSpecification", &predefined, "A metric that AWS names.")
    try visitor.document(
      "CustomizedMetricSpecification", &custom, "A metric of your own, as an alarm names it.")
    try visitor.document("TargetValue", &target, "The value near which the metric is kept.")
    try visitor.visit("DisableScaleIn", &neverShrinks, "Whether nothing is ever taken away.")
  }
}

/// What properties of both kinds of policy mean.
enum ScalingSettings {
  /// The amounts that a policy may name.
  static let amounts: ClosedRange<Int64> = -1_000_000...1_000_000

  /// A number that need not be whole.
  static func number(
    _ document: Document?, _ name: String, of label: String
  ) throws(InputError) -> Double? {
    guard let document else { return nil }
    let number = document.number ?? document.text.flatMap { NumberText($0) }
    guard let value = number?.double, value.isFinite else {
      throw InputError(
        "\(name) of \(label) is no number", remedy: "for example \(name): 60", at: document.place)
    }
    return value
  }

  /// How the amounts of a policy are meant.
  static func adjustment(
    _ kind: String?, least: Int64?, at site: Site
  ) throws(InputError) -> CapacityAdjustment {
    let words = CapacityAdjustment.Kind.allCases.map { $0.rawValue }
    guard let kind else {
      throw InputError(
        "\(site.label) has no AdjustmentType", remedy: "choose \(words.joined(separator: " or "))",
        at: site.properties.place)
    }
    guard let known = CapacityAdjustment.Kind(rawValue: kind) else {
      throw InputError(
        "\(kind) is no AdjustmentType of \(site.label)",
        remedy: "choose \(words.joined(separator: " or "))",
        at: site.properties["AdjustmentType"]?.place ?? site.properties.place)
    }
    guard let least else { return CapacityAdjustment(kind: known) }
    guard known == .percent else {
      throw InputError(
        "\(site.label) has a MinAdjustmentMagnitude, and changes no percentage",
        remedy: "leave it out, or choose PercentChangeInCapacity",
        at: site.properties["MinAdjustmentMagnitude"]?.place ?? site.properties.place)
    }
    return CapacityAdjustment(kind: known, leastChange: least)
  }

  /// The steps of a policy, checked as AWS does.
  static func steps(
    _ settings: [StepSettings], _ adjustment: CapacityAdjustment, at site: Site
  ) throws(InputError) -> StepScaling {
    var steps: [StepScaling.Step] = []
    for step in settings {
      guard let amount = step.amount else {
        throw InputError(
          "a step of \(site.label) has no ScalingAdjustment",
          remedy: "say by how much the capacity changes", at: site.properties.place)
      }
      steps.append(
        StepScaling.Step(
          lower: try number(step.lower, "MetricIntervalLowerBound", of: site.label),
          upper: try number(step.upper, "MetricIntervalUpperBound", of: site.label),
          amount: amount))
    }
    if let objection = StepScaling.objection(to: steps) {
      throw InputError(
        "\(site.label) \(objection)",
        remedy: "let one step begin where another ends, and the outermost end nowhere",
        at: site.properties.place)
    }
    return StepScaling(adjustment: adjustment, steps: steps)
  }

  /// The target of a policy.
  static func tracking(
    _ settings: TrackingSettings, lowFactor: Double, at site: Site
  ) throws(InputError) -> TargetTracking {
    guard let target = try number(settings.target, "TargetValue", of: site.label) else {
      throw InputError(
        "\(site.label) has no TargetValue", remedy: "for example TargetValue: 60",
        at: site.properties.place)
    }
    guard target > 0 else {
      throw InputError(
        "TargetValue of \(site.label) is not above zero", remedy: "choose a greater one",
        at: settings.target?.place)
    }
    return TargetTracking(
      target: target, lowFactor: lowFactor, shrinks: !settings.neverShrinks)
  }
}
