import Blueprints
import Documents
import Kernel

extension TrafficReader {
  /// The rate over the whole run: a mean with its daily course, then the ramps, then the spikes.
  func curve(until end: Instant) -> RateCurve {
    let rate = read("rate") { (document) throws(InputError) in try Self.rate(document) } ?? 0
    var curve = RateCurve(constant: rate, until: end)
    if let daily = daily(mean: rate) {
      curve = RateCurve(pieces: clipped(daily.pieces(until: end), end))
    }
    for ramp in ramps() { curve = curve.ramping(from: ramp.begin, to: ramp.end, rate: ramp.rate) }
    return curve.replacing(
      with: spikes().map {
        RateCurve.Piece(begin: $0.begin, end: $0.end, from: $0.rate, to: $0.rate)
      })
  }

  private func clipped(
    _ pieces: ContiguousArray<RateCurve.Piece>, _ end: Instant
  ) -> ContiguousArray<RateCurve.Piece> {
    ContiguousArray(pieces.compactMap { $0.clipped(from: .start, to: end) })
  }

  private func daily(mean: Double) -> DailyCurve? {
    read("daily") { (document) throws(InputError) in
      let map = try Self.entries(of: document, "daily", ["peak", "ratio"])
      let peak = try Self.timeOfDay(try Self.required("peak", in: map, document))
      let ratio = try Self.required("ratio", in: map, document)
      let value = try Self.ratio(ratio)
      guard value >= 1 else {
        throw InputError(
          "the peak of a day is at least its trough", remedy: "give a ratio of 1 or more",
          at: ratio.place)
      }
      return DailyCurve(mean: mean, peak: peak - timeOfDay, ratio: value)
    }
  }

  /// A time of day, as `"20:00"`, from midnight on.
  private static func timeOfDay(_ document: Document) throws(InputError) -> TimeSpan {
    let parts = (document.text ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 2, let hour = Int64(parts[0]),
      let minute = Int64(parts[1]), 0..<24 ~= hour, 0..<60 ~= minute
    else {
      throw InputError(
        "\(document.scalarText ?? document.kindName) is no time of day",
        remedy: "write it like \"20:00\"", at: document.place)
    }
    return .minutes(hour * 60 + minute)
  }

  /// A stretch of time and a rate.
  private struct Stretch {
    var begin: Instant
    var end: Instant
    var rate: Double
  }

  private func spikes() -> [Stretch] {
    stretches("spikes") { (document) throws(InputError) in
      let map = try Self.entries(of: document, "a spike", ["at", "for", "rate", "trigger"])
      let begin = Instant.start + (try Self.required("at", in: map, document).duration())
      let length = try Self.required("for", in: map, document).duration()
      return Stretch(
        begin: begin, end: begin + length,
        rate: try Self.rate(try Self.required("rate", in: map, document)))
    }
  }

  private func ramps() -> [Stretch] {
    stretches("ramps") { (document) throws(InputError) in
      let map = try Self.entries(of: document, "a ramp", ["from", "to", "rate"])
      return Stretch(
        begin: .start + (try Self.required("from", in: map, document).duration()),
        end: .start + (try Self.required("to", in: map, document).duration()),
        rate: try Self.rate(try Self.required("rate", in: map, document)))
    }
  }

  /// Stretches one after the other, each after the end of the one before.
  private func stretches(
    _ key: String, _ take: (Document) throws(InputError) -> Stretch
  ) -> [Stretch] {
    guard let document = document[key] else { return [] }
    guard let list = document.list else {
      report("\(key) is a list, and not \(document.kindName)", "begin each with a dash", document)
      return []
    }
    var stretches: [Stretch] = []
    for entry in list {
      do throws(InputError) {
        let stretch = try take(entry)
        guard stretch.begin < stretch.end else {
          throw InputError(
            "this ends before it begins", remedy: "give it some time", at: entry.place)
        }
        guard stretch.begin >= stretches.last?.end ?? .start else {
          throw InputError(
            "this begins before the one above it ends", remedy: "list \(key) one after the other",
            at: entry.place)
        }
        stretches.append(stretch)
      } catch {
        diagnostics.report(error)
      }
    }
    return stretches
  }
}
