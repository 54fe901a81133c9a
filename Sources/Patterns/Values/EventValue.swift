/// Where a value stands inside an array of objects: which element of which array.
struct ArrayElement: Equatable {
  var array: Int32
  var index: Int32
}

/// A value of an event, in the flat buffer of its event.
struct EventValue {
  /// What JSON wrote.
  enum Kind: UInt8 {
    case string
    case number
    /// `true`, `false` or `null`.
    case word
  }

  var kind: Kind
  /// A surrogate stands in it without its partner.
  var hasLoneSurrogate = false
  /// Where its bytes stand in the buffer.
  var start: Int32
  var end: Int32
  /// Where the elements it lies in stand, and how many they are.
  var elements: Int32
  var elementCount: Int32
  /// The value of the same field read before it; -1 for none.
  var next: Int32
}
