extension Document {
  /// How much a reader takes before it refuses.
  ///
  /// Files are untrusted; the bounds keep one from exhausting memory or stack.
  public struct Limits: Sendable {
    /// The size of a file in bytes.
    public var bytes: Int
    /// How many collections may enclose a value, itself counted.
    public var depth: Int
    /// How many values a file may hold, those behind aliases counted each time.
    public var nodes: Int

    /// Bounds of one's own.
    public init(bytes: Int, depth: Int, nodes: Int) {
      self.bytes = bytes
      self.depth = depth
      self.nodes = nodes
    }

    /// 10 MB, 100 levels and a million values: far above CloudFormation's 1 MB and 500 resources.
    public static let standard = Limits(bytes: 10_000_000, depth: 100, nodes: 1_000_000)
  }

  /// Reads a file: as JSON where its name ends in `.json`, else as YAML, which takes most JSON too.
  ///
  /// - Throws: The first slip, at its place.
  /// - Complexity: O(*n*) in the length of the text.
  public static func read(
    _ source: SourceText, limits: Limits = .standard
  ) throws(InputError) -> Document {
    if source.name.utf8.suffix(5).elementsEqual(".json".utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
      return try JSON.read(source, limits: limits)
    }
    return try YAML.read(source, limits: limits)
  }
}

extension Document.Limits {
  /// The slip where a text is longer than allowed.
  func check(_ source: SourceText) throws(InputError) {
    guard source.bytes.count > bytes else { return }
    throw InputError(
      "the file has \(source.bytes.count) bytes", remedy: "keep it to at most \(bytes) bytes",
      at: source.place(at: source.contentStart))
  }

  /// The slip of a value nested deeper than allowed.
  func tooDeep(at place: Place) -> InputError {
    InputError(
      "this is nested more than \(depth) levels deep", remedy: "make the structure flatter",
      at: place)
  }

  /// The slip of the first value past the number allowed.
  func tooMany(at place: Place) -> InputError {
    InputError(
      "the file holds more than \(nodes) values, aliases counted each time",
      remedy: "split it, or use fewer aliases", at: place)
  }
}
