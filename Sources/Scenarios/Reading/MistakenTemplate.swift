import Blueprints
import Documents

/// A template that stands in the place of a scenario, and how a scenario of it begins.
struct MistakenTemplate {
  private let resources: DocumentMap.Entry
  private let name: Substring
  private let catalogue: Catalogue

  /// The template; nil where the document is none, or says which template it means.
  init?(_ document: Document, named path: String, _ catalogue: Catalogue) {
    guard let map = document.map, let resources = map.entry("Resources"), map["template"] == nil,
      map["designs"] == nil
    else { return nil }
    self.resources = resources
    self.catalogue = catalogue
    name = path.split(separator: "/").last ?? "template.yaml"
  }

  /// Tells what is wanted in its place.
  func refuse() throws(InputError) {
    throw InputError(
      "this is a template; what runs is a scenario, which says what happens to it",
      remedy: "begin one beside it, as scenario.yaml: {duration: 10 min, template: \(name), "
        + "traffic: {Clients: {to: \(taker ?? "RESOURCE"), rate: 10/s}}}",
      at: resources.keyPlace)
  }

  /// The resource that clients most likely send to: the first that takes events, else calls, else
  /// what a short form makes; what only takes dead letters is none.
  private var taker: String? {
    let all = resources.value.map?.entries ?? []
    let spare = Self.spare(in: resources.value)
    func first(_ isMeant: (String) -> Bool) -> String? {
      all.first { !spare.contains($0.key) && isMeant($0.value["Type"]?.text ?? "") }?.key
    }
    let forms = catalogue.shorthands.filter { $0.hasEvents }.map { $0.kind }
    return first { catalogue.service($0)?.declaration.takesEvents == true }
      ?? first { catalogue.service($0)?.declaration.entry != nil }
      ?? first { forms.contains(.resource($0)) }
  }

  /// Everything that stands under a key that speaks of dead letters, by the logical ids in it.
  private static func spare(in document: Document, isUnder: Bool = false) -> Set<String> {
    var found: Set<String> = []
    if isUnder, let text = document.text, let id = text.split(separator: ".").first {
      found.insert(String(id))
    }
    for entry in document.map?.entries ?? [] {
      let speaks = isUnder || entry.key.lowercased().hasPrefix("deadletter")
      found.formUnion(spare(in: entry.value, isUnder: speaks))
    }
    for part in document.list ?? [] { found.formUnion(spare(in: part, isUnder: isUnder)) }
    return found
  }
}
