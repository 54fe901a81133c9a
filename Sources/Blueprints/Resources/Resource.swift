import Documents

/// A resource of a template with nothing left to resolve.
package struct Resource: Sendable {
  /// The key under `Resources`.
  package let logicalID: String
  /// The CloudFormation type: `AWS::SQS::Queue`.
  package let type: String
  /// The name that the CDK construct has in its scope; nil outside the CDK.
  package let constructName: String?
  /// The name that AWS would show.
  package let physicalName: String
  /// The Amazon resource name.
  package let arn: String
  /// What `Ref` gives: a name, an ARN, the URL of a queue.
  package let ref: String
  /// What `Fn::GetAtt` gives for each attribute that the type declares.
  package let attributes: [(name: String, text: String)]
  /// The properties, without tags and intrinsic functions.
  package let properties: Document
  /// Where the logical id stands, or what a generated resource was made from.
  package let place: Place
  /// The logical ids under `DependsOn`.
  package let dependsOn: [String]
  /// The condition that it was created under.
  package let condition: String?

  /// A resource after every reference in it gave its text.
  package init(_ parts: Parts) {
    logicalID = parts.logicalID
    type = parts.type
    constructName = parts.constructName
    physicalName = parts.physicalName
    arn = parts.arn
    ref = parts.ref
    attributes = parts.attributes
    properties = parts.properties
    place = parts.place
    dependsOn = parts.dependsOn
    condition = parts.condition
  }

  /// Where requests go, if `Ref` gives an address.
  package var url: String? {
    ref.hasPrefix("https://") ? ref : nil
  }

  /// The parts of a resource while they are put together.
  package struct Parts: Sendable {
    /// The key under `Resources`.
    package var logicalID: String
    /// The CloudFormation type.
    package var type: String
    /// Where it stands.
    package var place: Place
    /// The properties, resolved.
    package var properties: Document
    /// The name of the CDK construct.
    package var constructName: String?
    /// The name that AWS would show.
    package var physicalName = ""
    /// The Amazon resource name.
    package var arn = ""
    /// What `Ref` gives.
    package var ref = ""
    /// What `Fn::GetAtt` gives.
    package var attributes: [(name: String, text: String)] = []
    /// The logical ids under `DependsOn`.
    package var dependsOn: [String] = []
    /// The condition that it was created under.
    package var condition: String?

    /// The parts that every resource has.
    package init(logicalID: String, type: String, place: Place, properties: Document) {
      self.logicalID = logicalID
      self.type = type
      self.place = place
      self.properties = properties
    }
  }
}
