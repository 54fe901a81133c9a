import Blueprints
import Kernel
import Measures
import Studies

/// A story told: each line in one sentence, with its figures and what it follows from.
struct StoryWords {
  private let story: Story

  init(_ story: Story) { self.story = story }

  /// When a line happened, in words; empty where the run did not keep it.
  func time(of line: Story.Line) -> String {
    if case .calm = line.kind { return "" }
    guard let begin = line.begin else { return "" }
    return begin == .start ? "from the start" : TimeText.text(begin - .start)
  }

  /// A line as a sentence.
  func sentence(of line: Story.Line) -> String {
    let harmless = line.isHarmless ? " Nothing backed up or got lost because of it." : ""
    return what(line) + reason(of: line) + sum(of: line) + "." + harmless
  }

  /// What it came to in all, of which only its begin has the cause that is told.
  private func sum(of line: Story.Line) -> String {
    guard case .starved(_, let lost) = line.kind, lost > 0 else { return "" }
    return "; in all \(messages(lost, .requests)) were lost"
  }

  // MARK: What

  private func what(_ line: Story.Line) -> String {
    trigger(line) ?? bound(line) ?? trouble(line) ?? outcome(line) ?? end(line)
  }

  private func trigger(_ line: Story.Line) -> String? {
    switch line.kind {
    case .alarmed: "\(line.node) went into ALARM"
    case .grew(let from, let to):
      "\(line.node) grew from \(grouped(from)) to \(grouped(to)) "
        + (to == 1 ? "machine that serves" : "machines that serve")
    case .loadRose(let from, let to):
      "\(line.node) sent more: \(rate(to)) instead of \(rate(from))"
    case .loadIsSteady(let rate, let clients):
      "Neither a fault nor a rise in load set it off: "
        + "\(Self.list(clients)) sent \(self.rate(rate)) on average"
        + (clients.count > 1 ? ", all together" : "")
    case .faultBegan(let fault, let amount, let name):
      (name.map { "A fault, \($0), " } ?? "A fault ") + fault.predicate(of: line.node, amount)
    case .disabled:
      line.edge.map { "\($0.from) switched \(line.node) off" }
        ?? (line.begin == .start
          ? "\(line.node) was switched off" : "An operator switched \(line.node) off")
    default: nil
    }
  }

  private func bound(_ line: Story.Line) -> String? {
    switch line.kind {
    case .limitReached(let bound, let level, let unit):
      unit == .percent
        ? "\(line.node) used up its \(bound)"
        : "\(line.node) used up its \(Self.bound(bound, level, unit))"
    case .roomFull(let room, let level):
      "The \(room) of \(line.node) was full: \(messages(level, .requests)) waited"
    case .poolUsedUp(let level, let user, let share):
      "\(line.node), which all share that have nothing reserved, was used up: \(user) had "
        + "\(grouped(share)) of \(grouped(level))"
    case .scaled(let from, let to):
      "\(line.node) was still scaling up: from \(grouped(from)) batches at once to \(grouped(to)), "
        + "step by step"
    case .slowed(let from, let to, let isClient):
      isClient
        ? "\(line.node) waited longer for answers: up to \(length(to)), \(length(from)) usually"
        : "\(line.node) took longer: up to \(length(to)) for one, \(length(from)) usually"
    default: nil
    }
  }

  /// A bound with its level: `10 workers`, or `reserved concurrency of 20`.
  static func bound(_ name: String, _ level: Int64, _ unit: UnitOfMeasure) -> String {
    if [.perSecond, .bytes].contains(unit) { return "\(name) of \(Quantity(level, unit).text)" }
    // One of several has a name of its own: `only worker`.
    if name.hasSuffix("s"), level == 1 { return "only \(name.dropLast())" }
    return name.hasSuffix("s")
      ? "\(NumberText.grouped(level)) \(name)" : "\(name) of \(NumberText.grouped(level))"
  }

  private func trouble(_ line: Story.Line) -> String? {
    switch line.kind {
    case .unanswered(let late, let all):
      "\(line.node) waited in vain for \(2 * late > all ? "most" : "many") answers of "
        + "\(line.edge?.to ?? ""): "
        + "\(grouped(late)) of \(messages(all, .requests)) ended by time-out"
    case .blocked(let batches, let failures, _):
      "\(line.node) could not get past "
        + (batches == 1
          ? "a batch of \(line.edge?.from ?? ""): it failed \(times(failures)), and nothing "
            + "behind it in its shard was read meanwhile"
          : "\(grouped(batches)) batches of \(line.edge?.from ?? ""): they failed "
            + "\(times(failures)), and nothing behind them in their shards was read meanwhile")
    case .cameBack(let count):
      "Messages of \(line.node) came back \(times(count)) while somebody still worked on them: the "
        + "visibility timeout was over first"
    case .hidden(let peak, let moment):
      "\(messages(peak, .messages)) of \(line.node) were in flight at \(time(moment)) and nobody "
        + "worked on them: they waited out of sight for the visibility timeout to end"
    case .throttled(let count, let measures, let batches):
      "\(line.node) turned \(messages(count, .requests)) away" + Self.bound(behind: measures)
        + (batches > 0
          ? ", as pollers had up to \(grouped(batches)) batches for it at once" : "")
    case .failed(let count, let share):
      "\(line.node) failed \(times(count)), \(self.share(share)) of what it was asked"
    case .timedOut(let count):
      "\(line.node) ran out of time \(times(count))"
    case .retried(let factor, _):
      "\(line.edge?.from ?? "") made each call of \(line.edge?.to ?? "") "
        + "\(NumberText.real(factor)) times on average"
    case .backlogGrew(let peak, let moment):
      "\(line.node) backed up: \(messages(peak, .messages)) waited at most, at \(time(moment))"
    case .fellBehind(let age, let moment):
      "\(line.node) fell behind: it worked on what was up to \(length(Double(age))) old, at "
        + time(moment)
    default: nil
    }
  }

  /// Parts of the names of measures of throttles, and the bounds that they tell of; the first
  /// counts.
  static let bounds = [
    ("Readiness", "as all its partitions together serve no more by then"),
    ("KeyRange", "as one partition was asked for more than it serves"),
    ("MaxOnDemand", "past the on-demand maximum"),
    ("AccountLimit", "past the account's quota for a table"),
    ("WriteProvisionedThroughputExceeded", "as a shard takes no more"),
    ("ProvisionedThroughput", "past its provisioned capacity"),
  ]

  /// The bounds that measures of throttles tell of; empty where they tell of none.
  private static func bound(behind measures: [String]) -> String {
    let reasons = measures.compactMap { measure in bounds.first { measure.contains($0.0) }?.1 }
    guard reasons.count > 1 else { return reasons.map { ", " + $0 }.joined() }
    return ", mostly " + reasons[0] + ", else " + reasons.dropFirst().joined(separator: " or ")
  }

  private func outcome(_ line: Story.Line) -> String? {
    switch line.kind {
    case .deadLettered(let count, let place, let failures):
      "\(messages(count, .messages)) of \(line.node) went to \(place)"
        + (line.cause == nil && failures > 0
          ? ": the code of \(line.edge?.to ?? "") fails at some messages whatever happens" : "")
    case .lost(let count, let reason):
      "\(messages(count, .messages)) from \(line.node) to \(line.edge?.to ?? "") got lost: "
        + reason
    case .repeated(let count, let again, let failures, let copies):
      "\(line.node) did work again \(times(count))"
        + Self.joined([
          copies > 0 ? "\(times(copies)) for a second copy of a message" : nil,
          again > 0
            ? failures > 0
              ? "messages were received again \(times(again)), with failures meanwhile"
              : "messages came back \(times(again)) before they were deleted, though no run failed"
            : nil,
        ])
    case .starved(let lowest, _):
      "Less than 90 % of what \(line.node) asked for was answered well, at worst "
        + share(lowest)
    case .sentTwice(let count):
      "\(line.node) sent \(messages(count, .messages)) a second time"
    case .innocent(let count, let lost):
      "\(line.node) turned \(messages(count, .requests)) away besides, and "
        + (lost > 0
          ? "of all that it turned away \(grouped(lost)) were lost" : "none of them got lost")
    default: nil
    }
  }

  private func end(_ line: Story.Line) -> String {
    let cause = line.cause.map { story.lines[$0] }
    switch line.kind {
    case .triggerEnded:
      if case .loadRose? = cause?.kind { return "\(line.node) sent as before" }
      if case .disabled? = cause?.kind {
        return line.edge.map { "\($0.from) switched \(line.node) on" }
          ?? "\(line.node) was switched on"
      }
      return "The fault at \(line.node) was over"
    case .sustained:
      return "What set it off was over, and \(line.edge?.to ?? "") stayed full: "
        + "\(line.edge?.from ?? "") went on to repeat its calls"
    case .drained:
      if case .fellBehind? = cause?.kind { return "\(line.node) had caught up" }
      return "Nothing waited at \(line.node) any more"
    case .notDrained(let count):
      if case .fellBehind? = cause?.kind { return "\(line.node) did not catch up" }
      return "\(messages(count, .messages)) still waited at \(line.node) when the run ended"
    case .recovered: return "\(line.node) got good answers as before"
    case .notRecovered: return "\(line.node) still got too few good answers when traffic ended"
    case .calm(let bound, let throttled):
      let calm =
        throttled == 0
        ? "Nothing backed up, and nobody was turned away for long"
        : "No queue was seen to back up, though \(messages(throttled, .requests)) were turned away"
      guard let bound else { return calm }
      let limit = Self.bound(bound.name, bound.level, bound.unit)
      guard bound.peak < bound.level else {
        return calm + "; \(line.node) used all of its \(limit) at times"
      }
      return calm + "; nearest to a limit came \(line.node), which never used more than "
        + "\(grouped(bound.peak)) of its \(limit)"
    default: return ""
    }
  }

  // MARK: Why

  /// What a line follows from; empty where that stands just before it as its own begin or end.
  private func reason(of line: Story.Line) -> String {
    guard let place = line.cause else { return "" }
    let cause = story.lines[place]
    switch line.kind {
    case .triggerEnded, .sustained, .drained, .notDrained, .recovered, .notRecovered: return ""
    default: break
    }
    let name = cause.node == line.node && line.edge == nil ? "it" : cause.node
    switch cause.kind {
    case .loadRose: return ", because \(cause.node) sent more"
    case .loadIsSteady: return ""
    case .faultBegan(_, _, let fault):
      return ", because of " + (fault ?? "the fault at \(cause.node)")
    case .disabled: return ", because \(name) was switched off"
    case .limitReached(let bound, let level, let unit):
      return unit == .percent || bound == "CPU credits"
        ? ", because \(name) had no \(bound) left"
        : ", because \(name) had no more than its \(Self.bound(bound, level, unit))"
    case .roomFull(let room, let level):
      let owner = name == "it" ? "its" : "\(name)'s"
      return ", because \(owner) \(Self.bound(room, level, .requests)) was full"
    case .poolUsedUp(_, let user, _):
      return ", because \(user) left too little of \(cause.node)"
    case .scaled: return ", because \(name) was still scaling up"
    case .slowed: return ", because \(name) took longer"
    case .throttled:
      let others = line.partners.map { " and \($0)" }.joined()
      return ", because \(name)\(others) turned requests away"
    case .sentTwice: return ", because \(cause.node) sent messages twice"
    case .failed: return ", because \(name == "it" ? "its runs" : name) failed"
    case .timedOut: return ", because \(name) ran out of time"
    case .unanswered: return ", because calls of \(cause.edge?.to ?? "") timed out"
    case .blocked: return ", because \(name) could not get past what fails"
    case .cameBack: return ", because the visibility timeout of \(cause.node) was too short"
    case .alarmed: return ", because \(cause.node) was in ALARM"
    case .backlogGrew, .fellBehind: return ", because of the backlog at \(cause.node)"
    case .retried: return ", because of repeated calls"
    default: return ""
    }
  }

  // MARK: Figures

  /// What a sentence ends with behind a colon, as far as there is anything.
  private static func joined(_ parts: [String?]) -> String {
    let parts = parts.compactMap { $0 }
    return parts.isEmpty ? "" : ": " + parts.joined(separator: "; ")
  }

  /// Names in a row: `A, B and C`.
  private static func list(_ names: [String]) -> String {
    guard names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  private func rate(_ value: Double) -> String { Quantity(real: value, .perSecond).text }
  private func share(_ value: Double) -> String { Quantity(real: value, .share).text }
  private func grouped(_ value: Int64) -> String { NumberText.grouped(value) }
  private func times(_ count: Int64) -> String { count == 1 ? "once" : "\(grouped(count)) times" }
  private func time(_ moment: Instant) -> String { TimeText.text(moment - .start) }
  private func length(_ nanoseconds: Double) -> String {
    TimeText.text(TimeSpan(rounding: nanoseconds))
  }
  private func messages(_ count: Int64, _ unit: UnitOfMeasure) -> String {
    Quantity(count, unit).named
  }
}

extension Fault.Kind {
  /// What it did to a node, as a sentence goes on whose subject it is.
  fileprivate func predicate(of node: String, _ amount: Double) -> String {
    let share = Quantity(real: amount, .share).text
    return switch self {
    case .slow: "made \(node) take \(NumberText.real(amount)) times as long"
    case .fail: "had \(share) of what \(node) did fail"
    case .stop: "stopped \(node)"
    case .throttle: "had \(share) of requests to \(node) turned away"
    case .partition: "let no call through to \(node)"
    case .drop: "lost \(share) of calls of \(node)"
    case .terminate: "took \(Quantity(Int64(amount), .count).text) of its machines from \(node)"
    case .loseZone: "took a zone with all its machines there from \(node)"
    case .emptyCredits: "left \(node) no CPU credits"
    }
  }
}
