import Documents
import Kernel
import Patterns

/// Event patterns over the messages of a run: which of them a message matches.
///
/// Where the patterns read only what all messages of a kind have in common, they are asked once for
/// the kind, else for each message.
public final class EventMatcher {
  /// What the patterns are held against.
  public enum View: Sendable {
    /// The event as it travels.
    case event
    /// The event that code finds inside the envelopes of services.
    case payload
    /// The record of a message of a queue, whose `body` is the event.
    case record
  }

  /// What is known of a kind.
  private enum Verdict {
    case unknown
    /// One pattern matches all its messages.
    case single(Int)
    /// The same patterns match all its messages.
    case fixed([Int])
    /// Each message is asked.
    case varying(EventContent)
  }

  private let set: PatternSet
  private let paths: [String]
  private let view: View
  private var verdicts: ContiguousArray<Verdict> = []

  /// Compiled patterns, and what they are held against.
  public init(_ patterns: [EventPattern], against view: View = .event) {
    set = PatternSet(patterns)
    paths = patterns.flatMap { $0.fieldPaths }
    self.view = view
  }

  /// The numbers of the patterns that a message matches, in order.
  public func matches(
    _ kind: UInt16, _ name: Name, sent: Instant, in world: World
  ) -> [Int] {
    switch verdict(of: kind, in: world) {
    case .single(let match): return [match]
    case .fixed(let matches): return matches
    case .varying(let content):
      return ask(content, on: EventContent.Occasion(name, sent: sent, in: world))
    case .unknown: preconditionFailure("kind \(kind) has no verdict")
    }
  }

  /// Shows the number of each pattern that a message matches, in order; mostly there is one, which
  /// takes no list.
  public func forEachMatch(
    _ kind: UInt16, _ name: Name, sent: Instant, in world: World, _ body: (Int) -> Void
  ) {
    if case .single(let match) = verdict(of: kind, in: world) { return body(match) }
    for match in matches(kind, name, sent: sent, in: world) { body(match) }
  }

  /// Whether a message matches any of the patterns.
  public func passes(_ kind: UInt16, _ name: Name, sent: Instant, in world: World) -> Bool {
    if case .single = verdict(of: kind, in: world) { return true }
    return !matches(kind, name, sent: sent, in: world).isEmpty
  }

  /// What is known of a kind, which is found out the first time.
  @inline(__always)
  private func verdict(of kind: UInt16, in world: World) -> Verdict {
    if Int(kind) >= verdicts.count { makeRoom(for: kind) }
    if case .unknown = verdicts[Int(kind)] { verdicts[Int(kind)] = verdict(on: kind, in: world) }
    return verdicts[Int(kind)]
  }

  @inline(never)
  private func makeRoom(for kind: UInt16) {
    while verdicts.count <= Int(kind) { verdicts.append(.unknown) }
  }

  private func verdict(on kind: UInt16, in world: World) -> Verdict {
    let seen = content(of: kind, in: world)
    // A transformer may make a text or a list of an event, which no pattern matches.
    guard seen.members != nil else { return .fixed([]) }
    guard !seen.varies(at: paths) else { return .varying(seen) }
    let matches = ask(seen, on: EventContent.Occasion(Name(root: 0), sent: .start, in: world))
    return matches.count == 1 ? .single(matches[0]) : .fixed(matches)
  }

  /// What the patterns see of a kind; an event of which nothing is known has no fields.
  private func content(of kind: UInt16, in world: World) -> EventContent {
    switch view {
    case .event: return world.kinds[Int(kind)].content ?? .empty
    case .payload: return world.kinds[Int(world.payload(of: kind))].content ?? .empty
    case .record: return world.kinds[Int(kind)].record
    }
  }

  private func ask(_ content: EventContent, on occasion: EventContent.Occasion) -> [Int] {
    do throws(PatternError) {
      return try set.matches(content.json(on: occasion))
    } catch {
      preconditionFailure("an event is no JSON object: \(error.message)")
    }
  }
}

extension EventKind {
  /// The record of a message of a queue as filters of mappings see it.
  fileprivate var record: EventContent {
    let body: EventContent =
      switch self.body {
      case .unknown: .empty
      case .json(let content): content
      case .text: .text("")
      }
    let attributes = self.attributes.map { attribute in
      EventContent.Member(
        attribute.name,
        .map([
          EventContent.Member("stringValue", .joined([attribute.value])),
          EventContent.Member("dataType", .text(attribute.type)),
        ]))
    }
    return .map([
      EventContent.Member("body", body), EventContent.Member("messageAttributes", .map(attributes)),
      EventContent.Member("eventSource", .text("aws:sqs")),
    ])
  }
}
