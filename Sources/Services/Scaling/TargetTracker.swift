import Blueprints
import Documents

/// A target-tracking policy at work: its two alarms, and what it makes of them.
///
/// Source of the periods, which AWS does not promise: the alarms that its policies make.
final class TargetTracker {
  /// How many minutes the metric must be too low.
  private static let lowPeriods = 15

  let tracking: TargetTracking
  /// What one of the target's units is in the metric, where that changes with the capacity.
  private var scale = 1.0
  private let high: Alarm
  /// None where nothing is ever taken away.
  private let low: Alarm?
  /// The metric when the low alarm spoke last.
  private var lastLow: Double?

  /// Makes the alarms of the policy that is connected at a place, which act on it; their remarks
  /// become those of the policy.
  ///
  /// - Parameter highPeriods: How many minutes the metric must be too high.
  init(
    _ tracking: TargetTracking, of metric: TrackingMetric, highPeriods: Int = 3, at site: Site
  ) throws(InputError) {
    self.tracking = tracking
    let maker = AlarmMaker(metric: metric, site: site)
    high = try maker.alarm("High", .above, tracking.target, for: highPeriods)
    low =
      tracking.shrinks
      ? try maker.alarm("Low", .below, tracking.lowThreshold, for: Self.lowPeriods) : nil
  }

  /// Has one of the target's units be so much in the metric from now on.
  func rescale(by scale: Double) {
    self.scale = scale
    high.moveThreshold(to: tracking.target * scale)
    low?.moveThreshold(to: tracking.lowThreshold * scale)
  }

  /// The capacity that follows when one of the alarms speaks.
  ///
  /// - Parameter trackers: All that track a target of the same group, this one included.
  func desired(
    _ capacity: Capacity, on signal: AlarmSignal, among trackers: ContiguousArray<TargetTracker>
  ) -> Int64 {
    let value = signal.value.map { $0 / scale }
    guard signal.alarm == low?.label else { return tracking.growing(capacity, at: value) }
    lastLow = value
    let votes = trackers.filter { $0.tracking.shrinks }.map { $0.vote(capacity) }
    return TargetTracking.agreed(votes) ?? capacity.desired
  }

  /// Down to which capacity it would go; nil while it does not find its metric too low.
  private func vote(_ capacity: Capacity) -> Int64? {
    guard low?.course.state == .alarm, let lastLow else { return nil }
    return tracking.shrinking(capacity, at: lastLow)
  }
}

/// Makes the alarms that a policy asks for.
private struct AlarmMaker {
  let metric: TrackingMetric
  let site: Site

  func alarm(
    _ side: String, _ comparison: AlarmComparison, _ threshold: Double, for periods: Int
  ) throws(InputError) -> Alarm {
    let label = "\(site.label)-Alarm\(side)"
    let ground = Site(
      label: label, world: site.world, properties: properties(comparison, threshold, for: periods),
      behavior: nil, diagnostics: site.diagnostics, directory: site.directory, find: site.find)
    let settings = ground.settings(AlarmSettings.self)
    let terms = try AlarmTerms.read(settings, at: ground)
    let alarm = Alarm(settings, terms, label: label, in: site.world)
    site.world.add(alarm)
    try alarm.connect(ground)
    for note in ground.notes { site.note(note.text, at: note.place) }
    return alarm
  }

  private func properties(
    _ comparison: AlarmComparison, _ threshold: Double, for periods: Int
  ) -> Document {
    let composer = Composer(at: site.properties.place)
    let own: KeyValuePairs<String, Document?> = [
      "AlarmDescription": composer.text("Made by the target tracking policy \(site.label)."),
      "EvaluationPeriods": composer.text(String(periods)),
      "Threshold": composer.text(ShortestDecimal.text(threshold)),
      "ComparisonOperator": composer.text(comparison.rawValue),
      "AlarmActions": composer.texts([site.label]),
    ]
    var map = DocumentMap()
    for (name, value) in Array(metric.properties) + Array(own) {
      if let value { map.set(name, to: value, keyPlace: composer.place) }
    }
    return Document(.map(map), at: composer.place)
  }
}
