import Documents
import Studies

/// What a study runs, as its command line and `study.yaml` say it together.
enum StudyOptions {
  static let vary = Option(
    "vary", "PATH=VALUES", .assignment,
    "Varies a setting: Queue.VisibilityTimeout=30,60 or Ship.MemorySize=128..1024*2."
  ).repeatable
  static let study = Option(
    "study", "FILE", .text,
    "Reads what to vary from another file than \(StudySheet.name) beside the scenario.")
  static let figure = Option(
    "figure", "PHRASE", .text,
    "Asks for a figure beside the goals, as \"p99 of latency Shop to Ship\"."
  ).repeatable
  static let designs = Option(
    "designs", "A,B|all", .text, "Runs these designs instead of the first.")

  /// What is asked for; nil where neither the command line nor a file says it.
  ///
  /// What the command line varies stands in place of what the file beside the scenario says; of
  /// one that is named the rest holds.
  ///
  /// - Throws: The first slip in what is asked for.
  static func sheet(
    _ invocation: Invocation, beside scenario: ScenarioFile
  ) throws(InputError) -> StudySheet? {
    var knobs: [Knob] = []
    for (path, values) in invocation.assignments(vary) {
      guard !knobs.contains(where: { $0.path == path }) else {
        throw InputError("--vary names \(path) twice", remedy: "list all its values in one")
      }
      knobs.append(try Knob(path, values))
    }
    var sheet = try written(invocation, beside: scenario, unless: !knobs.isEmpty)
    if !knobs.isEmpty {
      sheet = sheet ?? StudySheet()
      sheet?.knobs = knobs
      sheet?.listed = []
      sheet?.origin = "--\(vary.name)"
    }
    if let names = invocation.value(designs) {
      sheet = sheet ?? StudySheet()
      sheet?.designs = names
    }
    if let count = invocation.count(RunCommand.replications) {
      sheet = sheet ?? StudySheet()
      sheet?.replications = UInt32(count)
    }
    let phrases = invocation.values(figure)
    if !phrases.isEmpty {
      sheet?.figures = phrases.map { Document(phrase: $0, of: "--\(figure.name)") }
    }
    return sheet
  }

  /// What a file says; nil where there is none.
  private static func written(
    _ invocation: Invocation, beside scenario: ScenarioFile, unless isTold: Bool
  ) throws(InputError) -> StudySheet? {
    let outside = invocation.outside
    let path = invocation.value(study) ?? place(beside: scenario)
    if invocation.value(study) == nil {
      guard !isTold, case .file = outside.place(path) else { return nil }
    }
    return try StudySheetReader.read(try SourceText.decoding(outside.read(path), name: path))
  }

  /// Where the file of a scenario's study is.
  static func place(beside scenario: ScenarioFile) -> String {
    scenario.folder == "." ? StudySheet.name : "\(scenario.folder)/\(StudySheet.name)"
  }
}
