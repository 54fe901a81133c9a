import Blueprints
import Documents
import Kernel

/// The object that a request is about, as far as the event that the request carries tells.
///
/// A scenario says `key`, and `size` where the objects of a client differ. Code that was told of an
/// object and says nothing else means the object that it was told of. Anything else gets a key of
/// its own.
struct ObjectDescription {
  /// What an event tells of an object of some bucket.
  private struct Told {
    var bucket: String?
    var key: EventContent
    var size: EventContent?
  }

  /// The key, as it is.
  let key: EventContent
  /// The bytes that the event says the object has; nil where it does not.
  let size: EventContent?
  /// The bytes of the object that the event tells of, where that is in the bucket asked.
  let toldSize: EventContent?
  /// The key as UTF-8, where all messages of the kind have the same.
  let fixedKey: [UInt8]?
  /// The key up to its last slash, where all messages of the kind have the same.
  let fixedPrefix: String?

  /// The object that events of a kind are about, for the bucket of a name.
  init(_ kind: EventKind, in bucket: String) {
    let content = kind.content
    let told = Self.told(content)
    if let given = content?["key"], let text = Self.text(given) {
      key = text
      size = content?["size"].flatMap { Self.bytes($0) }
    } else {
      key = told?.key ?? .identity
      size = nil
    }
    toldSize = told?.bucket == bucket ? told?.size : nil
    fixedKey = key.text.map { Array($0.utf8) }
    fixedPrefix = Self.prefix(of: key)
  }

  /// The key of a message.
  func key(of name: Name, in world: World) -> [UInt8] {
    fixedKey ?? key.plain(on: EventContent.Occasion(name, sent: world.now, in: world))
  }

  /// The key of a message up to its last slash.
  func prefix(of name: Name, in world: World) -> String {
    fixedPrefix ?? Self.prefix(of: key(of: name, in: world))
  }

  /// A number of bytes for a message.
  static func value(_ size: EventContent, of name: Name) -> Int64? {
    switch size {
    case .number(let text): NumberText(text).map { whole($0) }
    case .generated(let field): value(field.value(for: name), of: name)
    default: nil
    }
  }

  private static func whole(_ number: NumberText) -> Int64 {
    max(0, number.integer ?? Int64(min(max(number.double, 0), 0x1p62)))
  }

  // MARK: Keys

  /// A key as a string; nil where it is none.
  static func text(_ key: EventContent) -> EventContent? {
    switch key {
    case .text, .joined, .identity, .moment: key
    case .number(let number): .text(number)
    case .generated: .joined([key])
    case .null, .flag, .list, .map, .embedded: nil
    }
  }

  /// A key with every text in it spelled anew; a moment stays as it is.
  static func spelled(_ key: EventContent, _ change: (String) -> String) -> EventContent {
    switch key {
    case .text(let text): .text(change(text))
    case .generated(let field): .generated(field.mappingTexts(change))
    case .joined(let parts): .joined(parts.map { spelled($0, change) })
    default: key
    }
  }

  private static func prefix(of key: [UInt8]) -> String {
    let end = key.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return String(decoding: key[..<end], as: UTF8.self)
  }

  /// The prefix of a key where it is the same for all messages.
  private static func prefix(of key: EventContent) -> String? {
    let parts: [EventContent] = if case .joined(let parts) = key { parts } else { [key] }
    var prefix: [UInt8] = []
    var isFixed = true
    for part in parts {
      switch part {
      case .text(let text):
        guard isFixed || !text.utf8.contains(UInt8(ascii: "/")) else { return nil }
        if isFixed { prefix += text.utf8 }
      case .generated(let field):
        guard field.givesNumbers else { return nil }
        isFixed = false
      default: isFixed = false
      }
    }
    return Self.prefix(of: prefix)
  }

  // MARK: Sizes

  /// A size as a number of bytes; nil where it is none.
  static func bytes(_ size: EventContent) -> EventContent? {
    switch size {
    case .number(let text):
      guard let number = NumberText(text), number.double >= 0, number.double < 0x1p62 else {
        return nil
      }
      return size
    case .text(let text):
      do throws(QuantityProblem) {
        return .number(String(try Quantities.size(text)))
      } catch {
        return nil
      }
    case .generated(let field): return field.givesNumbers ? size : nil
    default: return nil
    }
  }

  // MARK: Events

  /// What a notification of S3, or an event of it on a bus, tells of an object.
  private static func told(_ content: EventContent?) -> Told? {
    if let record = content?["Records"]?.items?.first?["s3"], let object = record["object"],
      let key = object["key"]
    {
      return Told(
        bucket: record["bucket"]?["name"]?.text, key: spelled(key, KeyText.decoded),
        size: object["size"])
    }
    if content?["source"]?.text == "aws.s3", let detail = content?["detail"],
      let object = detail["object"], let key = object["key"]
    {
      return Told(bucket: detail["bucket"]?["name"]?.text, key: key, size: object["size"])
    }
    return nil
  }
}
