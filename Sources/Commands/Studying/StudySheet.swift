import Documents
import Studies

/// What `study.yaml` says: where a study runs a scenario, how often, and what it asks of it.
struct StudySheet {
  /// The name of the file beside a scenario.
  static let name = "study.yaml"
  /// More points nobody waits for.
  static let mostPoints = 20_000

  /// The option, or the file, that says what is varied.
  var origin = "--\(StudyOptions.vary.name)"
  /// The name of the file that it was read from; nil where it was read from none.
  var written: String?
  /// What the study is about; nil where it does not say.
  var about: String?
  /// What is varied, every value with every other.
  var knobs: [Knob] = []
  /// Settings that are tried together, in place of a grid; empty where knobs say it.
  var listed: [[Point.Choice]] = []
  /// Where the list of points begins in its file.
  var listedPlace: Place?
  /// The names of the designs with commas between them, or `all`; nil for the first.
  var designs: String?
  /// How often each point is run; nil where it does not say.
  var replications: UInt32?
  /// The phrases that ask for figures beside the goals.
  var figures: [Document] = []
  /// The phrase of the figure that a plan makes as small as it can.
  var minimize: Document?
  /// The phrase of the figure that a plan makes as large as it can instead.
  var maximize: Document?
  /// How sure a plan has to be, as a share.
  var confidence: Double?
  /// How near figures may lie to a bound, or to each other, before they are all the same: a share,
  /// or amounts by the sentences of goals.
  var indifference: Document?
  /// The paths of settings of which more never does harm and never costs less, and where they
  /// stand.
  var monotone: [(path: String, place: Place?)] = []
  /// The most runs that a plan may take.
  var budget: Int64?

  /// Whether it says anything that plans alone read.
  var isOfPlans: Bool {
    minimize != nil || maximize != nil || confidence != nil || indifference != nil
      || !monotone.isEmpty || budget != nil
  }

  /// What is varied: the knobs, or the settings of the listed points with the values they take.
  var axes: [Knob] {
    guard knobs.isEmpty else { return knobs }
    var paths: [String] = []
    var values: [String: [String]] = [:]
    for choice in listed.joined() {
      if values[choice.path] == nil { paths.append(choice.path) }
      if values[choice.path]?.contains(choice.value) != true {
        values[choice.path, default: []].append(choice.value)
      }
    }
    return paths.map { Knob($0, values[$0] ?? []) }
  }

  /// Points that between them have every value of every knob in each of the designs.
  func samples(in designs: [String]) throws(InputError) -> [Point] {
    guard listed.isEmpty else { return try points(in: designs) }
    let first = knobs.map { Point.Choice($0.path, $0.values[0]) }
    return designs.flatMap { design in
      [Point(design: design, first)]
        + knobs.indices.flatMap { index in
          knobs[index].values.dropFirst().map { value in
            var choices = first
            choices[index] = Point.Choice(knobs[index].path, value)
            return Point(design: design, choices)
          }
        }
    }
  }

  /// The points of the study in each of the designs.
  ///
  /// - Throws: That they are too many.
  func points(in designs: [String]) throws(InputError) -> [Point] {
    var count = designs.count
    for knob in knobs where count <= Self.mostPoints { count *= knob.values.count }
    count *= max(listed.count, 1)
    guard count <= Self.mostPoints else {
      throw InputError(
        "the study has more than \(Self.mostPoints) points",
        remedy: "vary fewer settings, or take longer steps")
    }
    guard !listed.isEmpty else { return Study.grid(designs, knobs) }
    return designs.flatMap { design in listed.map { Point(design: design, $0) } }
  }
}
