import Documents

/// Lists the scenarios below `scenarios/`.
enum ListCommand {
  /// The folder that scenarios are looked for in.
  private static let folder = "scenarios"

  static let command = Command(
    name: "list", summary: "Lists the scenarios in scenarios/.", argument: .none, options: [],
    perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    do throws(InputError) {
      guard case .folder = outside.place(folder) else {
        throw InputError(
          "there is no folder \(folder) here", remedy: "go to the project's folder first")
      }
      let names = try outside.list(folder).filter { name in
        if case .file = outside.place("\(folder)/\(name)/\(ScenarioFile.name)") {
          true
        } else {
          false
        }
      }
      guard !names.isEmpty else {
        throw InputError(
          "\(folder) holds no scenario", remedy: "add one as \(folder)/NAME/\(ScenarioFile.name)")
      }
      let width = names.reduce(0) { max($0, $1.count) } + 3
      for name in names {
        let gap = String(repeating: " ", count: width - name.count)
        let title = try title(of: "\(folder)/\(name)/\(ScenarioFile.name)", outside)
        let study = "\(folder)/\(name)/\(StudySheet.name)"
        let mark = if case .file = outside.place(study) { " · with a study" } else { "" }
        outside.output.write("\(name)\(gap)\(title)\(mark)\n")
      }
      return .done
    } catch {
      return outside.refuse(error)
    }
  }

  private static func title(of path: String, _ outside: Outside) throws(InputError) -> String {
    let source = try SourceText.decoding(outside.read(path), name: path)
    return try Document.read(source)["title"]?.text ?? ""
  }
}
