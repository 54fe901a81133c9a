import Documents

/// The keys that a notification is for: those with a beginning and an ending.
struct KeyFilter: Equatable, Sendable {
  /// What the key begins with, as it is spelled in UTF-8.
  var prefix: [UInt8] = []
  /// What the key ends with.
  var suffix: [UInt8] = []

  /// Whether every key passes.
  var passesAll: Bool { prefix.isEmpty && suffix.isEmpty }

  /// Whether a key has both.
  func passes(_ key: [UInt8]) -> Bool {
    key.starts(with: prefix) && key.reversed().starts(with: suffix.reversed())
  }

  /// Whether some key could pass both filters.
  func overlaps(_ other: KeyFilter) -> Bool {
    Self.agree(prefix, other.prefix) && Self.agree(suffix.reversed(), other.suffix.reversed())
  }

  private static func agree(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.starts(with: other) || other.starts(with: one)
  }

  /// The filter of the rules of a template; none is a filter that lets all through.
  ///
  /// - Parameter owner: Whose filter it is, as errors name it.
  static func reading(
    _ rules: [FilterRule], of owner: String, at place: Place?
  ) throws(InputError) -> KeyFilter {
    var filter = KeyFilter()
    var seen: [String] = []
    for rule in rules {
      let name = (rule.name ?? "").lowercased()
      guard name == "prefix" || name == "suffix" else {
        throw InputError(
          "filter rule name must be either prefix or suffix, and \(owner) has "
            + (rule.name ?? "none"),
          remedy: nil, at: place)
      }
      guard !seen.contains(name) else {
        throw InputError(
          "Cannot specify more than one \(name) rule in a filter.",
          remedy: "make two notifications of it", at: place)
      }
      seen.append(name)
      let value = rule.value ?? ""
      guard !value.utf8.contains(UInt8(ascii: "*")) else {
        throw InputError(
          "the \(name) of \(owner) holds a *, which S3 does not take there",
          remedy: "write the \(name) alone, or filter with a rule of EventBridge", at: place)
      }
      let bytes = Array(KeyText.decoded(value).utf8)
      if name == "prefix" { filter.prefix = bytes } else { filter.suffix = bytes }
    }
    return filter
  }
}
