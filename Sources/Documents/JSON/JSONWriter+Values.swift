extension JSONWriter {
  /// Writes `true` or `false`.
  public mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }
  /// Writes a whole number.
  public mutating func value(_ number: Int64) { raw(String(number)) }
  /// Writes a whole number.
  public mutating func value(_ number: Int) { raw(String(number)) }
  /// Writes a whole number that 64 bits need not hold.
  public mutating func value(_ number: Int128) { raw(String(number)) }
  /// Writes the shortest decimal that reads back; the number must be finite.
  public mutating func value(_ number: Double) { raw(ShortestDecimal.text(number)) }
  /// Writes `null`.
  public mutating func null() { raw("null") }

  /// The JSON of a value that was read, without any space.
  public static func compact(_ document: Document) -> String {
    var writer = JSONWriter(.compact)
    writer.value(document)
    return writer.text
  }

  /// Writes a value that was read; tags, which JSON lacks, are left out.
  public mutating func value(_ document: Document) {
    switch document.value {
    case .null: null()
    case .flag(let flag): value(flag)
    case .number(let number): raw(JSONText.number(number))
    case .text(let text): value(text)
    case .list(let items): array { for item in items { $0.value(item) } }
    case .map(let map): object { for entry in map.entries { $0.member(entry.key, entry.value) } }
    }
  }

  /// Writes an object whose entries the body writes.
  public mutating func object<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginObject()
    try body(&self)
    endObject()
  }

  /// Writes an array whose values the body writes.
  public mutating func array<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginArray()
    try body(&self)
    endArray()
  }

  /// Writes a key and, as its value, an object.
  public mutating func object<Failure: Error>(
    _ key: String, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    self.key(key)
    try object(body)
  }

  /// Writes a key and, as its value, an array.
  public mutating func array<Failure: Error>(
    _ key: String, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    self.key(key)
    try array(body)
  }
}
