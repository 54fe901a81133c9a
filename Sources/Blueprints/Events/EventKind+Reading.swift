import Documents

extension EventKind {
  /// The words of an event that are not part of its body.
  private static let besideBody = ["weight", "attributes"]

  /// The event that a scenario describes: its body's own keys, and `attributes`.
  ///
  /// Its size is that of what is described.
  ///
  /// - Parameters:
  ///   - owner: Who sends it, as part of its draws.
  ///   - label: What it is called where it has no `detail-type`.
  /// - Throws: What is wrong with a generator or with the attributes, at its place.
  public init(
    reading event: Document, of owner: String, label: String, in world: World
  ) throws(InputError) {
    self.init(label: event["detail-type"]?.text ?? label, size: 0)
    let entries = (event.map?.entries ?? []).filter { !Self.besideBody.contains($0.key) }
    if !entries.isEmpty {
      let document = Document(.map(DocumentMap(entries)), at: event.place)
      body = .json(try ContentReader(of: owner, in: world).content(document))
    }
    if let given = event["attributes"] {
      attributes = try Self.attributes(given, of: owner, in: world)
    }
    size = leastSize
  }

  private static func attributes(
    _ document: Document, of owner: String, in world: World
  ) throws(InputError) -> [EventAttribute] {
    guard let map = document.map else {
      throw InputError(
        "attributes are a map, and not \(document.kindName)",
        remedy: "for example attributes: {type: order, total: 12}", at: document.place)
    }
    var attributes: [EventAttribute] = []
    for entry in map.entries {
      let reader = ContentReader(of: "\(owner)/attributes/\(entry.key)", in: world)
      attributes.append(EventAttribute(entry.key, try reader.content(entry.value)))
    }
    return attributes
  }
}
