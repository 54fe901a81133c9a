import Documents

/// A short form of a template that stands for other resources: a SAM resource, or a SAM event.
///
/// It turns documents into documents, before conditions and intrinsic functions are looked at:
/// a generated property may
/// hold `{"Ref": …}` and `{"Fn::GetAtt": […]}` as any written one.
public struct Shorthand: Sendable {
  /// What is short.
  public enum Kind: Sendable, Equatable {
    /// A resource type, as `AWS::Serverless::Function`.
    case resource(String)
    /// An event of a SAM function, as `SQS`.
    case event(String)
  }

  /// A resource of the template before anything in it is resolved.
  public struct Draft: Sendable {
    /// The logical id.
    public var logicalID: String
    /// The type, as `AWS::Lambda::Function`.
    public var type: String
    /// The resource's document: `Properties`, `Condition`, `Metadata` and whatever else
    /// stands beside them.
    public var document: Document
    /// The names that lead to where the template itself writes its properties, from the logical id
    /// of the short resource on; nil where that is not below its own.
    public var written: [String]?

    /// A resource as written, or as a shorthand made it.
    public init(logicalID: String, type: String, document: Document) {
      self.logicalID = logicalID
      self.type = type
      self.document = document
    }
  }

  /// An entry that an expansion adds to a list of another resource of the template.
  public struct Addition: Sendable {
    /// The logical id of the other resource.
    public var logicalID: String
    /// The names that lead from its properties to the list, which is made where there is none.
    public var path: [String]
    /// What is added at the end.
    public var entry: Document

    /// An entry for a list of a resource.
    public init(to logicalID: String, at path: [String], _ entry: Document) {
      self.logicalID = logicalID
      self.path = path
      self.entry = entry
    }
  }

  /// What an expansion gives.
  public struct Expansion: Sendable {
    /// The resources that it stands for; one with the logical id of the short resource
    /// takes its place.
    public var drafts: [Draft] = []
    /// Resources that several short ones make together, as the API of all routes, each kept once.
    public var shared: [Draft] = []
    /// What it adds to other resources, as S3 keeps with a bucket whom it notifies.
    public var additions: [Addition] = []
    /// What it says that is not modelled.
    public var notes: [Note] = []
    /// The names under which a template may `Ref` what was generated: `ProcessOrder.Alias`.
    public var names: [(name: String, logicalID: String)] = []
    /// The managed policies that an event asks of the function's role.
    public var managedPolicies: [String] = []

    /// An expansion into nothing yet.
    public init() {}
  }

  /// What an expansion is told.
  public struct Request {
    /// The short resource; for an event the function that it belongs to.
    public var draft: Draft
    /// The event's own logical name; empty for a resource.
    public var eventName: String
    /// The event's properties, or the resource's with the template's `Globals` merged in.
    public var properties: Document
    /// The event shorthands that other services declare.
    public var events: [Shorthand]
    /// All resources of the template as written, for what lies between two of them.
    public var resources: [Draft] = []
    /// What an event calls: the function's name and its ARN, or the alias that it is
    /// published under.
    public var target: (name: Document, arn: Document)?

    /// What every expansion needs to know.
    public init(draft: Draft, eventName: String, properties: Document, events: [Shorthand]) {
      self.draft = draft
      self.eventName = eventName
      self.properties = properties
      self.events = events
    }
  }

  /// What it is short for.
  public let kind: Kind
  /// The types of what it stands for: the main one first, those after it where they are asked for.
  public let types: [String]
  /// Whether it has events, each of them a short form itself.
  public var hasEvents = false
  /// The resources that it stands for.
  public let expand: @Sendable (Request) throws(InputError) -> Expansion

  /// A shorthand and its expansion into resources of some types.
  public init(
    _ kind: Kind, for types: [String] = [],
    expand: @escaping @Sendable (Request) throws(InputError) -> Expansion
  ) {
    self.kind = kind
    self.types = types
    self.expand = expand
  }
}
