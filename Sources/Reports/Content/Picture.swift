/// A drawing of a report, with the words for whoever cannot see it.
///
/// The page shows it; text and Markdown have rows and tables that say the same figures.
package struct Picture: Equatable, Sendable {
  /// What it shows.
  package let title: String
  /// What is to be seen in it, with its key figures, in a sentence or two.
  package let alternative: String
  /// The drawing: an `svg` element, or several elements in a `div`.
  package let drawing: Element

  /// A drawing with its title and the words that stand for it.
  package init(_ title: String, alternative: String, drawing: Element) {
    self.title = title
    self.alternative = alternative
    self.drawing = drawing
  }
}
