/// Colours for a terminal, all of which can be switched off.
package struct Ink: Sendable {
  /// Whether anything is coloured.
  package let isOn: Bool

  /// Colours, or none.
  package init(isOn: Bool) { self.isOn = isOn }

  /// Text that stands out.
  package func bold(_ text: String) -> String { paint(text, "1") }
  /// Text that stands back.
  package func faint(_ text: String) -> String { paint(text, "2") }
  /// Text that says yes.
  package func good(_ text: String) -> String { paint(text, "32") }
  /// Text that says no.
  package func bad(_ text: String) -> String { paint(text, "31") }
  /// Text that says perhaps.
  package func unsure(_ text: String) -> String { paint(text, "33") }
  /// Drawings.
  package func drawn(_ text: String) -> String { paint(text, "36") }

  private func paint(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
