/// A scalar as it was read, before a tag or the core schema says what it stands for.
struct YAMLScalar {
  /// The text, escapes and folding done.
  var text: String
  /// Where it begins.
  var start: Int
  /// It stood without quotes, so that it may be a number, a flag or null.
  var isPlain = false
  /// It lies on one line, as a key must.
  var isOneLine = true

  /// The value under a tag, or under the core schema; and the tag, unless it is YAML's own.
  func resolved(
    _ properties: YAMLProperties, in source: SourceText
  ) throws(InputError) -> (value: Document.Value, tag: String?) {
    guard let tag = properties.tag else { return (isPlain ? core : .text(text), nil) }
    switch Self.coreName(tag.text) {
    case nil: return (isPlain ? core : .text(text), tag.text)
    case "", "str": return (.text(text), nil)
    case "int": if case .number(let number) = core, number.integer != nil { return (core, nil) }
    case "float": if case .number = core { return (core, nil) }
    case "bool": if case .flag = core { return (core, nil) }
    case "null": if case .null = core { return (core, nil) }
    case "map", "seq": break
    default: return (isPlain ? core : .text(text), tag.text)
    }
    throw InputError(
      "\(Wording.excerpt(text)) does not fit its tag \(Wording.excerpt(tag.text))",
      remedy: "change the value, or remove the tag", at: source.place(at: start))
  }

  /// The name of one of YAML's own tags, such as `str`; `""` for `!` alone, `nil` for all others.
  static func coreName(_ tag: String) -> String? {
    let long = "!<tag:yaml.org,2002:"
    if tag == "!" { return "" }
    if tag.hasPrefix("!!") { return String(tag.dropFirst(2)) }
    if tag.hasPrefix(long) { return String(tag.dropFirst(long.utf8.count).dropLast()) }
    return nil
  }

  /// What the text stands for by YAML 1.2's core schema.
  private var core: Document.Value {
    let bytes = Array(text.utf8)
    guard bytes.count <= 5 || bytes[0].isDigit || "+-.".utf8.contains(bytes[0]) else {
      return .text(text)
    }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .flag(true)
    case "false", "False", "FALSE": return .flag(false)
    default:
      return NumberText.isNumber(bytes[...]) ? .number(NumberText(verified: text)) : .text(text)
    }
  }
}
