/// Under which names CloudWatch keeps the metrics of a resource.
public struct MetricAddress: Equatable, Sendable {
  /// The namespace of the service: `AWS/SQS`.
  public let namespace: String
  /// The dimension that names the resource: `QueueName`.
  public let dimension: String

  /// The metrics of a namespace that a dimension tells apart.
  public init(_ namespace: String, by dimension: String) {
    self.namespace = namespace
    self.dimension = dimension
  }
}
