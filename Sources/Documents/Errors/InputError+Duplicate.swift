extension InputError {
  /// The slip of a key that stands twice in one map.
  static func duplicate(_ entry: DocumentMap.Entry, earlier: DocumentMap.Entry) -> InputError {
    InputError(
      "the key \(Wording.excerpt(entry.key)) stands twice",
      remedy: "keep one; the first is on line \(earlier.keyPlace.line)", at: entry.keyPlace)
  }
}
