/// Texts that only AWS knows, written so that they can be traced: `{Vpc.CidrBlock}`.
enum Opaque {
  /// What stands for a text that only AWS knows.
  static func text(_ origin: String) -> String {
    "{\(origin)}"
  }

  /// A part of the text is known to AWS alone.
  static func isOpaque(_ text: String) -> Bool {
    guard let open = text.firstIndex(of: "{") else { return false }
    return text[open...].contains("}")
  }
}
