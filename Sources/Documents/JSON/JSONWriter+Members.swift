extension JSONWriter {
  /// Writes a key and a text.
  package mutating func member(_ key: String, _ text: String) {
    self.key(key)
    value(text)
  }
  /// Writes a key and a flag.
  package mutating func member(_ key: String, _ flag: Bool) {
    self.key(key)
    value(flag)
  }
  /// Writes a key and a whole number.
  package mutating func member(_ key: String, _ number: Int64) {
    self.key(key)
    value(number)
  }
  /// Writes a key and a whole number.
  package mutating func member(_ key: String, _ number: Int) {
    self.key(key)
    value(number)
  }
  /// Writes a key and a whole number that 64 bits need not hold.
  package mutating func member(_ key: String, _ number: Int128) {
    self.key(key)
    value(number)
  }
  /// Writes a key and the shortest decimal of a finite number.
  package mutating func member(_ key: String, _ number: Double) {
    self.key(key)
    value(number)
  }
  /// Writes a key and a value that was read.
  package mutating func member(_ key: String, _ document: Document) {
    self.key(key)
    value(document)
  }
  /// Writes a key and `null`.
  package mutating func nullMember(_ key: String) {
    self.key(key)
    null()
  }
}
