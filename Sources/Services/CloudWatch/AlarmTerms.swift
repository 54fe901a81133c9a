import Blueprints
import Documents
import Kernel

/// What an alarm compares with what, once its properties are found to fit together.
struct AlarmTerms {
  let rule: AlarmEvaluation
  let comparison: AlarmComparison
  let threshold: Double
  /// The length of a period [s].
  let period: Int64
  /// What keeps it from being evaluated, where that is not modelled; the rest says nothing then.
  let remark: String?

  /// Those of an alarm that is never evaluated.
  private init(notModelled remark: String) {
    self.remark = remark
    rule = AlarmEvaluation(periods: 1, breaches: 1, treatment: .missing)
    comparison = .above
    threshold = 0
    period = 60
  }

  /// The terms of an alarm, checked as AWS does.
  static func read(_ settings: AlarmSettings, at site: Site) throws(InputError) -> AlarmTerms {
    let rest = "is not modelled: it stays in INSUFFICIENT_DATA"
    if site.properties["EvaluationCriteria"] != nil {
      return AlarmTerms(notModelled: "the EvaluationCriteria of \(site.label) \(rest)")
    }
    // A comparison that there is not has been refused where it was read.
    let isRefused = settings.comparison.isEmpty && site.properties["ComparisonOperator"] != nil
    if isRefused || AlarmComparison.ofBands.contains(settings.comparison) {
      return AlarmTerms(notModelled: "\(settings.comparison) of \(site.label) \(rest)")
    }
    return try AlarmTerms(settings, at: site)
  }

  /// Checks the properties of an alarm as AWS does.
  private init(_ settings: AlarmSettings, at site: Site) throws(InputError) {
    remark = nil
    func place(_ name: String) -> Place { site.properties[name]?.place ?? site.properties.place }
    func missing(_ name: String, _ remedy: String) -> InputError {
      InputError("\(site.label) has no \(name)", remedy: remedy, at: site.properties.place)
    }
    guard settings.thresholdMetric == nil else {
      throw InputError(
        "\(site.label) has a ThresholdMetricId, and compares with no band",
        remedy: "leave it out, or choose a ComparisonOperator of bands",
        at: place("ThresholdMetricId"))
    }
    guard let periods = settings.evaluationPeriods else {
      throw missing("EvaluationPeriods", "give the number of periods that are considered")
    }
    guard let comparison = AlarmComparison(rawValue: settings.comparison) else {
      throw missing("ComparisonOperator", "for example GreaterThanThreshold")
    }
    let number = settings.threshold?.number ?? settings.threshold?.text.flatMap { NumberText($0) }
    guard let number else {
      guard let given = settings.threshold else { throw missing("Threshold", "give a number") }
      throw InputError(
        "Threshold of \(site.label) is \(given.scalarText ?? given.kindName)",
        remedy: "give a number", at: given.place)
    }
    let breaches = settings.datapoints ?? periods
    guard breaches <= periods else {
      throw InputError(
        "DatapointsToAlarm of \(site.label) is \(breaches), of \(periods) EvaluationPeriods",
        remedy: "choose from 1 to \(periods)", at: place("DatapointsToAlarm"))
    }
    period = try Self.period(settings, at: site)
    try Self.check(period, times: periods, place("EvaluationPeriods"), of: site.label)
    self.comparison = comparison
    threshold = number.double
    rule = AlarmEvaluation(
      periods: Int(periods), breaches: Int(breaches),
      treatment: try Self.treatment(settings, place("TreatMissingData"), at: site))
  }

  /// Refuses windows that are longer than AWS looks back.
  private static func check(
    _ period: Int64, times periods: Int64, _ place: Place, of label: String
  ) throws(InputError) {
    let longest: Int64 = period >= 3_600 ? 604_800 : 86_400
    guard period * periods > longest else { return }
    throw InputError(
      "EvaluationPeriods times Period of \(label) is \(period * periods) s",
      remedy: "AWS looks back \(longest == 86_400 ? "a day" : "seven days") at most, "
        + "\(longest) s with this Period", at: place)
  }

  private static func treatment(
    _ settings: AlarmSettings, _ place: Place, at site: Site
  ) throws(InputError) -> AlarmEvaluation.Treatment {
    guard let text = settings.treatment else {
      let isOfTables = try queries(settings, at: site).contains { query in
        guard case .metric(let name) = query.subject else { return false }
        return name.namespace == "AWS/DynamoDB"
      }
      return isOfTables ? .ignore : .missing
    }
    guard let treatment = AlarmEvaluation.Treatment(rawValue: text) else {
      throw InputError(
        "\(text) is no TreatMissingData of \(site.label)",
        remedy: "choose missing, ignore, breaching or notBreaching", at: place)
    }
    return treatment
  }

  // MARK: Metrics

  /// The longest period of a metric [s].
  static let longestPeriod: Int64 = 604_800

  /// The length of a period [s], the same for all metrics.
  private static func period(
    _ settings: AlarmSettings, at site: Site
  ) throws(InputError) -> Int64 {
    var periods: [Int64] = []
    var place = site.properties["Period"]?.place ?? site.properties.place
    if settings.metrics == nil {
      guard let period = settings.period else {
        throw InputError(
          "\(site.label) has no Period", remedy: "give it in seconds, as 60", at: place)
      }
      periods = [period]
    }
    for query in try queries(settings, at: site) {
      guard case .metric(let name) = query.subject else { continue }
      if !periods.contains(name.period) { periods.append(name.period) }
      place = name.place
    }
    // An expression without metrics is not modelled, whatever its period is.
    if periods.isEmpty { return 60 }
    guard let period = periods.first, periods.count == 1 else {
      throw InputError(
        "the metrics of \(site.label) have \(periods.count) different periods",
        remedy: "give all of them the same Period", at: place)
    }
    let isKnown = [10, 20, 30].contains(period) || period % 60 == 0
    guard isKnown, 10...longestPeriod ~= period else {
      throw InputError(
        "Period of \(site.label) is \(period)",
        remedy: "choose 10, 20, 30 or a multiple of 60 up to \(longestPeriod)", at: place)
    }
    return period
  }

  /// The metrics of an alarm, one alone or those of `Metrics`.
  static func queries(
    _ settings: AlarmSettings, at site: Site
  ) throws(InputError) -> [MetricQuery] {
    guard let document = settings.metrics else { return [try single(settings, at: site)] }
    guard settings.metric == nil, settings.statistic == nil, settings.period == nil else {
      throw InputError(
        "\(site.label) has Metrics, and a metric of its own", remedy: "give one of them",
        at: document.place)
    }
    guard let entries = document.list, !entries.isEmpty else {
      throw InputError(
        "Metrics of \(site.label) is \(document.list == nil ? document.kindName : "empty")",
        remedy: "give a list of metrics and of an expression over them", at: document.place)
    }
    var queries: [MetricQuery] = []
    for entry in entries {
      let query = try MetricQuery(entry, of: site.label)
      guard !queries.contains(where: { $0.id == query.id }) else {
        throw InputError(
          "two Metrics of \(site.label) have the Id \(query.id)", remedy: "give each its own",
          at: entry.place)
      }
      queries.append(query)
    }
    return queries
  }

  private static func single(
    _ settings: AlarmSettings, at site: Site
  ) throws(InputError) -> MetricQuery {
    let place = site.properties["MetricName"]?.place ?? site.properties.place
    guard let metric = settings.metric, let namespace = settings.namespace else {
      let missing = settings.metric == nil ? "MetricName" : "Namespace"
      throw InputError(
        "\(site.label) has no \(missing)", remedy: "give Namespace and MetricName, or Metrics",
        at: site.properties.place)
    }
    guard let statistic = settings.statistic ?? settings.extendedStatistic,
      settings.statistic == nil || settings.extendedStatistic == nil
    else {
      throw InputError(
        settings.statistic == nil
          ? "\(site.label) has no Statistic" : "\(site.label) has two statistics",
        remedy: "give either Statistic or ExtendedStatistic", at: place)
    }
    let dimensions = try MetricQuery.dimensions(site.properties["Dimensions"], of: site.label)
    let name = MetricName(
      namespace: namespace, name: metric, dimensions: dimensions, statistic: statistic,
      period: settings.period ?? 60, place: place)
    return MetricQuery(id: "m1", subject: .metric(name), isReturned: true, place: place)
  }
}
