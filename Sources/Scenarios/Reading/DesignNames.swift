import Blueprints
import Documents

/// The names that a scenario may use for the parts of a design.
struct DesignNames {
  let directory: Directory
  let clients: [String]
  let outside: [String]
  /// What every account has and no template holds.
  let implied: [String]

  /// All of them, resources first.
  var all: [String] { directory.names + outside + clients }

  /// The logical id that a name of a resource means; nil where it is none.
  func logicalID(_ name: String) -> String? {
    guard case .one(let index) = directory.named(name) else { return nil }
    return directory.resources[index].logicalID
  }

  /// The label of the node that a name means.
  ///
  /// - Parameter owner: Who asks, as the error says it: `the fault stop`.
  func label(_ document: Document, of owner: String) throws(InputError) -> String {
    guard let name = document.scalarText else {
      throw InputError(
        "\(owner) names one thing, and not \(document.kindName)", at: document.place)
    }
    return try label(name, of: owner, at: document.place)
  }

  /// The label of the node that a name means.
  func label(_ name: String, of owner: String, at place: Place) throws(InputError) -> String {
    if case .several(let indices) = directory.named(name) {
      let ids = indices.map { directory.resources[$0].logicalID }
      throw InputError(
        "\(name) is the name of \(ids.count) constructs",
        remedy: "use a logical id: \(ids.joined(separator: ", "))", at: place)
    }
    if let id = logicalID(name) { return id }
    if outside.contains(name) || clients.contains(name) || implied.contains(name) { return name }
    let near = Suggestion.nearest(to: name, among: all)
    throw InputError(
      "\(owner) names \(name), which this design does not have",
      remedy: near.map { "did you mean \($0)?" } ?? Self.choices(all), at: place)
  }

  private static func choices(_ names: [String]) -> String? {
    names.isEmpty ? nil : "it has \(names.prefix(12).joined(separator: ", "))"
  }
}
