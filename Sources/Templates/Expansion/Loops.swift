import Blueprints
import Documents

/// Replaces each `Fn::ForEach` by the entries that it stands for.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/
/// intrinsic-function-reference-foreach.html.
final class Loops {
  /// The macro that gives loops their meaning.
  static let transform = "AWS::LanguageExtensions"
  private static let prefix = "Fn::ForEach::"
  private static let usage = "write [Identifier, [values], {key with ${Identifier}: value}]"
  /// More entries than a template has room for are not made.
  private static let mostEntries = 20_000

  private let evaluator: Evaluator
  private let isEnabled: Bool
  private var made = 0

  /// Loops over literal lists and what parameters and mappings give.
  init(_ evaluator: Evaluator, isEnabled: Bool) {
    self.evaluator = evaluator
    self.isEnabled = isEnabled
  }

  /// The document without loops; one with an error is reported and left out.
  func expand(_ document: Document) -> Document {
    if let list = document.list {
      return Document(.list(list.map { expand($0) }), at: document.place)
    }
    guard let map = document.map else { return document }
    var expanded = DocumentMap()
    for entry in map.entries {
      guard entry.key.hasPrefix(Self.prefix) else {
        add(entry, to: &expanded)
        continue
      }
      do throws(InputError) {
        for made in try entries(of: entry) { add(made, to: &expanded) }
      } catch {
        evaluator.diagnostics.report(error)
      }
    }
    return Document(.map(expanded), at: document.place)
  }

  private func add(_ entry: DocumentMap.Entry, to map: inout DocumentMap) {
    if map[entry.key] != nil {
      evaluator.diagnostics.report(
        InputError(
          "Fn::ForEach gives \(entry.key) twice", remedy: "put the identifier into the key",
          at: entry.keyPlace))
    }
    map.set(entry.key, to: expand(entry.value), keyPlace: entry.keyPlace)
  }

  /// The entries of one loop, with those of the loops in it.
  private func entries(of loop: DocumentMap.Entry) throws(InputError) -> [DocumentMap.Entry] {
    guard isEnabled else {
      throw InputError(
        "\(loop.key) needs the transform \(Self.transform)",
        remedy: "add Transform: \(Self.transform)", at: loop.keyPlace)
    }
    guard let parts = loop.value.list, parts.count == 3, let name = parts[0].text,
      let body = parts[2].map
    else {
      throw InputError(
        "\(loop.key) takes an identifier, a list and a map", remedy: Self.usage, at: loop.keyPlace)
    }
    var entries: [DocumentMap.Entry] = []
    for value in try values(of: parts[1], in: loop) {
      for entry in body.entries {
        made += 1
        guard made <= Self.mostEntries else {
          throw InputError(
            "the loops of the template give more than \(Self.mostEntries) entries",
            remedy: "make their lists shorter", at: loop.keyPlace)
        }
        let filled: DocumentMap.Entry = (
          Self.filled(entry.key, name, value), entry.keyPlace,
          Self.filled(entry.value, name, value)
        )
        entries += entry.key.hasPrefix(Self.prefix) ? try self.entries(of: filled) : [filled]
      }
    }
    return entries
  }

  private func values(
    of collection: Document, in loop: DocumentMap.Entry
  ) throws(InputError) -> [String] {
    if let name = collection["Ref"]?.text, evaluator.parameters[name] == nil {
      throw InputError(
        "\(loop.key) refers to \(name), which is no parameter",
        remedy: evaluator.nearest(name, among: evaluator.parameterNames), at: collection.place)
    }
    guard let list = try evaluator.resolve(collection)?.list else {
      throw InputError(
        "\(loop.key) takes a list, found \(collection.kindName)", remedy: Self.usage,
        at: collection.place)
    }
    var values: [String] = []
    for item in list {
      guard let text = item.scalarText, !Opaque.isOpaque(text) else {
        throw InputError(
          "\(loop.key) takes a list of texts that are known, found "
            + (item.scalarText ?? item.kindName), remedy: Self.usage, at: item.place)
      }
      values.append(text)
    }
    return values
  }

  // MARK: Filling in

  /// A value with the identifier replaced in keys and texts, and where `Ref` names it.
  private static func filled(_ document: Document, _ name: String, _ value: String) -> Document {
    switch document.value {
    case .text(let text):
      return Document(.text(filled(text, name, value)), at: document.place)
    case .list(let items):
      return Document(.list(items.map { filled($0, name, value) }), at: document.place)
    case .map(let map):
      if map.count == 1, map["Ref"]?.text == name {
        return Document(.text(value), at: document.place)
      }
      var whole = DocumentMap()
      for entry in map.entries {
        let key = filled(entry.key, name, value)
        whole.set(key, to: filled(entry.value, name, value), keyPlace: entry.keyPlace)
      }
      return Document(.map(whole), at: document.place)
    case .null, .flag, .number:
      return document
    }
  }

  /// `${Name}` becomes the value, and `&{Name}` the letters and digits of it.
  private static func filled(_ text: String, _ name: String, _ value: String) -> String {
    let letters = value.utf8.filter { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    let whole = replacing("${\(name)}", by: value, in: text)
    return replacing("&{\(name)}", by: String(decoding: letters, as: UTF8.self), in: whole)
  }

  private static func replacing(_ mark: String, by value: String, in text: String) -> String {
    guard text.contains("{") else { return text }
    let (bytes, mark) = (Array(text.utf8), Array(mark.utf8))
    var (filled, index): ([UInt8], Int) = ([], 0)
    while index < bytes.count {
      if bytes[index...].starts(with: mark) {
        filled += value.utf8
        index += mark.count
      } else {
        filled.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: filled, as: UTF8.self)
  }
}
