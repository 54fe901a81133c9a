import Blueprints
import Documents
import Kernel

/// What a target gets when a schedule fires.
///
/// Some words in an input stand for what differs from invocation to invocation.
struct ScheduleInput {
  /// The word for the time of an invocation, and what else it may say.
  private static let mark = "<aws.scheduler."

  private let label: String
  private let arn: String
  private let world: World
  /// The input as it was written; nil where the template gives none.
  let reference: Reference?

  init(_ reference: Reference?, of label: String, in world: World) {
    self.reference = reference
    self.label = label
    self.world = world
    arn = world.arn(of: label, else: "schedule/default/\(label)", in: "scheduler")
  }

  /// Whether an input has the word for what differs from attempt to attempt.
  static func namesAttempts(in text: String) -> Bool {
    let (bytes, word) = (Array(text.utf8), Array((mark + "attempt-number>").utf8))
    return bytes.indices.contains { bytes[$0...].starts(with: word) }
  }

  /// The JSON that it is; nil where it is none, or there is none.
  var document: Document? {
    guard let reference else { return nil }
    do throws(InputError) {
      return try JSON.read(SourceText(name: "Input", text: reference.text))
    } catch {
      return nil
    }
  }

  /// The kind of event that goes to a templated target; nil where the input is not the JSON that it
  /// needs.
  func kind(mustBeJSON: Bool) -> EventKind? {
    guard let reference else { return kind(of: standard) }
    if let document { return kind(of: content(document)) }
    return mustBeJSON ? nil : kind(ofText: reference.text)
  }

  /// The kind of event with a text as its body, JSON or not.
  func kind(ofText text: String) -> EventKind {
    do throws(InputError) {
      let document = try JSON.read(SourceText(name: "Input", text: text))
      return kind(of: content(document))
    } catch {
      return EventKind(label: label, body: .text, size: Int64(text.utf8.count))
    }
  }

  /// The kind of event that says something.
  func kind(of content: EventContent) -> EventKind {
    var kind = EventKind(label: label, body: .json(content), size: 0)
    kind.size = kind.leastSize
    return kind
  }

  /// What a document says, its words for the invocation replaced.
  func content(_ document: Document) -> EventContent { filled(ContentReader.literal(document)) }

  private func filled(_ content: EventContent) -> EventContent {
    switch content {
    case .text(let text): filled(text)
    case .list(let items): .list(items.map { filled($0) })
    case .map(let members): .map(members.map { .init($0.name, filled($0.value)) })
    default: content
    }
  }

  private func filled(_ text: String) -> EventContent {
    let bytes = Array(text.utf8)
    let mark = Array(Self.mark.utf8)
    var parts: [EventContent] = []
    var (begin, at) = (0, 0)
    while at + mark.count <= bytes.count {
      guard bytes[at...].starts(with: mark),
        let end = bytes[at...].firstIndex(of: UInt8(ascii: ">")),
        let value = value(of: String(decoding: bytes[at + mark.count..<end], as: UTF8.self))
      else {
        at += 1
        continue
      }
      if at > begin { parts.append(.text(String(decoding: bytes[begin..<at], as: UTF8.self))) }
      parts.append(value)
      (begin, at) = (end + 1, end + 1)
    }
    guard !parts.isEmpty else { return .text(text) }
    if begin < bytes.count { parts.append(.text(String(decoding: bytes[begin...], as: UTF8.self))) }
    return .joined(parts)
  }

  /// What a word stands for.
  private func value(of word: String) -> EventContent? {
    switch word {
    case "schedule-arn": .text(arn)
    case "scheduled-time": .moment
    case "execution-id": .identity
    case "attempt-number": .text("1")
    default: nil
    }
  }

  /// The event where the template gives none.
  private var standard: EventContent {
    .map([
      .init("version", .text("0")), .init("id", .identity),
      .init("detail-type", .text("Scheduled Event")), .init("source", .text("aws.scheduler")),
      .init("account", .text(World.account)), .init("time", .moment),
      .init("region", .text(world.region)), .init("resources", .list([.text(arn)])),
      .init("detail", .text("{}")),
    ])
  }
}
