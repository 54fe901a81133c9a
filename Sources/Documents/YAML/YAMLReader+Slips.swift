extension YAMLReader {
  /// A slip here or at another offset.
  func slip(_ problem: String, _ remedy: String, at offset: Int? = nil) -> InputError {
    InputError(problem, remedy: remedy, at: source.place(at: offset ?? at))
  }

  /// The slip of text that belongs to nothing: badly indented, or after the end of a value.
  func stray() -> InputError {
    if isFresh { return misindented(expected: nil) }
    if byte == ":" {
      return slip("a colon after the end of the value", "quote the whole text if it belongs to it")
    }
    if byte == "#" { return slip("a comment right after a value", "put a space before the #") }
    if byte == "]" || byte == "}" { return unexpected() }
    return slip(
      "text after the end of the value", "put all of it in quotes, or begin a new line")
  }

  /// The slip of a line whose indentation fits none of the blocks around it.
  func misindented(expected: Int?) -> InputError {
    let choices = [closedIndent, expected].compactMap { $0 }.filter { $0 != column }
    let ways = choices.map { "by \($0)" }
    guard let last = ways.last else {
      return slip("this line does not continue the value above it", "check its indentation")
    }
    let others = ways.dropLast().filter { $0 != last }
    return slip(
      "indented by \(column) spaces, which fits nothing above",
      "indent it \((others + [last]).joined(separator: " or ")) spaces")
  }

  /// The slip of a quote or bracket that is still open at the end of the text, or of its block.
  func unclosed(_ open: Int) -> InputError {
    switch bytes[open] {
    case "[": slip("this [ is never closed", "close it with ]", at: open)
    case "{": slip("this { is never closed", "close it with }", at: open)
    default: slip("this quote is never closed", "close it with the same quote", at: open)
    }
  }

  /// The slip of a character that cannot begin a value.
  func unexpected() -> InputError {
    guard at < bytes.count else { return slip("a value is missing here", "write one") }
    let character = Unicode.Scalar(bytes[at])
    switch bytes[at] {
    case "]", "}": return slip("this \(character) closes nothing", "remove it, or quote the text")
    case ",": return slip("a comma where a value should be", "remove it, or quote the text")
    case ":": return slip("a key is missing before the colon", "write one, or quote the text")
    case "?" where endsWord(at + 1):
      return slip("keys marked with ? are not supported", "write the key and a colon")
    default:
      return slip("a plain text cannot begin with \(character)", "put it in quotes")
    }
  }
}
