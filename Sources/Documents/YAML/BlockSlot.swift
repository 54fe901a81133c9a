/// Where a value stands in block style.
struct BlockSlot {
  /// What comes before the value.
  enum Kind {
    /// Nothing: the value is the document.
    case document
    /// The marker `---`.
    case marked
    /// The dash of a list.
    case item
    /// A key and its colon.
    case value
  }

  /// The indentation of the block around; −1 for the document.
  let parent: Int
  /// What comes before the value.
  let kind: Kind
  /// The level of the value, from 1.
  let depth: Int
}
