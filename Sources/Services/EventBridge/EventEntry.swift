import Blueprints

/// What the sender of an event says of it: an entry of PutEvents.
struct EventEntry {
  /// The names by which an entry is recognised as one; anything else is the detail of one.
  private static let names = ["source", "detail-type", "detail"]
  /// The most characters of a detail type.
  private static let longestType = 128

  let source: EventContent
  let type: EventContent
  let detail: EventContent
  let resources: EventContent
  let time: EventContent

  /// Reads what a kind of event carries.
  ///
  /// Content that has neither source nor type is the detail of an event whose source and type are
  /// named after its sender; so is no content at all.
  ///
  /// - Parameter partner: The partner whose events the bus takes; nil on other buses.
  /// - Throws: AWS's reason, where it would refuse the entry.
  init(_ kind: EventKind, from sender: String, partner: String?) throws(EventSlip) {
    let content = kind.body == .text ? .text("") : kind.content ?? .empty
    guard let members = content.members else { throw .malformedDetail }
    let isEntry = members.contains { Self.names.contains($0.name) }
    func member(_ name: String) -> EventContent? { content[name] }
    let source = partner.map { EventContent.text($0) } ?? member("source")
    self.source = isEntry ? try Self.text(source, "Source") : .text(partner ?? sender)
    type = isEntry ? try Self.text(member("detail-type"), "DetailType") : .text(kind.label)
    detail = isEntry ? try Self.detail(member("detail")) : .map(members)
    resources = isEntry ? member("resources") ?? .list([]) : .list([])
    time = isEntry ? member("time") ?? .moment : .moment
    if partner == nil, self.source.text?.hasPrefix("aws.") == true {
      throw .notAuthorized
    }
    if let type = type.text, type.unicodeScalars.count > Self.longestType {
      throw .tooLong("DetailType", limit: Self.longestType)
    }
  }

  /// What a service of AWS says of an event, which it puts on the default bus in its envelope.
  init(source: String, type: String, detail: EventContent, resources: [String]) {
    self.source = .text(source)
    self.type = .text(type)
    self.detail = detail
    self.resources = .list(resources.map { .text($0) })
    time = .moment
  }

  /// The event as targets see it, in a region of the account.
  func envelope(account: String = World.account, region: String) -> EventContent {
    .map([
      EventContent.Member("version", .text("0")),
      EventContent.Member("id", .identity),
      EventContent.Member("detail-type", type),
      EventContent.Member("source", source),
      EventContent.Member("account", .text(account)),
      EventContent.Member("time", time),
      EventContent.Member("region", .text(region)),
      EventContent.Member("resources", resources),
      EventContent.Member("detail", detail),
    ])
  }

  private static func text(
    _ content: EventContent?, _ name: String
  ) throws(EventSlip) -> EventContent {
    switch content {
    case .text(""), .null, nil: throw .missing(name)
    case .list, .map, .flag, .number: throw .missing(name)
    case let content?: return content
    }
  }

  private static func detail(_ content: EventContent?) throws(EventSlip) -> EventContent {
    switch content {
    case .map: return content ?? .null
    case .null, nil: throw .missing("Detail")
    default: throw .malformedDetail
    }
  }
}
