import Documents

/// Where a scenario is, as a user names it: a folder, or the file itself.
struct ScenarioFile: Sendable {
  /// The name of the file in a scenario's folder.
  static let name = "scenario.yaml"

  /// The path of the file.
  let path: String
  /// The folder that it lies in, which templates and traces are read from.
  let folder: String
  /// The name of its reports.
  let report: String

  /// The scenario at a path.
  ///
  /// - Throws: That nothing is there, or that the folder holds no scenario.
  init(_ path: String, _ outside: Outside) throws(InputError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    switch outside.place(path) {
    case .file:
      self.path = path
      folder = Self.parent(of: path)
      let file = Self.last(of: path)
      report = file == Self.name ? Self.name(of: folder, outside) : Self.stem(of: file)
    case .folder:
      let file = path == "/" ? "/\(Self.name)" : "\(path)/\(Self.name)"
      guard case .file = outside.place(file) else {
        throw InputError(
          "the folder \(path) has no \(Self.name)", remedy: "name the file of the scenario")
      }
      self.path = file
      folder = path
      report = Self.name(of: path, outside)
    case .nothing: throw Self.missing(path, outside)
    }
  }

  private static func missing(_ path: String, _ outside: Outside) -> InputError {
    let known = (try? outside.list("scenarios")) ?? []
    let near =
      known.contains(path) ? path : Suggestion.nearest(to: last(of: path), among: known)
    return InputError(
      "there is no scenario at \(path)",
      remedy: near.map { "did you mean scenarios/\($0)?" } ?? "see spillway list")
  }

  /// What a folder is called below the nearest folder of scenarios: `lessons/03-buffering`; alone
  /// its own name.
  private static func name(of folder: String, _ outside: Outside) -> String {
    let path = named(folder, outside)
    let words = path.split(separator: "/")
    guard let home = words.lastIndex(of: "scenarios"), home + 1 < words.count else {
      return last(of: path)
    }
    return words[(home + 1)...].joined(separator: "/")
  }

  /// A folder by its name, where it is given by dots: the one that a user is in.
  private static func named(_ folder: String, _ outside: Outside) -> String {
    let steps = folder.split(separator: "/")
    guard let here = outside.variable("PWD"), steps.allSatisfy({ $0 == "." || $0 == ".." }) else {
      return folder
    }
    let up = steps.filter { $0 == ".." }.count
    return here.split(separator: "/").dropLast(up).joined(separator: "/")
  }

  private static func last(of path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? "scenario"
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func stem(of file: String) -> String {
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }
}
