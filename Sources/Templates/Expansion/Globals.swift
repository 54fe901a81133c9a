import Documents

/// `Globals` of a SAM template: properties that every resource of a kind shares.
struct Globals {
  private static let kinds = [
    "Api", "CapacityProvider", "Function", "HttpApi", "LayerVersion", "SimpleTable",
    "StateMachine", "WebSocketApi",
  ]

  private let sections: DocumentMap

  /// The globals of a template, whose kinds are checked.
  init(_ section: Document?, reporting diagnostics: Diagnostics) {
    sections = section?.map ?? DocumentMap()
    Sections.checkKeys(
      of: sections, among: Self.kinds, in: "Globals", reporting: diagnostics)
  }

  /// The properties of a resource with those of its kind merged in.
  func merged(into properties: Document, type: String) -> Document {
    guard type.hasPrefix(Expander.prefix),
      let shared = sections[String(type.dropFirst(Expander.prefix.count))]
    else { return properties }
    if properties.isNull { return shared }
    return Self.merged(shared, properties)
  }

  /// Maps merge, lists are put behind each other, anything else gives way to the resource's own.
  static func merged(_ shared: Document, _ own: Document) -> Document {
    if let first = shared.list, let second = own.list {
      return Document(.list(first + second), at: own.place)
    }
    guard let first = shared.map, let second = own.map, !isCall(first), !isCall(second) else {
      return own
    }
    var map = first
    for entry in second.entries {
      let value = first[entry.key].map { merged($0, entry.value) } ?? entry.value
      map.set(entry.key, to: value, keyPlace: entry.keyPlace)
    }
    return Document(.map(map), at: own.place)
  }

  private static func isCall(_ map: DocumentMap) -> Bool {
    guard map.count == 1, let key = map.keys.first else { return false }
    return key == "Ref" || key.hasPrefix("Fn::")
  }
}
