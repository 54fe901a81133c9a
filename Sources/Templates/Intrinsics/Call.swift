import Documents

/// A function in a template, with what it is given.
struct Call {
  /// The function.
  let function: Intrinsic
  /// What stands behind it.
  let argument: Document
  /// Where the function's name stands.
  let place: Place

  /// The call that a map is; nil where it is plain values.
  ///
  /// - Throws: An error for a function that does not exist, or one that shares its map with
  /// other keys.
  init?(_ map: DocumentMap) throws(InputError) {
    for entry in map.entries where entry.key.hasPrefix("Fn::") {
      if Self.isInsertion(entry, in: map) { continue }
      guard Intrinsic(rawValue: entry.key) != nil else {
        let names = Intrinsic.allCases.map { $0.rawValue }
        let nearest = Suggestion.nearest(to: entry.key, among: names)
        throw InputError(
          "there is no function \(entry.key)", remedy: nearest.map { "did you mean \($0)?" },
          at: entry.keyPlace)
      }
      if map.count > 1 {
        throw InputError(
          "\(entry.key) shares its map with other keys", remedy: "let it stand alone",
          at: entry.keyPlace)
      }
    }
    guard map.count == 1, let entry = map.entries.first,
      let function = Intrinsic(rawValue: entry.key), function != .condition
    else { return nil }
    self.function = function
    argument = entry.value
    place = entry.keyPlace
  }

  /// An entry that a macro or a loop would replace by further entries of the map.
  static func isInsertion(_ entry: DocumentMap.Entry, in map: DocumentMap) -> Bool {
    entry.key.hasPrefix("Fn::ForEach::") || (entry.key == "Fn::Transform" && map.count > 1)
  }

  /// The arguments, if their number is allowed.
  func arguments(_ count: ClosedRange<Int>) throws(InputError) -> [Document] {
    guard let list = argument.list else {
      throw misuse("takes a list, found \(argument.kindName)")
    }
    guard count.contains(list.count) else {
      let allowed =
        count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw misuse("takes \(allowed) arguments, found \(list.count)")
    }
    return list
  }

  /// The error of a call that is not made as it should.
  func misuse(_ problem: String) -> InputError {
    InputError("\(function.rawValue) \(problem)", remedy: function.usage, at: argument.place)
  }
}
