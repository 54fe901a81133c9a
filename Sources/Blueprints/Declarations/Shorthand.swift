import Documents

/// A short form of a template that stands for other resources: a SAM resource, or a SAM event.
///
/// It turns documents into documents, before conditions and intrinsic functions are looked at:
/// a generated property may
/// hold `{"Ref": …}` and `{"Fn::GetAtt": […]}` as any written one.
package struct Shorthand: Sendable {
  /// What is short.
  package enum Kind: Sendable, Equatable {
    /// A resource type, as `AWS::Serverless::Function`.
    case resource(String)
    /// An event of a SAM function, as `SQS`.
    case event(String)
  }

  /// A resource of the template before anything in it is resolved.
  package struct Draft: Sendable {
    /// The logical id.
    package var logicalID: String
    /// The type, as `AWS::Lambda::Function`.
    package var type: String
    /// The resource's document: `Properties`, `Condition`, `Metadata` and whatever else
    /// stands beside them.
    package var document: Document

    /// A resource as written, or as a shorthand made it.
    package init(logicalID: String, type: String, document: Document) {
      self.logicalID = logicalID
      self.type = type
      self.document = document
    }
  }

  /// What an expansion gives.
  package struct Expansion: Sendable {
    /// The resources that it stands for; one with the logical id of the short resource
    /// takes its place.
    package var drafts: [Draft] = []
    /// Resources that several short ones make together, as the API of all routes, each kept once.
    package var shared: [Draft] = []
    /// What it says that is not modelled.
    package var notes: [Note] = []
    /// The names under which a template may `Ref` what was generated: `ProcessOrder.Alias`.
    package var names: [(name: String, logicalID: String)] = []
    /// The managed policies that an event asks of the function's role.
    package var managedPolicies: [String] = []

    /// An expansion into nothing yet.
    package init() {}
  }

  /// What an expansion is told.
  package struct Request {
    /// The short resource; for an event the function that it belongs to.
    package var draft: Draft
    /// The event's own logical name; empty for a resource.
    package var eventName: String
    /// The event's properties, or the resource's with the template's `Globals` merged in.
    package var properties: Document
    /// The event shorthands that other services declare.
    package var events: [Shorthand]
    /// All resources of the template as written, for what lies between two of them.
    package var resources: [Draft] = []
    /// What an event calls: the function's name and its ARN, or the alias that it is
    /// published under.
    package var target: (name: Document, arn: Document)?

    /// What every expansion needs to know.
    package init(draft: Draft, eventName: String, properties: Document, events: [Shorthand]) {
      self.draft = draft
      self.eventName = eventName
      self.properties = properties
      self.events = events
    }
  }

  /// What it is short for.
  package let kind: Kind
  /// The resources that it stands for.
  package let expand: @Sendable (Request) throws(InputError) -> Expansion

  /// A shorthand and its expansion.
  package init(
    _ kind: Kind, expand: @escaping @Sendable (Request) throws(InputError) -> Expansion
  ) {
    self.kind = kind
    self.expand = expand
  }
}
