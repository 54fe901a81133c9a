/// An attribute of a message, as SNS carries them beside the body.
public struct MessageAttribute: Sendable, Equatable {
  /// The attribute's name.
  public var name: String
  /// Its type: `String`, `String.Array`, `Number` or `Binary`, with a label of one's own behind.
  public var type: String
  /// Its value as text; of a binary one it is not looked at.
  public var value: String

  /// An attribute of a type with a value.
  public init(_ name: String, type: String = "String", value: String) {
    self.name = name
    self.type = type
    self.value = value
  }

  /// The value as JSON; `nil` for one that no policy looks at.
  var json: [UInt8]? {
    let text = Array(value.utf8)
    switch type {
    case "String.Array", "Number.Array":
      return Self.isWhole(text, beginningWith: [0x5B]) ? text : nil
    case _ where type == "Number" || type.hasPrefix("Number."):
      return Self.isWhole(text, beginningWith: Array("-0123456789".utf8)) ? text : nil
    case _ where type == "Binary" || type.hasPrefix("Binary."): return nil
    default: return Self.quoted(text)
    }
  }

  /// The text is one JSON value and nothing else.
  private static func isWhole(_ text: [UInt8], beginningWith first: [UInt8]) -> Bool {
    guard let lead = text.first(where: { !$0.isWhite }), first.contains(lead) else { return false }
    let event = EventFields(paths: PathTable(PathTree()))
    let wrapped = Array("{\"\":".utf8) + text + [0x7D]
    return event.scan(wrapped.span) && event.isWhole(wrapped)
  }

  /// A text in quotes, with escapes where JSON demands them.
  static func quoted(_ text: [UInt8]) -> [UInt8] {
    var quoted: [UInt8] = [0x22]
    for byte in text {
      if byte == 0x22 || byte == 0x5C {
        quoted += [0x5C, byte]
      } else if byte < 0x20 {
        quoted += Array("\\u00".utf8) + Address.hexadecimal([byte])
      } else {
        quoted.append(byte)
      }
    }
    return quoted + [0x22]
  }
}
