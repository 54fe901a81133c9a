/// Strict JSON, as RFC 8259 has it, with exact number text.
public enum JSON {
  /// Reads one JSON value and nothing after it.
  ///
  /// Duplicate keys are refused, and so are comments, trailing commas and lone surrogates.
  ///
  /// - Throws: The first slip, at its place.
  /// - Complexity: O(*n*) in the length of the text.
  public static func read(
    _ source: SourceText, limits: Document.Limits = .standard
  ) throws(InputError) -> Document {
    try limits.check(source)
    var reader = JSONReader(source: source, limits: limits)
    return try reader.document()
  }
}
