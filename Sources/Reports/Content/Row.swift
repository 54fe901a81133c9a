/// A name, its value, and what is worth saying about it.
package struct Row: Equatable, Sendable {
  /// How a row was judged.
  package enum Mark: Equatable, Sendable {
    /// A goal that was met.
    case met
    /// A goal that was missed.
    case missed
    /// A goal on which more replications have to decide.
    case undecided

    /// The sign that stands for it.
    package var sign: String {
      switch self {
      case .met: "✓"
      case .missed: "✗"
      case .undecided: "?"
      }
    }
  }

  /// What is said.
  package let name: String
  /// How much it is.
  package let value: String
  /// A word on it; empty where there is none.
  package let note: String
  /// How it was judged; nil for most rows.
  package let mark: Mark?

  /// A name with its value.
  package init(_ name: String, _ value: String, note: String = "", mark: Mark? = nil) {
    self.name = name
    self.value = value
    self.note = note
    self.mark = mark
  }
}
