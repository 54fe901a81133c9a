import Blueprints
import Documents

/// Changes settings of a template as written.
struct Overriding {
  /// Where errors go.
  let diagnostics: Diagnostics

  /// Applies every change, in order.
  func apply(_ overrides: [Circumstances.Override], to drafts: inout [Shorthand.Draft]) {
    for override in overrides {
      do throws(InputError) {
        try apply(override, to: &drafts)
      } catch {
        diagnostics.report(error)
      }
    }
  }

  private func apply(
    _ override: Circumstances.Override, to drafts: inout [Shorthand.Draft]
  ) throws(InputError) {
    let name = override.path[0]
    guard let index = drafts.firstIndex(where: { $0.logicalID == name }) else {
      let names = drafts.map { $0.logicalID }
      let meant = Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
      let property = override.path.dropFirst().joined(separator: ".")
      throw InputError(
        "there is no resource \(name) to set \(property) of",
        remedy: meant ?? "choose from " + names.joined(separator: ", "), at: override.value.place)
    }
    let path = ["Properties"] + override.path[1...]
    drafts[index].document = try Self.changed(
      drafts[index].document, path[...], to: override.value, below: name)
  }

  private static func changed(
    _ document: Document?, _ path: ArraySlice<String>, to value: Document, below name: String
  ) throws(InputError) -> Document {
    guard let key = path.first else { return value }
    let place = document?.place ?? value.place
    let rest = path.dropFirst()
    let inner = key == "Properties" && path.startIndex == 0 ? name : "\(name).\(key)"
    if var list = document?.list {
      guard let index = Int(key), list.indices.contains(index) else {
        throw InputError(
          "\(name) is a list of \(list.count), and has no element \(key)",
          remedy: list.isEmpty ? nil : "choose from 0 to \(list.count - 1)", at: value.place)
      }
      list[index] = try changed(list[index], rest, to: value, below: inner)
      return Document(.list(list), at: place)
    }
    guard document == nil || document?.isNull == true || document?.map != nil else {
      throw InputError(
        "\(name) is \(document?.kindName ?? "nothing"), and has no \(key)",
        remedy: "set \(name) itself", at: value.place)
    }
    var map = document?.map ?? DocumentMap()
    if map.count == 1, let call = map.keys.first, call == "Ref" || call.hasPrefix("Fn::") {
      map = DocumentMap()
    }
    let changed = try changed(map[key], rest, to: value, below: inner)
    map.set(key, to: changed, keyPlace: value.place)
    return Document(.map(map), at: place)
  }
}
