import Blueprints
import Documents
import Kernel
import Measures

/// Reads a goal: [statistic `of`] measure [place] comparison quantity [`for` duration].
///
/// Two more sentences are goals: `drained within 10 min of 6 min`, `recovered within 10 min of 6
/// min`. Of calls there are `amplification Shop to Payment < 1.5` and `goodput of Shop > 95 %`.
struct GoalReader {
  private static let example = "for example p99 of latency Shop to ProcessOrder < 5 s"
  private static let comparisons = [
    "<": Goal.Comparison.below, ">": .above, "<=": .atMost, ">=": .atLeast, "=": .equal,
    "==": .equal, "≤": .atMost, "≥": .atLeast,
  ]
  private static let asCloudWatchSees = "as CloudWatch sees it"

  let vocabulary: GoalVocabulary

  /// The goal that a sentence is.
  func read(_ document: Document) throws(InputError) -> Goal {
    guard let text = document.text else {
      throw InputError(
        "a goal is a sentence, and not \(document.kindName)", remedy: Self.example,
        at: document.place)
    }
    let words = GoalWords(text, at: document.place)
    if words[0] == "drained" || words[0] == "recovered" { return try within(words, document) }
    guard let sign = words.words.firstIndex(where: { Self.comparisons[$0] != nil }),
      let comparison = Self.comparisons[words[sign]]
    else {
      throw InputError("this goal compares nothing", remedy: Self.example, at: document.place)
    }
    guard sign > 0 else {
      throw InputError("this goal measures nothing", remedy: Self.example, at: document.place)
    }
    return try comparing(words, sign, comparison, document)
  }

  /// The figure that a phrase asks for, as a goal that every value meets.
  func figure(_ document: Document) throws(InputError) -> Goal {
    guard let text = document.text else {
      throw InputError(
        "a figure is a phrase, and not \(document.kindName)",
        remedy: "for example p99 of latency Shop to ProcessOrder", at: document.place)
    }
    let words = GoalWords(text, at: document.place)
    guard words.count > 0 else {
      throw InputError(
        "this figure measures nothing", remedy: "for example cost per month", at: document.place)
    }
    if let sign = words.words.firstIndex(where: { Self.comparisons[$0] != nil }) {
      throw InputError(
        "a figure is compared with nothing", remedy: "leave out what follows, or make it a goal",
        at: words.place(of: sign))
    }
    let (statistic, first) = try statistic(words, before: words.count)
    let figure = try GoalFigureReader(
      vocabulary: vocabulary, words: words, range: first..<words.count, statistic: statistic,
      isSampled: false
    ).read()
    return Goal(
      text: words.text, place: document.place, statistic: figure.statistic,
      subject: figure.subject, comparison: .atLeast, bound: -.infinity, unit: figure.unit,
      lasting: nil, asCloudWatchSees: false)
  }

  /// A goal with a comparison.
  private func comparing(
    _ words: GoalWords, _ sign: Int, _ comparison: Goal.Comparison, _ document: Document
  ) throws(InputError) -> Goal {
    var end = words.count
    let phrase = Self.asCloudWatchSees
    let isBehind = end >= sign + 5 && words.joined(end - 4..<end) == phrase
    let isBefore = sign >= 5 && words.joined(sign - 4..<sign) == phrase
    let sampled = isBehind || isBefore
    if isBehind { end -= 4 }
    var lasting: TimeSpan?
    if let mark = words.firstIndex(of: ["for"], in: sign + 1..<end) {
      lasting = try duration(words, mark + 1..<end)
      end = mark
    }
    let (statistic, first) = try statistic(words, before: sign)
    let figure = try GoalFigureReader(
      vocabulary: vocabulary, words: words, range: first..<(isBefore ? sign - 4 : sign),
      statistic: statistic,
      isSampled: sampled || lasting != nil
    ).read()
    let bound = try bound(words, sign + 1..<end, in: figure.unit)
    return Goal(
      text: words.text, place: document.place, statistic: figure.statistic,
      subject: figure.subject, comparison: comparison, bound: bound, unit: figure.unit,
      lasting: lasting, asCloudWatchSees: sampled)
  }

  /// `drained within D of T`, and `recovered within D of T`.
  private func within(_ words: GoalWords, _ document: Document) throws(InputError) -> Goal {
    guard words[1] == "within", let of = words.words.firstIndex(of: "of"), of > 2 else {
      throw InputError(
        "this goal does not say within what time",
        remedy: "write \(words[0]) within 10 min of 6 min",
        at: document.place)
    }
    let length = try duration(words, 2..<of)
    let after = Instant.start + (try duration(words, of + 1..<words.count))
    return Goal(
      text: words.text, place: document.place, statistic: nil,
      subject: words[0] == "drained" ? .drained(after: after) : .recovered(after: after),
      comparison: .atMost, bound: Double(length.nanoseconds), unit: .nanoseconds, lasting: nil,
      asCloudWatchSees: false)
  }

  // MARK: Parts

  /// The statistic in front, and where the measure begins.
  private func statistic(
    _ words: GoalWords, before sign: Int
  ) throws(InputError) -> (Goal.Statistic?, Int) {
    if words[0] == "share", words[1] == "over" {
      guard let of = words.firstIndex(of: ["of"], in: 2..<sign) else {
        throw InputError(
          "this goal does not say of what the share is",
          remedy: "for example share over 1 s of latency Shop to ProcessOrder < 1 %",
          at: words.place(of: 0))
      }
      let text = words.joined(2..<of)
      let bound = try quantity(text, words.place(of: 2)) { (text) throws(QuantityProblem) in
        if let number = NumberText(text)?.integer { return number }
        return try Quantities.duration(text).nanoseconds
      }
      return (.shareOver(bound), of + 1)
    }
    guard words[1] == "of", sign > 2, words[0] != "goodput" else { return (nil, 0) }
    switch words[0] {
    case "mean": return (.mean, 2)
    case "max": return (.maximum, 2)
    case "min": return (.minimum, 2)
    case "sum": return (.sum, 2)
    default: break
    }
    if words[0].hasPrefix("p"), let percent = NumberText(String(words[0].dropFirst()))?.double,
      percent > 0, percent <= 100
    {
      return (.quantile(percent / 100), 2)
    }
    let known = ["mean", "max", "min", "sum", "p50", "p90", "p95", "p99", "p99.9"]
    let near = Suggestion.nearest(to: words[0], among: known)
    throw InputError(
      "\(words[0]) is no statistic",
      remedy: near.map { "did you mean \($0)?" } ?? "choose mean, max, min, sum, p99 or share over",
      at: words.place(of: 0))
  }

  private func bound(
    _ words: GoalWords, _ range: Range<Int>, in unit: UnitOfMeasure
  ) throws(InputError) -> Double {
    guard !range.isEmpty else {
      throw InputError(
        "this goal has no bound", remedy: Self.example, at: words.place(of: range.lowerBound - 1))
    }
    let text = words.joined(range)
    return try quantity(text, words.place(of: range.lowerBound)) { (text) throws(QuantityProblem) in
      try unit.amount(text)
    }
  }

  private func duration(
    _ words: GoalWords, _ range: Range<Int>
  ) throws(InputError) -> TimeSpan {
    try quantity(words.joined(range), words.place(of: range.lowerBound)) {
      (text) throws(QuantityProblem) in try Quantities.duration(text)
    }
  }

  private func quantity<Value>(
    _ text: String, _ place: Place, _ read: (String) throws(QuantityProblem) -> Value
  ) throws(InputError) -> Value {
    do throws(QuantityProblem) {
      return try read(text)
    } catch {
      throw error.at(place)
    }
  }
}
