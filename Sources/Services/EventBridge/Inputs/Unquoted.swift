import Blueprints
import Documents

/// Values inside a string of a template: objects and lists lose their quotes, and nothing is
/// escaped.
enum Unquoted {
  /// The pieces of a string that a value becomes; nil where its text breaks the string.
  static func pieces(of value: EventContent) -> [EventContent]? {
    switch value {
    case .text(let text): return pasted(text).map { [.text($0)] }
    case .null: return [.text("null")]
    case .flag(let flag): return [.text(flag ? "true" : "false")]
    case .number(let number): return [.text(number)]
    case .generated, .joined, .moment, .identity: return [value]
    // JSON in a string begins with a quote that is not escaped.
    case .embedded: return nil
    case .list(let items):
      var pieces: [EventContent] = [.text("[")]
      for (index, item) in items.enumerated() {
        if index > 0 { pieces.append(.text(",")) }
        pieces += bare(item)
      }
      return pieces + [.text("]")]
    case .map(let members):
      var pieces: [EventContent] = [.text("{")]
      for (index, member) in members.enumerated() {
        pieces.append(.text((index > 0 ? "," : "") + member.name + ":"))
        pieces += bare(member.value)
      }
      return pieces + [.text("}")]
    }
  }

  /// A value inside an object or a list, of which every quote is taken away.
  private static func bare(_ value: EventContent) -> [EventContent] {
    if case .text(let text) = value { return [.text(text.filter { $0 != "\"" })] }
    return pieces(of: value) ?? []
  }

  /// What a string says into which a text is pasted as it is.
  private static func pasted(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }) else { return text }
    return try? JSON.read(SourceText(name: "value", text: "\"" + text + "\"")).text
  }
}
