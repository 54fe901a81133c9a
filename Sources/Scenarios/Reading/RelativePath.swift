import Documents

/// The path of a file beside the scenario.
enum RelativePath {
  /// The path that a scenario gives, if it stays inside the scenario's folder.
  static func checked(_ document: Document, as key: String) throws(InputError) -> String {
    guard let path = document.text, !path.isEmpty else {
      throw InputError(
        "\(key) is the name of a file, and not \(document.scalarText ?? document.kindName)",
        remedy: "for example template.yaml", at: document.place)
    }
    guard !path.hasPrefix("/"), !path.hasPrefix("~"), !path.utf8.contains(0x5C) else {
      throw InputError(
        "\(path) is not a path below the scenario's folder",
        remedy: "put the file beside the scenario and give its name", at: document.place)
    }
    var depth = 0
    for part in path.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      guard depth >= 0 else {
        throw InputError(
          "\(path) leaves the scenario's folder",
          remedy: "put the file beside the scenario and give its name", at: document.place)
      }
    }
    return path
  }
}
