/// What AWS calls things: their ARNs.
extension World {
  /// The account that every simulated stack belongs to.
  public static let account = "123456789012"

  /// The part of the cloud that a region lies in.
  public static func partition(of region: String) -> String {
    if region.hasPrefix("cn-") { return "aws-cn" }
    return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
  }

  /// The ARN of a resource of the simulated account.
  ///
  /// - Parameter resource: What the service calls it, as `rule/Nightly`.
  /// - Parameter service: The service as ARNs write it, as `events`.
  public func arn(of resource: String, in service: String) -> String {
    "arn:\(Self.partition(of: region)):\(service):\(region):\(Self.account):\(resource)"
  }

  /// The ARN of the resource that a node stands for, with the name that AWS shows.
  ///
  /// - Parameters:
  ///   - label: The logical id.
  ///   - usual: What the service calls it where no template names it, as `table/Orders`.
  ///   - service: The service as ARNs write it, as `dynamodb`.
  public func arn(of label: String, else usual: String, in service: String) -> String {
    directory?[label]?.arn ?? arn(of: usual, in: service)
  }
}
