/// A type of resource that says who may do what to the resources of a service, as a queue policy.
public struct PolicyPaper: Equatable, Sendable {
  /// How it says that.
  public enum Form: Equatable, Sendable {
    /// By a document of IAM in a property.
    case document(String)
    /// By statements among its own properties.
    case statements
    /// By one action and one principal, each a property of its own.
    case permission
  }

  /// Its type: `AWS::SQS::QueuePolicy`.
  public let type: String
  /// The property that names the resources which it is about.
  public let subject: String
  /// How it says who may do what.
  public let form: Form

  /// A type that says who may do what to those whom a property of it names.
  public init(_ type: String, about subject: String, _ form: Form = .document("PolicyDocument")) {
    self.type = type
    self.subject = subject
    self.form = form
  }
}
