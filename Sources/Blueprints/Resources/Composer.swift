import Documents

/// Writes the parts of a template that nobody wrote, all at the place of what they stand for.
public struct Composer: Sendable {
  /// Where an error in them is shown.
  public let place: Place

  /// A writer of parts that stand for what is at a place.
  public init(at place: Place) {
    self.place = place
  }

  /// A text.
  public func text(_ text: String) -> Document {
    Document(.text(text), at: place)
  }

  /// A yes or no.
  public func flag(_ flag: Bool) -> Document {
    Document(.flag(flag), at: place)
  }

  /// A list.
  public func list(_ elements: [Document]) -> Document {
    Document(.list(elements), at: place)
  }

  /// A list of texts.
  public func texts(_ texts: [String]) -> Document {
    list(texts.map { text($0) })
  }

  /// A map of the entries that have a value, in the order given.
  public func map(_ entries: KeyValuePairs<String, Document?>) -> Document {
    var map = DocumentMap()
    for (key, value) in entries {
      if let value { map.set(key, to: value, keyPlace: place) }
    }
    return Document(.map(map), at: place)
  }

  /// `{"Ref": …}`.
  public func ref(_ logicalID: String) -> Document {
    map(["Ref": text(logicalID)])
  }

  /// `{"Fn::GetAtt": […]}`.
  public func attribute(_ name: String, of logicalID: String) -> Document {
    map(["Fn::GetAtt": texts([logicalID, name])])
  }

  /// A resource with its properties.
  public func draft(
    _ logicalID: String, _ type: String, _ properties: KeyValuePairs<String, Document?>
  ) -> Shorthand.Draft {
    let document = map(["Type": text(type), "Properties": map(properties)])
    return Shorthand.Draft(logicalID: logicalID, type: type, document: document)
  }
}
