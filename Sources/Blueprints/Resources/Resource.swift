import Documents

/// A resource of a template with nothing left to resolve.
public struct Resource: Sendable {
  /// The key under `Resources`.
  public let logicalID: String
  /// The CloudFormation type: `AWS::SQS::Queue`.
  public let type: String
  /// The name that the CDK construct has in its scope; nil outside the CDK.
  public let constructName: String?
  /// The name that AWS would show.
  public let physicalName: String
  /// The Amazon resource name.
  public let arn: String
  /// What `Ref` gives: a name, an ARN, the URL of a queue.
  public let ref: String
  /// What `Fn::GetAtt` gives for each attribute that the type declares.
  public let attributes: [(name: String, text: String)]
  /// The properties, without tags and intrinsic functions.
  public let properties: Document
  /// Where the logical id stands, or what a generated resource was made from.
  public let place: Place
  /// The logical ids under `DependsOn`.
  public let dependsOn: [String]
  /// The condition that it was created under.
  public let condition: String?
  /// The names that lead to where the template itself writes its properties: its logical id alone,
  /// or from that of what it was made from on; nil where the template writes none.
  public let settingsPath: [String]?

  /// A resource after every reference in it gave its text.
  public init(_ parts: Parts) {
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
    settingsPath = parts.settingsPath
  }

  /// Where requests go, if `Ref` gives an address.
  public var url: String? {
    ref.hasPrefix("https://") ? ref : nil
  }

  /// The parts of a resource while they are put together.
  public struct Parts: Sendable {
    /// The key under `Resources`.
    public var logicalID: String
    /// The CloudFormation type.
    public var type: String
    /// Where it stands.
    public var place: Place
    /// The properties, resolved.
    public var properties: Document
    /// The name of the CDK construct.
    public var constructName: String?
    /// The name that AWS would show.
    public var physicalName = ""
    /// The Amazon resource name.
    public var arn = ""
    /// What `Ref` gives.
    public var ref = ""
    /// What `Fn::GetAtt` gives.
    public var attributes: [(name: String, text: String)] = []
    /// The logical ids under `DependsOn`.
    public var dependsOn: [String] = []
    /// The condition that it was created under.
    public var condition: String?
    /// The names that lead to where the template itself writes its properties.
    public var settingsPath: [String]?

    /// The parts that every resource has.
    public init(logicalID: String, type: String, place: Place, properties: Document) {
      self.logicalID = logicalID
      self.type = type
      self.place = place
      self.properties = properties
      settingsPath = [logicalID]
    }
  }
}
