import Kernel

/// A kind of event: what its messages say, and how large they are.
///
/// It is kept once for all messages of the kind; what differs between them are draws of their
/// names.
public struct EventKind: Sendable {
  /// What a message carries.
  public enum Body: Equatable, Sendable {
    /// JSON of which nothing is known.
    case unknown
    /// JSON that the scenario describes.
    case json(EventContent)
    /// Something that is not JSON.
    case text
  }

  /// How it is called in a report: the event's `detail-type`, or the client's name.
  public var label: String
  /// What a message carries.
  public var body: Body
  /// How many bytes it has.
  public var size: Int64
  /// The attributes beside the body, as SNS and SQS carry them.
  public var attributes: [EventAttribute] = []
  /// The kind that code finds inside, and sends on, where services wrapped an envelope around it;
  /// nil where nothing is around it.
  public var payload: UInt16?
  /// How often code ran in the chain of requests before the event, by the numbers of
  /// `addChainLink`; empty where nothing is counted.
  var runs: ContiguousArray<UInt8> = []

  /// A kind with its body and size.
  public init(label: String, body: Body = .unknown, size: Int64) {
    self.label = label
    self.body = body
    self.size = size
  }

  /// What is said, if it is known and JSON.
  public var content: EventContent? {
    if case .json(let content) = body { content } else { nil }
  }

  /// The bytes of the body that is known and of all attributes.
  public var leastSize: Int64 { attributes.reduce(content?.length ?? 0) { $0 + $1.size } }

  /// Whether two kinds cannot be told apart.
  func isSame(as other: EventKind) -> Bool {
    runs == other.runs && payload == other.payload && size == other.size && label == other.label
      && attributes == other.attributes && body == other.body
  }

  /// The kind with other attributes, its size changed by what they have more or less.
  public func carrying(_ attributes: [EventAttribute]) -> EventKind {
    var kind = self
    kind.attributes = attributes
    let least = attributes.reduce(0) { $0 + $1.size }
    kind.size = max(least, size + least - self.attributes.reduce(0) { $0 + $1.size })
    return kind
  }

  /// The kind with another content, its size changed by what the content's JSON grew or shrank.
  ///
  /// What the scenario does not describe stays part of it: an event of 2 KB that says 100 bytes has
  /// 2,348 with an envelope of 300.
  public func saying(_ content: EventContent) -> EventKind {
    var kind = self
    kind.body = .json(content)
    kind.size = max(content.length, size + content.length - (self.content?.length ?? 0))
    return kind
  }
}

extension EventAttribute {
  /// The bytes that SNS and SQS count: those of the name, the type and the value.
  fileprivate var size: Int64 {
    Int64(name.utf8.count + type.utf8.count + value.plain(on: .first).count)
  }
}

extension EventContent {
  /// How many bytes of JSON it has for the first message of all.
  var length: Int64 {
    Int64(json(on: .first).count)
  }
}

extension EventContent.Occasion {
  /// The first message of all.
  fileprivate static var first: EventContent.Occasion {
    EventContent.Occasion(Name(root: 0), moment: "2026-01-01T00:00:00Z")
  }

  /// A message and the time at which it was sent, as text.
  init(_ name: Name, moment: String) {
    self.name = name
    self.moment = moment
  }
}
