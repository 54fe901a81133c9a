/// Under which names CloudWatch keeps the metrics of a resource.
public struct MetricAddress: Equatable, Sendable {
  /// The namespace of the service: `AWS/SQS`.
  public let namespace: String
  /// The dimension that names the resource: `QueueName`.
  public let dimension: String
  /// The measures that are kept there; nil where all of the resource's are.
  public let measures: [String]?
  /// Whether the dimension names a part of the resource that another one names, as an index of a
  /// table.
  public let namesPart: Bool

  /// The metrics of a namespace that a dimension tells apart: all of a resource's measures, or some
  /// only.
  public init(
    _ namespace: String, by dimension: String, only measures: [String]? = nil,
    namesPart: Bool = false
  ) {
    self.namespace = namespace
    self.dimension = dimension
    self.measures = measures
    self.namesPart = namesPart
  }

  /// Whether a measure of the resource is kept there.
  public func holds(_ measure: String) -> Bool { measures?.contains(measure) ?? true }
}
