import Blueprints
import Reports

/// The page of a short form of SAM: what it is expanded into, and where that is explained.
enum ShorthandPage {
  /// Its type, and what it stands for in a sentence.
  static func heading(of shorthand: Shorthand) -> (title: String, about: String) {
    let main = shorthand.types.first ?? ""
    return (
      "A short form – \(shorthand.type ?? "")",
      shorthand.types.count > 1
        ? "Is expanded into \(main), with what belongs to it." : "Is expanded into \(main)."
    )
  }

  /// The types that it is expanded into, each with what it is, and what its events are.
  static func sections(of shorthand: Shorthand, _ catalogue: Catalogue) -> [Section] {
    let known = shorthand.types.filter { catalogue.service($0) != nil }
    let rows = shorthand.types.map { type in
      Row(
        type, "",
        note: catalogue.service(type)?.declaration.summary
          ?? "Changes nothing in a simulation, and has no page.")
    }
    let pages = "spillway explain has a page of \(known.joined(separator: ", "))."
    let events = shorthand.hasEvents ? catalogue.shorthands.compactMap { $0.event } : []
    let joined = "\(events.joined(separator: ", ")): each becomes what joins it to its source."
    return [Section("Stands for", [.rows(rows)] + (known.isEmpty ? [] : [.remark(pages)]))]
      + (events.isEmpty ? [] : [Section("Events", [.remark(joined)])])
  }
}

extension Shorthand {
  /// The type of resource that it is short for; nil of an event.
  var type: String? {
    if case .resource(let type) = kind { type } else { nil }
  }

  /// The event that it is short for; nil of a resource.
  var event: String? {
    if case .event(let name) = kind { name } else { nil }
  }
}

extension Catalogue {
  /// The types of resource that are short forms.
  var shortTypes: [String] { shorthands.compactMap { $0.type } }
}
