import Documents

/// A map of the scenario whose keys are all known, read key by key; every slip is reported.
struct KeyedReader {
  private let map: DocumentMap
  private let document: Document
  private let diagnostics: Diagnostics

  /// Opens a map, and reports the keys in it that nobody knows.
  init(
    _ document: Document, of owner: String, known: [String], reporting diagnostics: Diagnostics
  ) {
    self.document = document
    self.diagnostics = diagnostics
    map = document.map ?? DocumentMap()
    if document.map == nil {
      diagnostics.report(
        InputError(
          "\(owner) takes names and values, and is \(document.kindName)",
          remedy: "known are \(known.joined(separator: ", "))", at: document.place))
    }
    for entry in map.entries where !known.contains(entry.key) {
      diagnostics.report(.stray(entry, among: known, of: owner))
    }
  }

  /// The value of a key, as it is written.
  subscript(key: String) -> Document? {
    guard let value = map[key], !value.isNull else { return nil }
    return value
  }

  /// The entry of a key, which also tells where the key stands.
  func entry(_ key: String) -> DocumentMap.Entry? { map.entry(key) }

  /// The value of a key, if it is there and can be read.
  func read<Value>(
    _ key: String, _ take: (Document) throws(InputError) -> Value
  ) -> Value? {
    guard let value = self[key] else { return nil }
    return diagnostics.attempt { () throws(InputError) in try take(value) }
  }

  /// A whole number in a range.
  func count(_ key: String, in range: ClosedRange<Int64>) -> Int64? {
    read(key) { (document) throws(InputError) in
      try document.count(in: range, as: key)
    }
  }

  /// A text; numbers keep their spelling.
  func text(_ key: String) -> String? {
    read(key) { (document) throws(InputError) in
      guard let text = document.scalarText else {
        throw InputError("\(key) is a text, and not \(document.kindName)", at: document.place)
      }
      return text
    }
  }

  /// The entries of a map under a key, whose keys are names.
  func names(_ key: String) -> DocumentMap {
    guard let value = self[key] else { return DocumentMap() }
    guard let map = value.map else {
      diagnostics.report(
        InputError(
          "\(key) takes names and what belongs to each, and is \(value.kindName)", remedy: nil,
          at: value.place))
      return DocumentMap()
    }
    return map
  }
}
