import Documents
import Kernel
import Measures
import Studies

/// What the runs of some code tell of its behaviour: how long it takes, and how it starts.
struct RunCalibration {
  /// The runs.
  let runs: Recording.Runs
  /// The fit to their durations.
  let duration: DurationFit
  /// The fit to the lengths of cold starts; nil where there are none.
  let start: DurationFit?

  /// Fits runs.
  init(_ runs: Recording.Runs) {
    self.runs = runs
    duration = DurationFit(Sample(runs.durations))
    start = runs.starts.isEmpty ? nil : DurationFit(Sample(runs.starts))
  }

  /// The share of runs that began with a cold start.
  var coldShare: ConfidenceInterval? {
    let count = runs.durations.count + runs.timeouts
    return ConfidenceInterval(
      share: Int64(min(runs.starts.count, count)), of: Int64(count))
  }

  /// The memory that all runs had; nil where it is not known, or not one [MB].
  var memory: Int64? { runs.memory.count == 1 ? runs.memory[0].size : nil }

  // MARK: Lines

  /// Writes the entry under `behavior`.
  func write(_ function: String, into lines: inout CalibratedLines) {
    lines.line(0, "behavior:")
    lines.line(1, ScenarioFigures.key(function) + ":")
    if runs.timeouts > 0 {
      lines.comment(
        2,
        "\(Self.counted(runs.timeouts, "run")) ended by the timeout and left out: the true times "
          + "are longer than these")
    }
    if !runs.memory.isEmpty {
      lines.comment(
        2,
        "each run is one invocation; where that is a batch, divide by its messages, or write "
          + "perBatch")
    }
    Self.write(duration, of: "run", as: "duration", into: &lines)
    if let start, let share = coldShare {
      lines.comment(
        2,
        "cold starts are \(Self.percent(share.mean)) of all runs (\(Self.percent(share.low)) to "
          + "\(Self.percent(share.high))); how many a simulation has follows from its traffic")
      Self.write(start, of: "cold start", as: "init", into: &lines)
    }
    if let memory {
      lines.line(2, "measuredAt: \(memory) MB")
    } else if runs.memory.count > 1 {
      let sizes = runs.memory.map { "\($0.size) MB (\(Self.counted($0.runs, "run")))" }
      lines.comment(
        2,
        "measured with several memory sizes, \(sizes.joined(separator: ", ")): calibrate each "
          + "by itself")
    }
  }

  private static func write(
    _ fit: DurationFit, of what: String, as key: String, into lines: inout CalibratedLines
  ) {
    let sample = fit.sample
    let figures = [("p50", 0.5), ("p99", 0.99)].map { name, share in
      "\(name) \(ScenarioFigures.time(sample.quantile(share), digits: 3))"
    }
    lines.comment(
      2,
      "\(counted(sample.count, what)): mean "
        + "\(ScenarioFigures.time(sample.mean, digits: 3)), \(figures.joined(separator: ", ")), "
        + "longest \(ScenarioFigures.time(sample.greatest, digits: 3))")
    lines.comment(2, judgement(of: fit))
    if let best = fit.best {
      lines.line(2, "\(key): \(ScenarioFigures.law(best))")
      return
    }
    let parts = fit.parts
    let values = parts.map { ScenarioFigures.time($0.value) }
    guard parts.contains(where: { $0.weight != parts[0].weight }) else {
      lines.list(2, "\(key): {values: ", values, "}")
      return
    }
    lines.list(2, "\(key): {values: ", values, ",")
    lines.list(3, "weights: ", parts.map { String($0.weight) }, "}")
  }

  /// How good a fit is, in words.
  private static func judgement(of fit: DurationFit) -> String {
    guard let first = fit.candidates.first, let goodness = fit.goodness else {
      return "too few to fit: these are the values themselves"
    }
    let name = first.family.rawValue
    if fit.sample.count == 1 { return "one value, which says nothing of how they differ" }
    if first.family == .constant { return "always the same" }
    let figures =
      "off by \(percent(goodness.distance)) at most, p = \(probability(goodness.probability))"
    guard fit.best != nil else {
      return "no family fits, the best of them, \(name), is \(figures): these are the values' own "
        + "quantiles"
    }
    let ranges = first.parameters.map { parameter in
      "\(parameter.name) \(ScenarioFigures.range(parameter.estimate, isTime: parameter.isTime))"
    }
    let next = fit.candidates.dropFirst().first.map { next in
      let difference = next.criterion - first.criterion
      let distance = ScenarioFigures.number(difference.magnitude, digits: 3)
      return "; next best \(next.family.rawValue), AIC \(difference < 0 ? "-" : "+")\(distance)"
    }
    let few = fit.sample.count < 20 ? "; few values, which fit almost anything" : ""
    let fits = first.family == .twoPaths ? "fit" : "fits"
    return "\(name) \(fits) \(goodness.verdict.rawValue) (\(figures)); 95 %: "
      + ranges.joined(separator: ", ") + (next ?? "") + few
  }

  // MARK: Words

  static func percent(_ share: Double) -> String {
    ScenarioFigures.number(share * 100, digits: 2, mostDecimals: 2) + " %"
  }

  static func probability(_ share: Double) -> String {
    share <= 0.005 ? "0.005 or less" : ScenarioFigures.number(share, digits: 2, mostDecimals: 3)
  }

  static func counted(_ count: Int, _ word: String) -> String {
    "\(NumberText.grouped(Int64(count))) \(word)\(count == 1 ? "" : "s")"
  }
}
