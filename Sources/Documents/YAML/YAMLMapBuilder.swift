/// A map under construction, with its merge key.
struct YAMLMapBuilder {
  private var map = DocumentMap()
  private var merge: (keyPlace: Place, position: Int, maps: [DocumentMap])?

  /// Appends an entry; the plain key `<<` brings in the entries of another map, or of several.
  mutating func add(_ key: YAMLScalar, _ value: Document, in source: SourceText) throws(InputError)
  {
    let entry = (key: key.text, keyPlace: source.place(at: key.start), value: value)
    guard key.isPlain, key.text == "<<" else {
      if let earlier = map.add(entry) { throw .duplicate(entry, earlier: earlier) }
      return
    }
    if let merge {
      throw .duplicate(entry, earlier: (key: "<<", keyPlace: merge.keyPlace, value: value))
    }
    var maps: [DocumentMap] = []
    for merged in value.list ?? [value] {
      guard let map = merged.map else {
        throw InputError(
          "<< merges maps, and this is \(merged.kindName)",
          remedy: "give it an alias of a map, or a list of them", at: merged.place)
      }
      maps.append(map)
    }
    merge = (keyPlace: entry.keyPlace, position: map.count, maps: maps)
  }

  /// The map; what it says itself wins over what is merged, and earlier maps over later ones.
  func finished() -> DocumentMap {
    guard let merge else { return map }
    var before = DocumentMap()
    for entry in map.entries[..<merge.position] { before.add(entry) }
    for merged in merge.maps {
      for entry in merged.entries where map.entry(entry.key) == nil { before.add(entry) }
    }
    for entry in map.entries[merge.position...] { before.add(entry) }
    return before
  }
}
