extension InputError {
  /// The slip of a key that its owner does not take, with the one that was meant or all there are.
  public static func stray(
    _ entry: DocumentMap.Entry, among known: [String], of owner: String
  ) -> InputError {
    stray(entry, "\(owner) has no \(entry.key)", known, all: "known are")
  }

  /// The slip of a property that a template's resource or event does not have.
  public static func strayProperty(
    _ entry: DocumentMap.Entry, among known: [String], of owner: String
  ) -> InputError {
    stray(entry, "\(owner) has no property \(entry.key)", known, all: "choose from")
  }

  private static func stray(
    _ entry: DocumentMap.Entry, _ problem: String, _ known: [String], all words: String
  ) -> InputError {
    let meant = Suggestion.nearest(to: entry.key, among: known).map { "did you mean \($0)?" }
    return InputError(
      problem, remedy: meant ?? "\(words) \(known.joined(separator: ", "))", at: entry.keyPlace)
  }
}
