/// YAML 1.2 as people write templates and scenarios.
///
/// Scalars follow the core schema: `no`, `on`, `12:30` and `2010-09-09` are text, `true` and `null`
/// are not, numbers keep their spelling, `.inf` and `.nan` stay text. Merge keys (`<<`) work.
/// Refused with a word on what to write instead: a second document, `? ` keys, keys that are lists
/// or maps, and everything that is no YAML.
public enum YAML {
  /// Reads the one document of a text; text without a value is null.
  ///
  /// - Throws: The first slip, at its place.
  /// - Complexity: O(*n*) in the length of the text; aliases share their value and cost nothing.
  public static func read(
    _ source: SourceText, limits: Document.Limits = .standard
  ) throws(InputError) -> Document {
    try limits.check(source)
    var reader = YAMLReader(source: source, limits: limits)
    return try reader.document()
  }
}
