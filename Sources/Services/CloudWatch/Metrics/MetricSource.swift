import Blueprints
import Documents
import Kernel

/// A metric that an alarm reads: a measure of a resource, or something that never has data.
final class MetricSource {
  /// By which intervals most services have metrics.
  static let resolution = TimeSpan.minutes(1)

  let name: MetricName
  let statistic: MetricStatistic
  private var node: (any Node)?
  /// The part of the resource that is measured, as an index of a table; else empty.
  private let part: String
  private var feed: MeasureFeed?

  init(_ name: MetricName, _ statistic: MetricStatistic, of node: (any Node)?, part: String = "") {
    self.name = name
    self.statistic = statistic
    self.node = node
    self.part = part
  }

  /// Begins to watch.
  func start(in world: World) {
    guard let node else { return }
    feed = world.feed(
      name.name, of: node, detail: part, every: node.resolution(of: name.name))
    if case .percentile = statistic, feed?.keepValues() != true { feed = nil }
  }

  /// Lets go of the resource.
  func finish() {
    node = nil
    feed = nil
  }

  /// The value of a period; nil where there is no data.
  func value(from begin: CalendarMoment, until end: CalendarMoment) -> Double? {
    feed.flatMap { statistic.value(of: $0, from: begin, until: end) }
  }

  /// Whether a period has too few samples for its percentile.
  func isThin(from begin: CalendarMoment, until end: CalendarMoment) -> Bool {
    guard let fewest = statistic.fewestSamples, let feed else { return false }
    guard let point = feed.datapoint(from: begin, until: end) else { return false }
    return point.sampleCount < fewest
  }
}

extension MetricSource {
  /// Finds the resource that a metric belongs to.
  ///
  /// A metric that is not modelled has no data, and is remarked upon.
  ///
  /// - Throws: An error where the template means something that is not there.
  static func find(
    _ name: MetricName, of label: String, at site: Site
  ) throws(InputError) -> MetricSource? {
    let statistic: MetricStatistic
    switch MetricStatistic.reading(name.statistic) {
    case .known(let known): statistic = known
    case .notModelled:
      site.note(
        "the statistic \(name.statistic) is not modelled: \(label) stays in INSUFFICIENT_DATA")
      return nil
    case .unknown:
      let near = Suggestion.nearest(to: name.statistic, among: MetricStatistic.words)
      throw InputError(
        "\(name.statistic) of \(label) is no statistic",
        remedy: near.map { "did you mean \($0)?" }
          ?? "choose \(MetricStatistic.words.joined(separator: ", ")) or one as p99",
        at: name.place)
    }
    let node = try node(of: name, label, at: site)
    if let node, case .percentile = statistic,
      node.card.declaration.measures.first(where: { $0.name == name.name })?.shape != .samples
    {
      site.note(
        "percentiles of \(name.name) are not modelled: \(label) stays in INSUFFICIENT_DATA")
      return nil
    }
    return MetricSource(name, statistic, of: node, part: part(of: name, node, label, at: site))
  }

  /// The part of a resource that the dimensions name; empty where they mean the whole.
  private static func part(
    of metric: MetricName, _ node: (any Node)?, _ label: String, at site: Site
  ) -> String {
    guard let node else { return "" }
    let addresses = node.card.declaration.metricAddresses
    let dimension = metric.dimensions.first { dimension in
      addresses.contains { $0.namesPart && $0.dimension == dimension.name }
    }
    guard let part = dimension?.value.text else { return "" }
    let isMeasured = site.world.instruments.contains {
      $0.label == node.label && $0.measure.name == metric.name && $0.detail == part
    }
    if !isMeasured {
      site.note(
        "\(node.label) measures no \(metric.name) of \(part): \(label) never gets data of it")
    }
    return part
  }

  /// Resources of a type, by the dimension that names them, and what they measure.
  private struct Family {
    let dimension: String
    let measures: [String]
  }

  /// Every namespace that has metrics here.
  private static var namespaces: [String] {
    Catalogue.aws.services.compactMap { $0.declaration.metrics?.namespace }
  }

  /// The types of resource whose metrics a namespace holds.
  private static func families(in namespace: String) -> [Family] {
    var families: [Family] = []
    for service in Catalogue.aws.services {
      let measures = service.declaration.measures.map { $0.name }
      for address in service.declaration.metricAddresses where address.namespace == namespace {
        families.append(
          Family(dimension: address.dimension, measures: measures.filter { address.holds($0) }))
      }
    }
    return families
  }

  /// The resource that the dimensions name; nil, with a remark, where it is not modelled.
  private static func node(
    of metric: MetricName, _ label: String, at site: Site
  ) throws(InputError) -> (any Node)? {
    let known = families(in: metric.namespace)
    guard !known.isEmpty else {
      if let near = Suggestion.nearest(to: metric.namespace, among: namespaces) {
        throw InputError(
          "\(metric.namespace) of \(label) is no namespace", remedy: "did you mean \(near)?",
          at: metric.place)
      }
      site.note(
        "metrics of \(metric.namespace) are not modelled: \(label) never gets data of "
          + metric.name)
      return nil
    }
    let fitting = metric.dimensions.filter { dimension in
      known.contains { $0.dimension == dimension.name }
    }
    let measuring = fitting.filter { dimension in
      known.contains { $0.dimension == dimension.name && $0.measures.contains(metric.name) }
    }
    // A target group is named beside its load balancer, whose part it is.
    let best = measuring.first { $0.name == "TargetGroup" } ?? measuring.first
    guard let dimension = best ?? fitting.first else {
      let names = known.map { $0.dimension }.joined(separator: " or ")
      site.note(
        "metrics of \(metric.namespace) without \(names) are not modelled: \(label) never gets "
          + "data of \(metric.name)")
      return nil
    }
    for other in metric.dimensions
    where other.name != dimension.name && !fitting.contains(where: { $0.name == other.name }) {
      site.note(
        "the dimension \(other.name) is not modelled: \(label) reads \(metric.name) of the whole "
          + dimension.value.text)
    }
    return try node(dimension, metric, label, at: site)
  }

  private static func node(
    _ dimension: MetricName.Dimension, _ metric: MetricName, _ label: String, at site: Site
  ) throws(InputError) -> (any Node)? {
    let value = dimension.value.text
    guard !value.hasPrefix("https://"), !value.hasPrefix("arn:") else {
      site.note(
        "\(dimension.name) of \(label) is \(value.hasPrefix("arn:") ? "an ARN" : "a URL"), not a "
          + "name: it never gets data of \(metric.name)")
      return nil
    }
    guard let node = site.find(value) else {
      if let near = Suggestion.nearest(to: value, among: site.world.labels) {
        throw InputError(
          "\(dimension.name) of \(label) is \(value), which is no resource",
          remedy: "did you mean \(near)?", at: dimension.value.place)
      }
      site.note(
        "\(value) is no resource of this template: \(label) never gets data of "
          + metric.name)
      return nil
    }
    let declaration = node.card.declaration
    let address = declaration.metricAddresses.first {
      $0.namespace == metric.namespace && $0.dimension == dimension.name
    }
    guard let address else {
      throw InputError(
        "\(dimension.name) of \(label) is \(node.label), which has no metrics in "
          + metric.namespace,
        remedy: "it is of type \(declaration.type)", at: dimension.value.place)
    }
    let names = declaration.measures.map { $0.name }.filter { address.holds($0) }
    guard !names.contains(metric.name) else { return node }
    if let near = Suggestion.nearest(to: metric.name, among: names) {
      throw InputError(
        "\(declaration.type) has no metric \(metric.name)", remedy: "did you mean \(near)?",
        at: metric.place)
    }
    site.note(
      "the metric \(metric.name) of \(declaration.type) is not modelled: \(label) never gets data "
        + "of it")
    return nil
  }
}
