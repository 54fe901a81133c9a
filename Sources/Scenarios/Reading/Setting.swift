import Documents

/// A change from the command line: a path into the template or the scenario, and a value.
package struct Setting: Sendable {
  /// The words of the path; the first is a resource, or a key of the scenario.
  let path: [String]
  /// The value, read as YAML.
  let value: Document

  /// The setting of a path, word by word, to a value that was read from elsewhere.
  package init(_ path: [String], to value: Document) {
    self.path = path
    self.value = value
  }

  /// The setting of a path and a value as they are written, with dots between the words.
  ///
  /// - Parameter origin: The option or the file that says so.
  package init(
    _ path: String, to value: String, by origin: String = "--set"
  ) throws(InputError) {
    let words = path.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
    let source = SourceText(name: "\(origin) \(path)", text: value)
    guard !words.contains("") else {
      throw InputError(
        "\(path) is no path to a setting", remedy: "write it like traffic.Shop.rate",
        at: source.place(at: 0))
    }
    self.path = words
    self.value = try YAML.read(source)
  }

  /// The setting that a text says: `traffic.Shop.rate=100/s`.
  package init(_ text: String) throws(InputError) {
    guard let sign = text.firstIndex(of: "=") else {
      throw InputError(
        "\(text) sets nothing", remedy: "write it like traffic.Shop.rate=100/s",
        at: SourceText(name: "--set", text: text).place(at: 0))
    }
    try self.init(String(text[..<sign]), to: String(text[text.index(after: sign)...]))
  }

  /// The scenario with this change in it.
  ///
  /// - Parameter parameters: The names of parameters, whose dots belong to them.
  func applied(to scenario: Document, parameters: [String]) throws(InputError) -> Document {
    var path = self.path
    if path.count > 1, path[0] == "calibration" {
      path = ["calibration"] + Self.parameterPath(path.dropFirst(), among: parameters)
    }
    try checkName(in: scenario)
    return try Self.changed(scenario, path[...], to: value, below: "the scenario")
  }

  /// A part of an entry that nobody has is a typo where one of nearly the same name is there; the
  /// entry would have that part alone.
  private func checkName(in scenario: Document) throws(InputError) {
    guard path.count > 2, ["traffic", "outside"].contains(path[0]) else { return }
    let designs = scenario["designs"]?.map?.entries.map { $0.value } ?? []
    let known = ([scenario] + designs).flatMap { owner in
      owner[path[0]]?.map?.entries.map { $0.key } ?? []
    }
    guard !known.contains(path[1]), let near = Suggestion.nearest(to: path[1], among: known) else {
      return
    }
    throw InputError(
      "\(path[0]) has no \(path[1])", remedy: "did you mean \(near)?", at: value.place)
  }

  /// Puts the words of a parameter's name together again.
  private static func parameterPath(
    _ words: ArraySlice<String>, among parameters: [String]
  ) -> [String] {
    for count in stride(from: words.count, to: 0, by: -1) {
      let name = words.prefix(count).joined(separator: ".")
      if parameters.contains(name) { return [name] + words.dropFirst(count) }
    }
    return [words.joined(separator: ".")]
  }

  private static func changed(
    _ document: Document?, _ path: ArraySlice<String>, to value: Document, below name: String
  ) throws(InputError) -> Document {
    guard let key = path.first else { return value }
    let rest = path.dropFirst()
    if var list = document?.list {
      guard let index = Int(key), list.indices.contains(index) else {
        throw InputError(
          "\(name) is a list of \(list.count), and has no element \(key)",
          remedy: list.isEmpty ? nil : "choose from 0 to \(list.count - 1)", at: value.place)
      }
      list[index] = try changed(list[index], rest, to: value, below: "\(name).\(key)")
      return Document(.list(list), at: document?.place ?? value.place)
    }
    var map = document?.map ?? widened(document, name)
    let inner = name == "the scenario" ? key : "\(name).\(key)"
    let changed = try changed(map[key], rest, to: value, below: inner)
    map.set(key, to: changed, keyPlace: value.place)
    return Document(.map(map), at: document?.place ?? value.place)
  }

  /// A value that was short for a map, as the map: a calibration's name, or a design's template.
  private static func widened(_ document: Document?, _ name: String) -> DocumentMap {
    guard let document, document.scalarText != nil else { return DocumentMap() }
    var map = DocumentMap()
    if name == "calibration" { map.set("base", to: document, keyPlace: document.place) }
    if name.hasPrefix("designs.") { map.set("template", to: document, keyPlace: document.place) }
    return map
  }
}
