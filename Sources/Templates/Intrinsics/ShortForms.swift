import Documents

/// Turns YAML's short calls into long ones: `!Sub text` into `{"Fn::Sub": text}`.
enum ShortForms {
  /// The document without tags; a tag that is no function is reported and dropped.
  static func expand(_ document: Document, reporting diagnostics: Diagnostics) -> Document {
    var plain = document
    plain.tag = nil
    switch document.value {
    case .list(let items):
      plain.value = .list(items.map { expand($0, reporting: diagnostics) })
    case .map(let map):
      let entries = map.entries.map { entry -> DocumentMap.Entry in
        (entry.key, entry.keyPlace, expand(entry.value, reporting: diagnostics))
      }
      plain.value = .map(DocumentMap(entries))
    case .null, .flag, .number, .text:
      break
    }
    guard let tag = document.tag else { return plain }
    guard let function = Intrinsic(tag: tag) else {
      let nearest = Suggestion.nearest(to: tag, among: Intrinsic.allCases.map { $0.tag })
      diagnostics.report(
        InputError(
          "there is no function \(tag)", remedy: nearest.map { "did you mean \($0)?" },
          at: document.place))
      return plain
    }
    var call = DocumentMap()
    call.set(function.rawValue, to: plain, keyPlace: document.place)
    return Document(.map(call), at: document.place)
  }
}
