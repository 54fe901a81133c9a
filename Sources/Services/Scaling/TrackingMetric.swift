import Blueprints
import Documents

/// The metric of a target-tracking policy, as the properties of an alarm say it.
struct TrackingMetric {
  /// A metric that AWS has a name for.
  struct Predefined {
    let type: String
    let namespace: String
    let name: String
    let statistic: String
    /// The dimension that names the resource.
    let dimension: String

    /// Whether it is one of a target group, which the policy names, and not of what is scaled.
    var isOfTargets: Bool { dimension == "TargetGroup" }
  }

  private static func requests(_ type: String) -> Predefined {
    Predefined(
      type: type, namespace: "AWS/ApplicationELB", name: "RequestCountPerTarget",
      statistic: "Sum", dimension: "TargetGroup")
  }

  private static func average(
    _ type: String, _ name: String, in namespace: String, by dimension: String
  ) -> Predefined {
    Predefined(
      type: type, namespace: namespace, name: name, statistic: "Average", dimension: dimension)
  }

  /// Those of Auto Scaling groups.
  static let ofGroups = [
    average(
      "ASGAverageCPUUtilization", "CPUUtilization", in: "AWS/EC2", by: "AutoScalingGroupName"),
    average("ASGAverageNetworkIn", "NetworkIn", in: "AWS/EC2", by: "AutoScalingGroupName"),
    average("ASGAverageNetworkOut", "NetworkOut", in: "AWS/EC2", by: "AutoScalingGroupName"),
    requests("ALBRequestCountPerTarget"),
  ]

  /// Those of ECS services.
  static let ofServices = [
    average(
      "ECSServiceAverageCPUUtilization", "CPUUtilization", in: "AWS/ECS", by: "ServiceName"),
    average(
      "ECSServiceAverageMemoryUtilization", "MemoryUtilization", in: "AWS/ECS", by: "ServiceName"),
    requests("ALBRequestCountPerTarget"),
  ]

  /// That of one direction of a table or an index: what it used in a minute.
  static func ofTables(reading isRead: Bool) -> [Predefined] {
    let direction = isRead ? "Read" : "Write"
    return [
      Predefined(
        type: "DynamoDB\(direction)CapacityUtilization", namespace: "AWS/DynamoDB",
        name: "Consumed\(direction)CapacityUnits", statistic: "Sum", dimension: "TableName")
    ]
  }

  /// The properties, by their names.
  let properties: KeyValuePairs<String, Document?>

  /// The metric that a policy names.
  ///
  /// - Parameters:
  ///   - predefined: Those that AWS has names for.
  ///   - resource: What is scaled, by the name that it has in metrics.
  ///   - index: The index of the resource that is scaled; nil for the whole.
  init(
    _ settings: TrackingSettings, among predefined: [Predefined], of resource: String,
    index: String? = nil, at site: Site
  ) throws(InputError) {
    switch (settings.predefined, settings.custom) {
    case (let named?, nil):
      properties = try Self.properties(
        named, among: predefined, of: resource, index: index, at: site)
    case (nil, let custom?): properties = Self.properties(custom)
    default:
      throw InputError(
        "\(site.label) has \(settings.custom == nil ? "no metric" : "two metrics")",
        remedy: "give PredefinedMetricSpecification or CustomizedMetricSpecification",
        at: site.properties.place)
    }
  }

  private static func properties(
    _ settings: PredefinedMetricSettings, among predefined: [Predefined], of resource: String,
    index: String?, at site: Site
  ) throws(InputError) -> KeyValuePairs<String, Document?> {
    let words = predefined.map { $0.type }
    guard let metric = predefined.first(where: { $0.type == settings.type }) else {
      let near = settings.type.flatMap { Suggestion.nearest(to: $0, among: words) }
      throw InputError(
        settings.type.map { "\($0) of \(site.label) is no PredefinedMetricType" }
          ?? "\(site.label) has no PredefinedMetricType",
        remedy: near.map { "did you mean \($0)?" } ?? "choose \(words.joined(separator: " or "))",
        at: site.properties.place)
    }
    let composer = Composer(at: site.properties.place)
    let owner = metric.isOfTargets ? try targets(settings, at: site) : resource
    var dimensions = [
      composer.map([
        "Name": composer.text(metric.dimension), "Value": composer.text(owner),
      ])
    ]
    if let index {
      dimensions.append(
        composer.map([
          "Name": composer.text("GlobalSecondaryIndexName"), "Value": composer.text(index),
        ]))
    }
    return [
      "Namespace": composer.text(metric.namespace), "MetricName": composer.text(metric.name),
      "Statistic": composer.text(metric.statistic), "Period": composer.text("60"),
      "Dimensions": composer.list(dimensions),
    ]
  }

  /// The target group in `app/NAME/ID/targetgroup/NAME/ID`.
  private static func targets(
    _ settings: PredefinedMetricSettings, at site: Site
  ) throws(InputError) -> String {
    let parts = settings.resource?.split(separator: "/", omittingEmptySubsequences: false) ?? []
    guard let place = parts.firstIndex(of: "targetgroup"), place >= 3 else {
      throw InputError(
        "\(site.label) counts requests, and has no ResourceLabel that names a target group",
        remedy: "join LoadBalancerFullName and TargetGroupFullName by /",
        at: site.properties.place)
    }
    return parts[place...].joined(separator: "/")
  }

  /// A metric of one's own has a period of a minute.
  private static func properties(_ custom: Document) -> KeyValuePairs<String, Document?> {
    let minute = Document(.text("60"), at: custom.place)
    guard let queries = custom["Metrics"] else {
      return [
        "Namespace": custom["Namespace"], "MetricName": custom["MetricName"],
        "Statistic": custom["Statistic"], "Period": custom["Period"] ?? minute,
        "Dimensions": custom["Dimensions"],
      ]
    }
    let list = (queries.list ?? []).map { query -> Document in
      guard var map = query.map, var metric = map["MetricStat"]?.map, metric["Period"] == nil
      else { return query }
      metric.set("Period", to: minute, keyPlace: query.place)
      map.set("MetricStat", to: Document(.map(metric), at: query.place), keyPlace: query.place)
      return Document(.map(map), at: query.place)
    }
    return ["Metrics": Document(.list(list), at: queries.place)]
  }
}
