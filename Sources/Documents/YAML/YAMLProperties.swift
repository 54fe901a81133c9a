/// The tag and the anchor before a value.
struct YAMLProperties {
  /// The tag as written, and where.
  var tag: (text: String, offset: Int)?
  /// The anchor's name, and where its `&` stands.
  var anchor: (name: String, offset: Int)?

  /// There is neither.
  var isEmpty: Bool { tag == nil && anchor == nil }
  /// Where the first of them begins.
  var offset: Int? {
    guard let tag, let anchor else { return tag?.offset ?? anchor?.offset }
    return min(tag.offset, anchor.offset)
  }
}

/// What an anchor names.
struct YAMLAnchor {
  /// The value; `nil` while it is still being read.
  var document: Document?
  /// The values in it, itself included.
  var size = 0
  /// The levels below it.
  var height = 0
}
