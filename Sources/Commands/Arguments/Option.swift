/// An option of a command: the one place that says how it is written, read, checked and explained.
package struct Option: Sendable {
  /// What an option takes.
  package enum Kind: Sendable {
    /// Nothing: it is there or not.
    case flag
    /// Any text that is not empty.
    case text
    /// A whole number within bounds.
    case count(ClosedRange<UInt64>)
    /// A whole number within bounds, or a word in its place.
    case countOr(String, ClosedRange<UInt64>)
    /// One of several words.
    case choice([String])
    /// A name, an equals sign and a value.
    case assignment
  }

  /// The name behind the two dashes.
  package let name: String
  /// What the help shows for the value; empty for a flag.
  package let placeholder: String
  /// What it takes.
  package let kind: Kind
  /// Whether it may be given several times.
  package private(set) var isRepeatable = false
  /// What it does, in one sentence.
  package let summary: String

  /// An option with the value that it takes.
  package init(_ name: String, _ placeholder: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.placeholder = placeholder
    self.kind = kind
    self.summary = summary
  }

  /// An option that is there or not.
  package static func flag(_ name: String, _ summary: String) -> Option {
    Option(name, "", .flag, summary)
  }

  /// The same option, which may be given several times.
  package var repeatable: Option {
    var copy = self
    copy.isRepeatable = true
    return copy
  }

  /// How it is written: `--seed N`.
  package var usage: String { "--\(name)" + (placeholder.isEmpty ? "" : " \(placeholder)") }

  /// The one option of every command.
  package static let help = flag("help", "Shows this page.")
}
