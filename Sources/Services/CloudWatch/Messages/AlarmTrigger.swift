import Blueprints
import Documents

/// What messages say of the metrics of an alarm, or of the rule of a composite one.
struct AlarmTrigger {
  /// What stands in a message to a topic beside what all alarms say.
  let members: [EventContent.Member]
  /// What EventBridge and functions get as `configuration`.
  let configuration: [EventContent.Member]

  /// The metrics of an alarm.
  init(_ settings: AlarmSettings, _ queries: [MetricQuery], _ reason: AlarmReason) {
    let metrics = EventContent.list(queries.map { Self.configuration(of: $0) })
    configuration = [.init("metrics", metrics)]
    var trigger: [EventContent.Member] = []
    if settings.metrics == nil, case .metric(let name)? = queries.first?.subject {
      trigger = Self.trigger(of: name, isExtended: settings.extendedStatistic != nil)
    } else {
      trigger = [.init("Metrics", metrics)]
      if case .metric(let name)? = queries.first?.subject {
        trigger.append(.init("Period", .number(String(name.period))))
      }
    }
    let rule = reason.evaluation
    trigger += [
      .init("EvaluationPeriods", .number(String(rule.periods))),
      .init("DatapointsToAlarm", .number(String(rule.breaches))),
      .init("ComparisonOperator", .text(reason.comparison.rawValue)),
      .init("Threshold", .number(AlarmReason.number(reason.threshold))),
      .init("TreatMissingData", .text(rule.treatment.rawValue)),
      .init("EvaluateLowSampleCountPercentile", .text(settings.lowSamples)),
    ]
    members = [.init("Trigger", .map(trigger))]
  }

  /// The rule of a composite alarm.
  init(rule: String) {
    members = [.init("AlarmRule", .text(rule))]
    configuration = [.init("alarmRule", .text(rule))]
  }

  private static func trigger(
    of name: MetricName, isExtended: Bool
  ) -> [EventContent.Member] {
    let dimensions = name.dimensions.map {
      EventContent.map([.init("value", .text($0.value.text)), .init("name", .text($0.name))])
    }
    let kind = isExtended ? "ExtendedStatistic" : "Statistic"
    let statistic = isExtended ? name.statistic : name.statistic.uppercased()
    return [
      .init("MetricName", .text(name.name)), .init("Namespace", .text(name.namespace)),
      .init("StatisticType", .text(kind)), .init(kind, .text(statistic)),
      .init("Unit", .null), .init("Dimensions", .list(dimensions)),
      .init("Period", .number(String(name.period))),
    ]
  }

  private static func configuration(of query: MetricQuery) -> EventContent {
    var members: [EventContent.Member] = [.init("id", .text(query.id))]
    switch query.subject {
    case .expression(let text, _): members.append(.init("expression", .text(text)))
    case .metric(let name):
      let metric = EventContent.map([
        .init("namespace", .text(name.namespace)), .init("name", .text(name.name)),
        .init(
          "dimensions", .map(name.dimensions.map { .init($0.name, .text($0.value.text)) })),
      ])
      members.append(
        .init(
          "metricStat",
          .map([
            .init("metric", metric), .init("period", .number(String(name.period))),
            .init("stat", .text(name.statistic)),
          ])))
    }
    return .map(members + [.init("returnData", .flag(query.isReturned))])
  }
}
