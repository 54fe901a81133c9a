import Blueprints
import Documents
import Kernel

/// What an alarm watches: a metric, or an expression over several.
struct AlarmFormula {
  /// The metrics that it reads.
  let sources: [MetricSource]
  private let expression: MetricExpression

  /// The value of a period; nil where data is missing.
  func value(from begin: CalendarMoment, until end: CalendarMoment) -> Double? {
    expression.value { sources[$0].value(from: begin, until: end) }
  }

  /// Whether a period has too few samples for a percentile.
  func isThin(from begin: CalendarMoment, until end: CalendarMoment) -> Bool {
    sources.contains { $0.isThin(from: begin, until: end) }
  }

  /// Reads what an alarm watches; nil, with a remark, where it is not modelled.
  static func read(
    _ queries: [MetricQuery], of label: String, at site: Site
  ) throws(InputError) -> AlarmFormula? {
    let returned = queries.filter { $0.isReturned }
    guard returned.count == 1 else {
      throw InputError(
        "\(returned.count) of the Metrics of \(label) have ReturnData",
        remedy: "set ReturnData: false of all but the one that the alarm watches",
        at: site.properties["Metrics"]?.place ?? site.properties.place)
    }
    var sources: [MetricSource] = []
    var meanings: [(id: String, expression: MetricExpression)] = []
    // Expressions may name others that stand behind them.
    var rest = queries
    var isProgress = true
    while isProgress, !rest.isEmpty {
      isProgress = false
      for query in rest {
        switch query.subject {
        case .metric(let name):
          guard let source = try MetricSource.find(name, of: label, at: site) else { return nil }
          meanings.append((query.id, .metric(sources.count)))
          sources.append(source)
        case .expression(let text, let place):
          let waiting = rest.map { $0.id }
          let reading = try expression(text, meanings, waiting, of: label, at: place)
          switch reading {
          case .known(let expression): meanings.append((query.id, expression))
          case .waiting: continue
          case .notModelled:
            site.note(
              "the expression \(text) is not modelled: \(label) stays in INSUFFICIENT_DATA")
            return nil
          }
        }
        rest.removeAll { $0.id == query.id }
        isProgress = true
      }
    }
    guard let watched = meanings.first(where: { $0.id == returned[0].id }) else {
      throw InputError(
        "the expressions of \(label) name each other", remedy: "begin with one over metrics",
        at: rest[0].place)
    }
    return AlarmFormula(sources: sources, expression: watched.expression)
  }

  private enum Reading {
    case known(MetricExpression)
    /// It names one that is not read yet.
    case waiting
    case notModelled
  }

  private static func expression(
    _ text: String, _ meanings: [(id: String, expression: MetricExpression)], _ waiting: [String],
    of label: String, at place: Place
  ) throws(InputError) -> Reading {
    do throws(MetricExpressionReader.Slip) {
      return .known(
        try MetricExpressionReader.read(text) { id in
          meanings.first { $0.id == id }?.expression
        })
    } catch {
      switch error {
      case .notModelled: return .notModelled
      case .unknown(let id):
        if waiting.contains(id) { return .waiting }
        let near = Suggestion.nearest(to: id, among: meanings.map { $0.id } + waiting)
        throw InputError(
          "no entry of Metrics of \(label) has the Id \(id)",
          remedy: near.map { "did you mean \($0)?" }, at: place)
      }
    }
  }
}
