import Blueprints
import Documents
import Kernel
import Schedules

extension Schedule {
  /// `AWS::Scheduler::Schedule` in the catalogue, with the events of SAM functions.
  static let service = {
    var service = Service(declaration, settings: ScheduleSettings.self) {
      (settings, site) throws(InputError) in
      try make(settings, at: site)
    }
    service.shorthands = [ScheduleEvent.shorthand, ScheduleEvent.shorthandOfScheduler]
    return service
  }()

  /// A schedule as a template describes it.
  static func make(_ settings: ScheduleSettings, at site: Site) throws(InputError) -> Schedule {
    try check(settings, at: site)
    return Schedule(
      settings, at: try times(settings, at: site), label: site.label, in: site.world)
  }

  private static func check(
    _ settings: ScheduleSettings, at site: Site
  ) throws(InputError) {
    let (label, place) = (site.label, site.properties.place)
    guard settings.target?.target != nil else {
      throw InputError(
        "\(label) has no Target", remedy: "give Target: {Arn: …, RoleArn: …}", at: place)
    }
    guard let window = settings.window else {
      throw InputError(
        "\(label) has no FlexibleTimeWindow", remedy: "write FlexibleTimeWindow: {Mode: \"OFF\"}",
        at: place)
    }
    let windowPlace = site.properties["FlexibleTimeWindow"]?.place ?? place
    let isLengthGiven =
      site.properties["FlexibleTimeWindow"]?["MaximumWindowInMinutes"] != nil
      || window.minutes != nil
    if window.mode == "FLEXIBLE", !isLengthGiven {
      throw InputError(
        "the FlexibleTimeWindow of \(label) has no MaximumWindowInMinutes",
        remedy: "choose from 1 to 1440", at: windowPlace)
    }
    if window.mode == "OFF", window.minutes != nil {
      throw InputError(
        "the FlexibleTimeWindow of \(label) is OFF, and has a MaximumWindowInMinutes",
        remedy: "leave it out, or choose FLEXIBLE", at: windowPlace)
    }
    let length = settings.target?.input?.text.unicodeScalars.count ?? 0
    guard length <= ScheduleSettings.inputLimit else {
      throw InputError(
        "the Input of \(label) has \(length) characters",
        remedy: "AWS takes \(ScheduleSettings.inputLimit) at most",
        at: settings.target?.input?.place)
    }
  }

  private static func times(
    _ settings: ScheduleSettings, at site: Site
  ) throws(InputError) -> FiringTimes {
    func place(_ name: String) -> Place { site.properties[name]?.place ?? site.properties.place }
    guard let text = settings.expression else {
      throw InputError(
        "\(site.label) has no ScheduleExpression", remedy: "for example rate(5 minutes)",
        at: site.properties.place)
    }
    let expression = try FiringTimes.expression(
      text, for: .scheduler, at: place("ScheduleExpression"))
    let zone = try site.world.zone(
      named: settings.zone ?? "UTC", at: place("ScheduleExpressionTimezone"))
    let begin = try date(settings.begin, "StartDate", place("StartDate"))
    let end = try date(settings.end, "EndDate", place("EndDate"))
    if let begin, let end, begin >= end {
      throw InputError(
        "the EndDate of \(site.label) is not after its StartDate",
        remedy: "choose a later one", at: place("EndDate"))
    }
    // One moment alone is no matter of dates.
    let dates = expression.isMoment ? (nil, nil) : (begin, end)
    return FiringTimes(expression, by: zone, between: dates, in: site.world)
  }

  private static func date(
    _ text: String?, _ name: String, _ place: Place
  ) throws(InputError) -> Timestamp? {
    guard let text else { return nil }
    guard let date = Timestamp(text) else {
      throw InputError(
        "\(name) is \(text), which is no moment", remedy: "write it like 2026-11-20T12:00:00Z",
        at: place)
    }
    return date
  }
}
