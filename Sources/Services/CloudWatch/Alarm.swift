import Blueprints
import Documents
import Kernel
import Measures

/// Compares a metric with a threshold every minute, and acts when its state changes.
final class Alarm: Node {
  /// What an alarm has scheduled for itself; greater kinds are those of its notices.
  private static let evaluate: UInt16 = 0

  let card: NodeCard
  let course: AlarmCourse
  private let settings: AlarmSettings
  private let rule: AlarmEvaluation
  private var reason: AlarmReason
  /// Why it is never evaluated; nil where it is.
  private let obstacle: String?
  private var window: AlarmWindow
  private let phase: DrawnTime
  private var formula: AlarmFormula?
  private var notices: AlarmNotices?
  private var metricCount = 1
  private var remarks: [String] = []
  private var lastRepeat = Instant.start

  init(_ settings: AlarmSettings, _ terms: AlarmTerms, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    rule = terms.rule
    obstacle = terms.remark
    reason = AlarmReason(
      evaluation: terms.rule, comparison: terms.comparison, threshold: terms.threshold)
    window = AlarmWindow(
      period: .seconds(terms.period), periods: Int64(terms.rule.periods),
      extra: world.calibration.count(CloudWatchParameters.extraPeriods),
      resolution: MetricSource.resolution,
      delay: world.calibration.span(CloudWatchParameters.delivery))
    phase = DrawnTime(CloudWatchParameters.phase, for: "phase/\(label)", in: world)
    course = AlarmCourse(of: card, in: world)
  }

  func connect(_ site: Site) throws(InputError) {
    if let obstacle {
      remarks = [obstacle]
      return
    }
    let known = site.notes.count
    let queries = try AlarmTerms.queries(settings, at: site)
    metricCount = queries.count { if case .metric = $0.subject { true } else { false } }
    formula = try AlarmFormula.read(queries, of: label, at: site)
    let portrait = AlarmPortrait(
      name: site.physicalName, settings.plan,
      arn: site.world.arn(of: "alarm:\(site.physicalName)", in: "cloudwatch"),
      trigger: AlarmTrigger(settings, queries, reason), region: site.world.region)
    notices = try AlarmNotices(portrait, settings.plan, of: card, at: site) { dimension in
      queries.lazy.compactMap { query in
        guard case .metric(let name) = query.subject else { return nil }
        return name.dimensions.first { $0.name == dimension }?.value
      }.first
    }
    if window.isHighResolution {
      site.note(
        "\(label) has a period of \(window.period.nanoseconds / 1_000_000_000) s, and metrics of "
          + "services have one value in a minute: most of its periods have no data")
    }
    remarks = site.notes.dropFirst(known).map { $0.text }
  }

  func remarks(in world: World) -> [String] { remarks + (notices?.advice ?? []) }

  func start(in world: World) {
    for source in formula?.sources ?? [] { source.start(in: world) }
    guard formula != nil else { return }
    let cadence = window.cadence.nanoseconds
    // Once an hour is when the data of the hour is there.
    let lag = window.cadence == .hours(1) ? window.delay.nanoseconds : 0
    let drawn = phase.length(for: Name(root: 0)).nanoseconds % min(cadence, 60_000_000_000)
    let offset = (lag + drawn) % cadence
    let past = world.calendarNow.nanoseconds % cadence
    let wait = (offset - past + cadence) % cadence
    world.calendar.schedule(
      Event(node: card.number, kind: Self.evaluate), after: TimeSpan(nanoseconds: wait))
  }

  func receive(_ event: Event, in world: World) {
    guard event.kind == Self.evaluate else {
      notices?.receive(event, in: world)
      return
    }
    world.calendar.schedule(event, after: window.cadence)
    evaluate(in: world)
  }

  /// Compares with another threshold from now on, as alarms of tables do whose capacity changes.
  func moveThreshold(to threshold: Double) { reason.threshold = threshold }

  func finish(in world: World) {
    course.finish(in: world)
    notices?.finish()
    for source in formula?.sources ?? [] { source.finish() }
  }

  func extraCharges(until end: Instant) -> [Charge] {
    let price = window.isHighResolution ? Self.highResolution : Self.standard
    let seconds = (end - .start).nanoseconds / 1_000_000_000
    return [Charge(price: price, units: seconds * Int64(metricCount), isByTime: true)]
  }

  // MARK: Evaluation

  private func evaluate(in world: World) {
    guard let formula else { return }
    let begins = window.begins(at: world.calendarNow)
    // What has too few samples tells nothing, but keeps the alarm where it is while it is news.
    let thin = begins.map { begin in
      settings.lowSamples == "ignore" && formula.isThin(from: begin, until: begin + window.period)
    }
    guard thin.last != true else { return }
    let values = zip(begins, thin).map { begin, isThin in
      isThin ? nil : formula.value(from: begin, until: begin + window.period)
    }
    let points = values.map { value -> AlarmEvaluation.Point in
      guard let value else { return .missing }
      return reason.comparison.isBreached(by: value, reason.threshold) ? .breaching : .within
    }
    let state = rule.state(after: course.state, seeing: points)
    let reading = AlarmReading(value: values.last ?? nil, threshold: reason.threshold)
    if let previous = course.change(to: state, in: world) {
      lastRepeat = world.now
      notices?.tell(
        AlarmChange(from: previous, to: state, because: reason.text(for: state, seeing: points)),
        reading, in: world)
    } else if state == .alarm, world.now - lastRepeat >= .minutes(1) {
      lastRepeat = world.now
      notices?.remind(reading, in: world)
    }
  }
}
