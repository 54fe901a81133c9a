/// What a JSON text is made of, as a pattern is read.
enum Token: Equatable {
  case startObject
  case endObject
  case startArray
  case endArray
  /// The name of a member; its text is with the reader.
  case name
  /// A text in quotes; it is with the reader, without them.
  case string
  /// A number; its spelling is with the reader.
  case number
  case yes
  case no
  case null
  /// The text has ended before a value.
  case end

  /// How AWS's engine shows a token that is out of place, where the token has no text of its own.
  var mark: String {
    switch self {
    case .startObject: "{"
    case .endObject: "}"
    case .startArray: "["
    case .endArray: "]"
    case .yes: "true"
    case .no: "false"
    case .null: "null"
    case .name, .string, .number, .end: ""
    }
  }
}
