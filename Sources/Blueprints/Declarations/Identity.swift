/// What `Ref`, `Fn::GetAtt` and an ARN say of a resource.
///
/// The texts are templates over `{name}`, `{region}`, `{account}`, `{partition}`, `{id}` (a
/// UUID that AWS would make up),
/// a property as `{TopicArn}`, and the last part of an ARN in a property as
/// `{FunctionName.name}`. What they give is
/// looked up again when a wire is read, so a resource may be named by any of them.
public struct Identity: Sendable {
  /// What `Ref` gives, as a text with fields.
  public let ref: String
  /// The resource's ARN, as a text with fields.
  public let arn: String
  /// What each attribute of `Fn::GetAtt` gives, as a text with fields; `Arn` is always among them.
  public let attributes: [(name: String, text: String)]
  /// The property that sets the physical name; nil where AWS always makes one.
  public let nameProperty: String?
  /// The property that, when true, makes AWS end a generated name with a suffix, as
  /// `FifoQueue` with `.fifo`.
  public let nameSuffix: (property: String, text: String)?

  /// Whether AWS makes names of small letters.
  public var isLowercase = false
  /// What stands behind the name in the label of one that no template holds.
  public var labelEnding = ""

  /// An identity; the attribute `Arn` is added.
  public init(
    ref: String, arn: String, attributes: [(name: String, text: String)] = [],
    nameProperty: String? = nil, nameSuffix: (property: String, text: String)? = nil
  ) {
    self.ref = ref
    self.arn = arn
    self.attributes = [("Arn", arn)] + attributes
    self.nameProperty = nameProperty
    self.nameSuffix = nameSuffix
  }
}
