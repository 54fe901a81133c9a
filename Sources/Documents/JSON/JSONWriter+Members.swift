extension JSONWriter {
  /// Writes a key and a text.
  public mutating func member(_ key: String, _ text: String) {
    self.key(key)
    value(text)
  }
  /// Writes a key and a flag.
  public mutating func member(_ key: String, _ flag: Bool) {
    self.key(key)
    value(flag)
  }
  /// Writes a key and a whole number.
  public mutating func member(_ key: String, _ number: Int64) {
    self.key(key)
    value(number)
  }
  /// Writes a key and a whole number.
  public mutating func member(_ key: String, _ number: Int) {
    self.key(key)
    value(number)
  }
  /// Writes a key and a whole number that 64 bits need not hold.
  public mutating func member(_ key: String, _ number: Int128) {
    self.key(key)
    value(number)
  }
  /// Writes a key and the shortest decimal of a finite number.
  public mutating func member(_ key: String, _ number: Double) {
    self.key(key)
    value(number)
  }
  /// Writes a key and a value that was read.
  public mutating func member(_ key: String, _ document: Document) {
    self.key(key)
    value(document)
  }
}
