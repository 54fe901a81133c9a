import Blueprints
import Documents

/// What a template is told from outside: where it is deployed, and with which values.
package struct Circumstances: Sendable {
  /// The regions of AWS, in all partitions.
  ///
  /// Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
  package static let regions = [
    "us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-east-2",
    "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
    "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-northeast-1",
    "ap-northeast-2", "ap-northeast-3", "ca-central-1", "ca-west-1", "eu-central-1",
    "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2",
    "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1",
    "us-gov-east-1", "us-gov-west-1", "cn-north-1", "cn-northwest-1",
  ]

  /// The region, as `us-east-1`.
  package var region: String
  /// The name of the stack.
  package var stackName: String
  /// Values of parameters, by name.
  package var parameters: [String: String] = [:]
  /// Where the scenario gives values of parameters, by name.
  package var parameterPlaces: [String: Place] = [:]
  /// What other stacks export, by the export's name.
  package var imports: [String: String] = [:]
  /// Changes to the template as written, applied in order.
  package var overrides: [Override] = []

  /// A setting of a resource, changed from outside.
  package struct Override: Sendable {
    /// The logical id, then the path of the property: `OrderQueue`, `RedrivePolicy`,
    /// `maxReceiveCount`.
    package let path: [String]
    /// The new value.
    package let value: Document

    /// A value for what a path leads to; the path names a resource and a property at least.
    package init(_ path: [String], _ value: Document) {
      precondition(path.count > 1, "\(path.joined(separator: ".")) names no property")
      self.path = path
      self.value = value
    }
  }

  /// A stack in a region, without parameters.
  package init(region: String = "us-east-1", stackName: String = "spillway") {
    self.region = region
    self.stackName = stackName
  }

  /// The part of the cloud that the region lies in.
  package var partition: String { World.partition(of: region) }

  /// What AWS's addresses in the region end with.
  package var domain: String {
    partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"
  }

  /// The texts of the pseudo parameters; `AWS::NoValue` and the list of notification topics
  /// are not texts.
  func pseudoParameter(_ name: String) -> String? {
    switch name {
    case "AWS::Region": region
    case "AWS::AccountId": World.account
    case "AWS::Partition": partition
    case "AWS::StackName": stackName
    case "AWS::StackId":
      "arn:\(partition):cloudformation:\(region):\(World.account):stack/\(stackName)/"
        + MadeUp.identifier(stackName)
    case "AWS::URLSuffix": domain
    default: nil
    }
  }

  /// The names of all pseudo parameters.
  static let pseudoParameters = [
    "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region",
    "AWS::StackId", "AWS::StackName", "AWS::URLSuffix",
  ]
}
