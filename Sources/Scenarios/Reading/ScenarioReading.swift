import Blueprints
import Documents
import Kernel
import Measures
import Schedules
import Templates

/// One reading of a scenario.
struct ScenarioReading {
  let document: Document
  let keyed: KeyedReader
  let catalogue: Catalogue
  let zones: TimeZoneDatabase
  let open: (String, Place) throws(InputError) -> SourceText
  let diagnostics: Diagnostics

  init(
    _ document: Document, catalogue: Catalogue, zones: TimeZoneDatabase,
    open: @escaping (String) throws(InputError) -> SourceText, reporting diagnostics: Diagnostics
  ) {
    self.document = document
    self.catalogue = catalogue
    self.zones = zones
    self.open = { (path, place) throws(InputError) in
      do throws(InputError) {
        return try open(path)
      } catch {
        throw InputError(error.problem, remedy: error.remedy, at: error.place ?? place)
      }
    }
    self.diagnostics = diagnostics
    keyed = KeyedReader(
      document, of: "the scenario", known: ScenarioReader.keys, reporting: diagnostics)
  }

  /// The scenario, its designs tried out; nil where something is wrong.
  ///
  /// - Parameter figures: What is asked beside the goals.
  func scenario(
    overrides: [Setting], parameters: [(name: String, value: String)], figures: [Document]
  ) -> Scenario? {
    let duration = duration()
    let calibration = CalibrationReader(catalogue, reporting: diagnostics)
      .read(keyed["calibration"], account: keyed["account"])
    let region = region()
    let month = month(of: duration)
    let prices = PriceReader(catalogue, reporting: diagnostics).read(keyed["prices"])
    let hasFreeTier = hasFreeTier(month)
    let drain = span("drain") ?? .minutes(30)
    let designs = DesignsReader(
      self, duration: duration, end: duration + drain, region: region, overrides: overrides,
      parameters: parameters
    ).designs()
    let repetition = ReplicationReader(keyed, reporting: diagnostics)
    var scenario = Scenario(
      title: keyed.text("title"), about: keyed.text("about"), duration: duration,
      drain: drain, warmUp: warmUp(before: duration),
      start: start(), zones: zones,
      seed: keyed.count("seed", in: 0...(.max)).map { UInt64($0) } ?? 42,
      replications: repetition.replications(), precision: repetition.precision(), region: region,
      calibration: calibration, designs: designs.map { $0.design }, month: month,
      prices: prices, hasFreeTier: hasFreeTier)
    scenario = trying(scenario, designs, figures)
    if diagnostics.isEmpty { repetition.refuseAimless(scenario.designs) }
    return diagnostics.isEmpty ? scenario : nil
  }

  private func region() -> String {
    keyed.read("region") { (document) throws(InputError) in
      let name = document.scalarText ?? document.kindName
      guard Circumstances.regions.contains(name) else {
        let near = Suggestion.nearest(to: name, among: Circumstances.regions)
        throw InputError(
          "AWS has no region \(name)",
          remedy: near.map { "did you mean \($0)?" }
            ?? "for example us-east-1", at: document.place)
      }
      return name
    } ?? "us-east-1"
  }

  // MARK: Times

  /// The longest that a part of a run may be: any two of them still fit into simulated time.
  private static let longest = TimeSpan.days(3_650)

  private func span(_ key: String) -> TimeSpan? {
    keyed.read(key) { (document) throws(InputError) in
      let span = try document.duration()
      guard span <= Self.longest else {
        throw InputError(
          "\(key) is \(document.scalarText ?? document.kindName), out of range",
          remedy: "choose up to 3650 d, which is ten years", at: document.place)
      }
      return span
    }
  }

  private func duration() -> TimeSpan {
    guard let entry = keyed["duration"] else {
      report("the scenario does not say how long it is", "for example duration: 30 min", document)
      return .minutes(1)
    }
    let duration = span("duration") ?? .minutes(1)
    if duration == .zero { report("a scenario takes time", "give a duration above 0 s", entry) }
    return duration
  }

  private func warmUp(before duration: TimeSpan) -> TimeSpan {
    guard let warmUp = span("warmUp"), let entry = keyed["warmUp"] else { return .zero }
    if warmUp >= duration, duration > .zero {
      report(
        "nothing is left to measure after the warm-up", "make warmUp shorter than duration", entry)
      return .zero
    }
    return warmUp
  }

  private func start() -> Timestamp? {
    keyed.read("start") { (document) throws(InputError) in
      let text = document.scalarText ?? document.kindName
      guard let start = Timestamp(text), 0...Self.latestStart ~= start.seconds else {
        throw InputError(
          "\(text) is no date and time from 1970 to 2199",
          remedy: "write it like 2026-11-20T22:30:00Z", at: document.place)
      }
      return start
    }
  }

  /// The last second of the last year that a schedule may name.
  private static let latestStart: Int64 = 7_258_118_399

  private func month(of duration: TimeSpan) -> Scenario.Month? {
    guard let document = keyed["month"] else { return nil }
    let month = KeyedReader(document, of: "month", known: ["runs"], reporting: diagnostics)
    guard let entry = month["runs"] else {
      report("month does not say how many runs", "for example month: {runs: 4}", document)
      return nil
    }
    guard let runs = month.count("runs", in: 1...1_000_000) else { return nil }
    guard duration > .zero else { return Scenario.Month(runs: runs) }
    let most = max(1, StorageTime.month.nanoseconds / duration.nanoseconds)
    guard runs <= most else {
      let length = Quantity(duration.nanoseconds, .nanoseconds).text
      report(
        "\(runs) runs of \(length) are more than a month",
        "a month has 730 h: at most \(most) runs of \(length)", entry)
      return nil
    }
    return Scenario.Month(runs: runs)
  }

  /// Whether a month begins with what AWS gives away.
  private func hasFreeTier(_ month: Scenario.Month?) -> Bool {
    guard let document = keyed["freeTier"] else { return false }
    guard let flag = document.flag else {
      report(
        "freeTier is true or false, and not \(document.scalarText ?? document.kindName)",
        "write true or false", document)
      return false
    }
    if flag, keyed["month"] == nil {
      report(
        "the free tier is counted by the month, and the scenario has none",
        "for example month: {runs: 4}", document)
    }
    return flag && month != nil
  }

  func report(_ problem: String, _ remedy: String?, _ document: Document) {
    diagnostics.report(InputError(problem, remedy: remedy, at: document.place))
  }

  // MARK: Trying

  /// The scenario with the goals of its designs, each of which is put together once to see that it
  /// can be.
  private func trying(
    _ scenario: Scenario, _ readings: [DesignReading], _ figures: [Document]
  ) -> Scenario {
    let designs = readings.map { reading in
      var design = reading.design
      let world = World(
        seed: scenario.seed, region: scenario.region, calibration: scenario.calibration,
        almanac: scenario.almanac)
      let assembly = Assembly(design, in: world, catalogue, reporting: diagnostics)
      guard assembly.assemble() else { return design }
      let reader = GoalReader(
        vocabulary: GoalVocabulary(
          reading.names, of: world, hasMonth: scenario.month != nil,
          hasAllEdges: diagnostics.isEmpty))
      design.goals = goals(reading.goals, reader)
      design.figures = figures.compactMap { figure in
        diagnostics.attempt { () throws(InputError) in try reader.figure(figure) }
      }
      return design
    }
    return scenario.having(designs)
  }

  private func goals(_ document: Document?, _ reader: GoalReader) -> [Goal] {
    guard let document else { return [] }
    guard let list = document.list else {
      report("goals are a list, and not \(document.kindName)", "begin each with a dash", document)
      return []
    }
    return list.compactMap { entry in
      diagnostics.attempt { () throws(InputError) in try reader.read(entry) }
    }
  }
}

extension Scenario {
  /// The same scenario with other designs.
  func having(_ designs: [Design]) -> Scenario {
    Scenario(
      title: title, about: about, duration: duration, drain: drain, warmUp: warmUp, start: start,
      zones: zones, seed: seed, replications: replications, precision: precision,
      region: region, calibration: calibration, designs: designs, month: month, prices: prices,
      hasFreeTier: hasFreeTier)
  }
}
