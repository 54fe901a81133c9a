extension Quantities {
  /// Bytes by unit.
  ///
  /// AWS means 1,024 bytes by KB and so on: "256 KB" is documented as 262,144 bytes in the quotas
  /// of SQS (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/).
  private static let sizeUnits: [(name: String, bytes: Int64)] = [
    ("B", 1), ("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30), ("TB", 1 << 40),
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
  ]

  /// Words that people write for a unit, and the unit.
  private static let sizeSynonyms: [String: String] = [
    "byte": "B", "bytes": "B", "b": "B", "k": "KB", "kb": "KB", "m": "MB", "mb": "MB", "g": "GB",
    "gb": "GB", "t": "TB", "tb": "TB",
  ]

  /// Reads a size in bytes: `400 B`, `256 KB`, `1.5 MiB`.
  ///
  /// As AWS has it, `KB` and `KiB` both are 1,024 bytes, `MB` and `MiB` 1,024 times that, and so on
  /// to `TB`.
  public static func size(_ text: String) throws(QuantityProblem) -> Int64 {
    let (amount, unit) = try amount(text, kind: "a size", example: "400 B or 256 KB")
    if unit.isEmpty {
      throw QuantityProblem(
        "\(amount.text) has no unit", remedy: examples(amount.text, [" B", " KB", " MB"]))
    }
    guard let known = sizeUnits.first(where: { $0.name == unit }) else {
      throw unknownUnit(
        unit, of: text, known: sizeUnits.prefix(5).map { $0.name }, synonyms: sizeSynonyms)
    }
    if amount.digits < 0 { throw negative(text) }
    if let size = amount.whole(times: known.bytes) { return size }
    if amount.overflows(times: known.bytes) {
      throw QuantityProblem("\(Wording.excerpt(text)) is too large", remedy: "write a smaller size")
    }
    throw QuantityProblem(
      "\(Wording.excerpt(text)) is not a whole number of bytes",
      remedy: "write it in a smaller unit")
  }
}
