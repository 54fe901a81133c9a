import Documents
import Kernel
import Measures
import Schedules
import Studies

/// What arrivals tell of a client's traffic.
struct TrafficCalibration {
  /// The fit.
  let fit: ArrivalFit
  /// When the first arrived, if that is a moment of the calendar.
  let start: Timestamp?
  /// What was counted, in words.
  let words: String
  /// How many periods of counts are missing and were taken for empty.
  let missing: Int
  /// When each arrived, since the first [ns]; nil where only counts are known.
  let moments: [Int64]?

  /// Fits moments.
  init(_ arrivals: Recording.Arrivals, _ name: String) throws(InputError) {
    let first = arrivals.moments[0]
    let moments = arrivals.moments.map { $0 - first }
    let seconds = moments.map { Double($0) / 1e9 }
    start = arrivals.isDated ? Timestamp(seconds: first / 1_000_000_000) : nil
    fit = try Self.attempt(name) { () throws(ArrivalFit.Shortage) in
      try ArrivalFit.fit(
        moments: seconds, resolution: Double(Self.resolution(of: arrivals.moments)) / 1e9,
        timeOfDay: Self.timeOfDay(first))
    }
    self.moments = moments
    missing = 0
    words = "\(RunCalibration.counted(moments.count, "arrival"))"
  }

  /// Fits counts.
  init(_ periods: Recording.Periods, _ name: String) throws(InputError) {
    start = periods.isDated ? Timestamp(seconds: periods.start / 1_000_000_000) : nil
    fit = try Self.attempt(name) { () throws(ArrivalFit.Shortage) in
      try ArrivalFit.fit(counts: periods.counts, timeOfDay: Self.timeOfDay(periods.start))
    }
    moments = nil
    missing = periods.missing
    let period = Self.long(periods.counts.width)
    words =
      "\(RunCalibration.counted(Int(fit.count), "arrival")) in "
      + "\(RunCalibration.counted(periods.counts.values.count, "period")) of \(period)"
  }

  private static func timeOfDay(_ moment: Int64) -> Double {
    Double(moment % 86_400_000_000_000) / 1e9
  }

  /// The greatest power of ten that divides all moments, up to a second [ns].
  private static func resolution(of moments: [Int64]) -> Int64 {
    var step: Int64 = 1_000_000_000
    for moment in moments {
      while step > 1, moment % step != 0 { step /= 10 }
    }
    return step
  }

  private static func attempt(
    _ name: String, _ fit: () throws(ArrivalFit.Shortage) -> ArrivalFit
  ) throws(InputError) -> ArrivalFit {
    do throws(ArrivalFit.Shortage) {
      return try fit()
    } catch {
      switch error {
      case .arrivals(let count):
        throw InputError(
          "\(name) holds \(RunCalibration.counted(Int(count), "arrival")), too few to tell",
          remedy: "give ten or more, better a thousand")
      case .stretches(let count):
        throw InputError(
          "\(name) holds \(RunCalibration.counted(count, "period")), too few to tell",
          remedy: "give twenty or more")
      case .noTime:
        throw InputError(
          "all arrivals in \(name) came at the same moment",
          remedy: "give moments with seconds, or parts of them")
      }
    }
  }

  // MARK: Lines

  /// Writes the entry under `traffic`.
  ///
  /// - Parameter trace: The file that holds the arrivals as a trace, if the user has one written.
  func write(_ client: String, trace: String?, into lines: inout CalibratedLines) {
    if let start, fit.daily != nil || !fit.spikes.isEmpty {
      lines.comment(0, "when the recording begins; left out, a run begins at midnight")
      lines.line(0, "start: \(start)")
    }
    lines.line(0, "traffic:")
    lines.line(1, ScenarioFigures.key(client) + ":")
    let since = start.map { " from \($0)" } ?? ""
    lines.comment(2, "\(words)\(since), in \(Self.long(fit.length))")
    if missing > 0 {
      lines.comment(
        2, "\(RunCalibration.counted(missing, "period")) of which nothing is said: taken for empty")
    }
    lines.comment(
      2,
      "rate: \(ScenarioFigures.rate(fit.rate.low)) to \(ScenarioFigures.rate(fit.rate.high)) (95 %)"
        + (fit.spikes.isEmpty ? "" : ", beside the spikes"))
    lines.line(2, "rate: \(ScenarioFigures.rate(fit.rate.value))")
    writePattern(trace, into: &lines)
    if let daily = fit.daily {
      lines.comment(
        2,
        "daily: peak \(ScenarioFigures.timeOfDay(daily.peak.low)) to "
          + "\(ScenarioFigures.timeOfDay(daily.peak.high)) UTC, ratio "
          + "\(ScenarioFigures.range(daily.ratio, isTime: false)) (95 %)")
      lines.line(
        2,
        "daily: {peak: \"\(ScenarioFigures.timeOfDay(daily.peak.value))\", ratio: "
          + "\(ScenarioFigures.number(daily.ratio.value))}")
    }
    if let trend = fit.trend {
      lines.comment(
        2,
        "an even change, at the end \(ScenarioFigures.rate(trend.end.low)) to "
          + "\(ScenarioFigures.rate(trend.end.high)) (95 %)")
      lines.line(
        2,
        "ramps: [{from: 0 s, to: \(ScenarioFigures.time(fit.length * 1e9)), rate: "
          + "\(ScenarioFigures.rate(trend.end.value))}]")
    }
    if !fit.spikes.isEmpty { writeSpikes(into: &lines) }
  }

  private func writePattern(_ trace: String?, into lines: inout CalibratedLines) {
    let dispersion = fit.dispersions.map { point in
      "\(ScenarioFigures.number(point.index, digits: 3, mostDecimals: 2)) over "
        + Self.long(point.width)
    }
    let variance = "variance of counts by their mean: \(dispersion.joined(separator: ", "))"
    switch fit.pattern {
    case .constant:
      lines.comment(2, "a clock; \(variance)")
      lines.line(2, "arrivals: constant")
    case .poisson:
      lines.comment(
        2,
        fit.verdict == .well
          ? "independent arrivals fit well; \(variance)"
          : "less even than a clock, more than chance, which fits roughly; \(variance)"
      )
      lines.line(2, "arrivals: poisson")
    case .bursty(let source):
      lines.comment(
        2,
        "on and off fits \(fit.verdict.rawValue); 95 %: factor "
          + "\(ScenarioFigures.range(source.factor, isTime: false)), on "
          + "\(ScenarioFigures.range(Self.nanoseconds(source.on), isTime: true)); \(variance)")
      lines.line(
        2,
        "arrivals: {bursty: {factor: \(ScenarioFigures.number(source.factor.value)), on: "
          + "\(ScenarioFigures.time(source.on.value * 1e9))}}")
    case .trace:
      lines.comment(
        2, "neither chance nor bursts nor a day explain these arrivals; \(variance)")
      writeTrace(trace, into: &lines)
    }
  }

  private func writeTrace(_ trace: String?, into lines: inout CalibratedLines) {
    if let trace {
      lines.line(2, "arrivals: {trace: {file: \(JSONText.quoted(trace))}}")
    } else if moments != nil {
      lines.comment(
        2,
        "write --trace FILE to have them as a trace, and then arrivals: {trace: {file: FILE}}; "
          + "until then")
      lines.line(2, "arrivals: poisson")
    } else {
      lines.comment(
        2, "give the moments themselves, and they can be replayed as a trace; until then")
      lines.line(2, "arrivals: poisson")
    }
  }

  private func writeSpikes(into lines: inout CalibratedLines) {
    lines.line(2, "spikes:")
    for spike in fit.spikes {
      lines.comment(
        3,
        "rate: \(ScenarioFigures.rate(spike.rate.low)) to "
          + "\(ScenarioFigures.rate(spike.rate.high)) (95 %)")
      lines.line(
        3,
        "- {at: \(ScenarioFigures.time(spike.begin * 1e9)), for: "
          + "\(ScenarioFigures.time(spike.length * 1e9)), rate: "
          + "\(ScenarioFigures.rate(spike.rate.value))}")
    }
  }

  /// A length of time as people say it [s].
  private static func long(_ seconds: Double) -> String {
    TimeText.text(TimeSpan(rounding: seconds * 1e9))
  }

  private static func nanoseconds(_ estimate: Estimate) -> Estimate {
    Estimate(estimate.value * 1e9, low: estimate.low * 1e9, high: estimate.high * 1e9)
  }
}
