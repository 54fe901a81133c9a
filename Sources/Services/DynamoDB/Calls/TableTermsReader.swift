import Blueprints
import Documents
import Kernel

/// Reads what a caller says beside a request to a table.
struct TableTermsReader {
  let table: Table
  let action: Table.Action
  let owner: String
  let world: World

  /// The terms of a request of which these things are said.
  func terms(_ said: DocumentMap) throws(InputError) -> TableTerms {
    let terms = TableTerms()
    terms.key = try ItemKey(reading: said["key"], of: owner, in: world)
    terms.condition = try condition(said["condition"])
    if let share = said["changes"] {
      terms.changes = (Odds(share: try share.share()), world.purpose("changes/\(owner)"))
    }
    terms.lifetime = try lifetime(said["expires"])
    if let items = said["items"] {
      terms.itemCount = try items.count(
        in: 1...action.mostItems, as: "items of \(action.name) of \(table.label)")
    }
    terms.indexKeys = table.usualIndexKeys
    if let indexes = said["indexes"] {
      if action.isRead {
        terms.indexRead = try index(indexes)
        terms.readsIndex = true
      } else {
        try readKeys(indexes, into: terms)
      }
    }
    terms.isConsistent = try isConsistent(said["consistent"], of: terms.indexRead)
    return terms
  }

  private func condition(_ document: Document?) throws(InputError) -> TableTerms.Condition? {
    guard let document else { return nil }
    guard let condition = document.text.flatMap({ TableTerms.Condition(rawValue: $0) }) else {
      throw InputError(
        "a condition is attribute_not_exists or attribute_exists, and not "
          + (document.scalarText ?? document.kindName),
        remedy: "for example condition: attribute_not_exists", at: document.place)
    }
    return condition
  }

  private func lifetime(_ document: Document?) throws(InputError) -> TimeSpan? {
    guard let document else { return nil }
    guard table.settings.expires else {
      throw InputError(
        "items of \(table.label) never expire",
        remedy: "give the table a TimeToLiveSpecification that is enabled", at: document.place)
    }
    return try document.duration()
  }

  private func isConsistent(
    _ document: Document?, of index: Int?
  ) throws(InputError) -> Bool? {
    guard let document else { return nil }
    guard let flag = document.flag else {
      throw InputError(
        "consistent is true or false, and not \(document.scalarText ?? document.kindName)",
        remedy: "write consistent: true", at: document.place)
    }
    guard flag, let index else { return flag }
    throw InputError(
      "\(table.indexes[index].name) of \(table.label) cannot be read consistently",
      remedy: "read the table, or leave consistent out: global indexes follow later",
      at: document.place)
  }

  /// The global index that is read; nil for a local one, which uses the capacity of the table.
  private func index(_ document: Document) throws(InputError) -> Int? {
    guard let name = document.text else {
      throw InputError(
        "\(action.name) reads one index, and not \(document.kindName)",
        remedy: "for example indexes: ByCustomer", at: document.place)
    }
    if let index = table.indexes.firstIndex(where: { $0.name == name }) { return index }
    guard !table.settings.localIndexes.contains(where: { $0.name == name }) else { return nil }
    throw unknown(name, at: document.place)
  }

  private func readKeys(_ document: Document, into terms: TableTerms) throws(InputError) {
    guard let map = document.map else {
      throw InputError(
        "indexes of a write says by which key the item stands in each, and is "
          + (document.scalarText ?? document.kindName),
        remedy: "for example indexes: {ByCustomer: detail.customer}", at: document.place)
    }
    terms.namesIndexKeys = !map.entries.isEmpty
    for entry in map.entries {
      guard let index = table.indexes.firstIndex(where: { $0.name == entry.key }) else {
        throw unknown(entry.key, at: entry.keyPlace)
      }
      terms.indexKeys[index] =
        entry.value.text == "none"
        ? .none
        : .own(try ItemKey(reading: entry.value, of: "\(owner)/\(entry.key)", in: world))
    }
  }

  private func unknown(_ name: String, at place: Place) -> InputError {
    let known =
      table.indexes.map { $0.name }
      + (action.isRead ? table.settings.localIndexes.map { $0.name ?? "" } : [])
    let near = Suggestion.nearest(to: name, among: known)
    return InputError(
      "\(table.label) has no index \(name)",
      remedy: near.map { "did you mean \($0)?" }
        ?? (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"), at: place)
  }
}
