import Blueprints
import Kernel
import Measures

/// What each finding follows from: something that began before it and lasted up to it, at the same
/// node or where a wire leads.
extension Inquiry {
  /// Kinds of findings, as rules name them.
  enum Sort {
    case load, fault, disabled, limit, room, pool, scaled, slowed, throttled, failed, timedOut
    case unanswered, stuck, late, backlog, starved, alarm, growth, twice, other
  }

  /// Of so many that waited at least one was turned away, where that is why.
  private static let handful: Int64 = 20

  /// Links every finding with its cause.
  mutating func findCauses() {
    // Why a bound was used up depends on why work took longer.
    let order =
      findings.indices.filter { findings[$0].sort == .slowed }
      + findings.indices.filter { findings[$0].sort != .slowed }
    for index in order {
      guard let cause = cause(of: index), !leads(from: index, to: cause) else { continue }
      findings[index].cause = cause
      findings[index].partners = partners(of: cause, for: index)
    }
    for index in findings.indices {
      findings[index].cause = findings[index].cause ?? rise(at: index)
    }
  }

  /// The rise in load before all that came of a bound that was used up already, and held nobody up.
  private func rise(at index: Int) -> Int? {
    let limit = findings[index]
    let effects = findings.filter { $0.cause == index && $0.isDated && isHarm($0) }
    guard limit.sort == .limit, let first = effects.map({ $0.begin }).min() else { return nil }
    let carried = result.edges.first { $0.carriers.contains(limit.node) }
    let places = wiring.upstream(of: carried?.from ?? limit.node)
    return findings.indices.last { other in
      let load = findings[other]
      return load.sort == .load && places.contains(load.node) && load.begin > limit.begin
        && load.begin <= first + tolerance + load.slack && load.end ?? .never >= first
    }
  }

  private func cause(of index: Int) -> Int? {
    let finding = findings[index]
    let node = finding.node
    switch finding.kind {
    case .limitReached(let bound, _, _):
      return causeOfLimit(bound, index)
    case .roomFull:
      return find([.limit, .slowed], at: [node], for: index) ?? load(before: node, index)
    case .poolUsedUp(_, let user, _):
      return find([.fault, .disabled], at: [user], for: index) ?? causeOfUse(of: user, index)
    case .scaled:
      let carried = result.edges.filter { $0.carriers.contains(node) }
      return carried.lazy.compactMap { load(before: $0.from, index) }.first
        ?? find([.slowed], at: carried.flatMap { Array($0.ends) }, for: index)
    case .slowed: return causeOfSlowness(index)
    case .throttled:
      return refusal(at: node, index) ?? find([.room, .limit], at: [node], for: index)
        ?? laterLimit(index) ?? pool(for: node, index) ?? causeOfUse(of: node, index)
        ?? find([.fault], at: [node], for: index)
    case .blocked:
      return find([.timedOut, .fault], at: [node], for: index)
        ?? callee(of: node, [.fault, .throttled, .limit, .timedOut, .failed], index)
    case .failed:
      return find([.stuck, .timedOut, .fault], at: [node], for: index)
        ?? callee(of: node, [.fault, .throttled, .limit, .timedOut, .failed], index)
    case .timedOut:
      return find([.slowed, .fault], at: [node], for: index)
        ?? callee(of: node, [.fault, .limit, .slowed, .throttled], index)
    case .backlogGrew: return causeOfBacklog(index)
    case .fellBehind: return causeOfAge(index)
    case .unanswered: return causeOfTimeouts(index)
    case .retried: return causeOfRetries(index)
    case .hidden: return causeOfHiding(index)
    case .cameBack:
      let takers = wiring.outOf(node).flatMap { Array($0.ends).map(Edge.place(of:)) }
      // That they take longer is a cause where it has one itself, and else how they are.
      return find([.slowed], at: takers, for: index).flatMap {
        findings[$0].cause == nil ? nil : $0
      }
    case .grew(let from, _): return alarm(behind: node, from: Double(from), at: finding.begin)
    case .deadLettered, .lost: return causeOfEnd(index)
    case .repeated: return causeOfRepetition(index)
    case .starved:
      return find([.unanswered], at: [node], for: index)
        ?? callee(of: node, [.throttled, .failed, .limit, .timedOut, .slowed, .fault], index)
    default: return nil
    }
  }

  // MARK: Rules

  /// A bound is used up because something takes longer, or because more comes: by Little's law the
  /// one that grew by the greater factor.
  private func causeOfLimit(_ bound: String, _ index: Int) -> Int? {
    let node = findings[index].node
    if let fault = find([.fault], at: [node], for: index) {
      return find([.slowed], at: [node], for: index).flatMap {
        findings[$0].cause == fault ? $0 : nil
      }
        ?? fault
    }
    if Names.cores.contains(bound) { return load(before: node, index) }
    let carried = result.edges.filter { $0.carriers.contains(node) }
    guard let edge = carried.first else { return causeOfUse(of: node, index) }
    if let pile = pile(at: edge.from, index) { return pile }
    // What a mapping has at once is the work of its function.
    return causeOfUse(of: edge.ends.first ?? node, index, comingTo: edge.from)
  }

  /// What had piled up at a place while nobody took anything from there.
  private func pile(at place: String, _ index: Int) -> Int? {
    findings.indices.first { other in
      let backlog = findings[other]
      guard backlog.sort == .backlog, backlog.node == place,
        backlog.begin + tolerance < findings[index].begin,
        backlog.end ?? .never > findings[index].begin,
        let cause = causeOfBacklog(other)
      else { return false }
      return findings[cause].sort == .disabled
    }
  }

  private func causeOfUse(of node: String, _ index: Int, comingTo place: String? = nil) -> Int? {
    let slow = find([.slowed], at: [node], for: index)
    let load = load(before: place ?? node, index)
    guard let slow else { return load }
    guard let load else { return slow }
    return factor(of: findings[slow].kind) >= factor(of: findings[load].kind) ? slow : load
  }

  private func factor(of kind: Story.Kind) -> Double {
    switch kind {
    case .loadRose(let from, let to), .slowed(let from, let to, _): from > 0 ? to / from : .infinity
    default: 1
    }
  }

  private func causeOfSlowness(_ index: Int) -> Int? {
    let node = findings[index].node
    if let fault = find([.fault], at: [node], for: index) { return fault }
    let callees = wiring.callees(of: node).filter { $0 != node }
    // Of several that are slow, the one that became slowest.
    let slowest = callees.compactMap { callee -> (callee: String, more: Double)? in
      guard let found = find([.slowed], at: [callee], for: index),
        case .slowed(let from, let to, _) = findings[found].kind
      else { return nil }
      return (callee, to - from)
    }.max { $0.more < $1.more }
    let sorts: [Sort] = [.limit, .slowed, .throttled, .timedOut, .failed, .fault]
    if let slowest { return find(sorts, at: [slowest.callee], for: index) }
    // Where nobody else is slow, those that share cores or a bound are slow by their number.
    return callee(of: node, sorts, index) ?? cores(of: node, index)
      ?? (isClient(node) ? nil : load(before: node, index))
  }

  /// That a node has no more to compute with.
  private func cores(of node: String, _ index: Int) -> Int? {
    findings.indices.filter { other in
      guard case .limitReached(let bound, _, _) = findings[other].kind else { return false }
      return Names.cores.contains(bound) && findings[other].node == node
        && precedes(findings[other], findings[index])
    }.max { findings[$0].begin < findings[$1].begin }
  }

  /// A queue backs up because whoever takes from it is held up: broken, at its bound, turned away,
  /// not yet scaled, or slow; else because more comes.
  private func causeOfBacklog(_ index: Int) -> Int? {
    let node = findings[index].node
    let out = wiring.outOf(node)
    let takers = out.flatMap { Array($0.ends).map(Edge.place(of:)) }.filter { $0 != node }
    return causeOfWaiting(index, takers, carriers: out.flatMap { Array($0.carriers) })
      ?? load(before: node, index)
  }

  private func causeOfAge(_ index: Int) -> Int? {
    let node = findings[index].node
    let carriers = wiring.into(node).flatMap { Array($0.carriers) }
    let sources = wiring.into(node).filter { $0.isPolled }.map { Edge.place(of: $0.from) }
    return find([.stuck, .failed], at: [node], for: index)
      ?? causeOfWaiting(index, [node], carriers: carriers)
      // What a shard gives all its readers.
      ?? find([.limit], at: sources, for: index) ?? load(before: node, index)
  }

  private func causeOfWaiting(
    _ index: Int, _ takers: [String], carriers: [String]
  ) -> Int? {
    let all = [findings[index].node] + carriers + takers
    return find([.disabled], at: all, for: index)
      ?? takers.lazy.compactMap { stop(at: $0, index) }.first
      ?? find([.limit], at: takers, for: index)
      ?? takers.lazy.compactMap { pool(for: $0, index) }.first
      ?? find([.limit], at: [findings[index].node], for: index)
      ?? find([.limit], at: carriers, for: index)
      ?? crowd(at: takers, index)
      ?? find([.scaled], at: carriers, for: index)
      ?? find([.fault, .failed, .timedOut, .slowed], at: takers, for: index)
  }

  /// Refusals that are many beside what waited: a handful of them holds up nobody.
  private func crowd(at takers: [String], _ index: Int) -> Int? {
    find([.throttled], at: takers, for: index).flatMap { found in
      guard case .throttled(let count, _, _) = findings[found].kind,
        case .backlogGrew(let peak, _) = findings[index].kind
      else { return found }
      return count * Self.handful >= peak ? found : nil
    }
  }

  /// Messages are held and not worked on because they are turned away, or failed before.
  private func causeOfHiding(_ index: Int) -> Int? {
    let takers = wiring.outOf(findings[index].node).flatMap { Array($0.ends).map(Edge.place(of:)) }
    return find([.throttled, .limit, .timedOut, .failed, .slowed, .fault], at: takers, for: index)
  }

  /// A fault that keeps a node from all work.
  private func stop(at node: String, _ index: Int) -> Int? {
    find([.fault], at: [node], for: index).flatMap { found in
      if case .faultBegan(.stop, _, _) = findings[found].kind { found } else { nil }
    }
  }

  /// A bound of a node that was used up while it turned away most of what it did.
  private func laterLimit(_ index: Int) -> Int? {
    let finding = findings[index]
    guard let counts = node(finding.node)?.counts(of: .throttling),
      let all = counts.max(by: { $0.count.total < $1.count.total })
    else { return nil }
    let course = Course([all.count])
    let end = finding.end ?? result.end
    return findings.indices.first { other in
      let limit = findings[other]
      return limit.sort == .limit && limit.node == finding.node && limit.begin < end
        && 2 * course.sum(from: limit.begin, to: min(limit.end ?? result.end, end))
          >= course.sum(from: finding.begin, to: end)
    }
  }

  /// A fault that has a node turn requests away.
  private func refusal(at node: String, _ index: Int) -> Int? {
    find([.fault], at: [node], for: index).flatMap { found in
      switch findings[found].kind {
      case .faultBegan(.throttle, _, _), .faultBegan(.stop, _, _): found
      default: nil
      }
    }
  }

  /// Messages end badly because those at the end of the wire turn them away, or fail.
  private func causeOfEnd(_ index: Int) -> Int? {
    let edges = result.edges.filter { way(of: $0) == findings[index].edge }
    let ends = edges.flatMap { Array($0.ends).map(Edge.place(of:)) }
    // What grew too old has waited.
    if case .lost(_, Edge.Loss.tooOld.text) = findings[index].kind,
      let backlog = find([.backlog], at: [findings[index].node] + ends, for: index)
    {
      return backlog
    }
    let carriers = edges.flatMap { Array($0.carriers) }.compactMap { node($0) }
    let givenBack = carriers.reduce(0) { $0 + ($1.count(Names.givenBack)?.total ?? 0) }
    let failed = carriers.reduce(0) { $0 + ($1.count(Names.failedInvoke)?.total ?? 0) }
    // Of messages that were received, those count that came back without a run, or after one.
    if !carriers.isEmpty, failed + givenBack > 0 {
      return givenBack > failed
        ? find([.throttled, .limit], at: ends, for: index)
        : find([.timedOut, .failed], at: ends, for: index)
    }
    let sorts: [Sort] =
      hasFailed(at: ends)
      ? [.throttled, .timedOut, .failed, .fault]
      : [.throttled, .timedOut, .failed, .limit, .slowed, .fault]
    return find(sorts, at: ends, for: index)
  }

  /// Whether code failed, for which no bound and no slowness is to blame.
  private func hasFailed(at ends: [String]) -> Bool {
    result.consumers.contains { ends.contains(Edge.place(of: $0.label)) && $0.failed > 0 }
  }
}

extension Inquiry.Finding {
  /// The interval in which most waited, or what came up was oldest; nil of what has no such.
  var peak: Instant? {
    switch kind {
    case .backlogGrew(_, let moment), .fellBehind(_, let moment): moment
    default: nil
    }
  }

  /// Whether it is a number that grew, and no age.
  var isOfCount: Bool { if case .backlogGrew = kind { true } else { false } }

  /// Which rules it is for.
  var sort: Inquiry.Sort {
    switch kind {
    case .loadRose: .load
    case .faultBegan: .fault
    case .disabled: .disabled
    case .limitReached: .limit
    case .roomFull: .room
    case .poolUsedUp: .pool
    case .scaled: .scaled
    case .slowed: .slowed
    case .throttled: .throttled
    case .failed: .failed
    case .timedOut: .timedOut
    case .unanswered: .unanswered
    case .blocked: .stuck
    case .cameBack: .late
    case .backlogGrew, .fellBehind: .backlog
    case .alarmed: .alarm
    case .grew: .growth
    case .starved: .starved
    case .sentTwice: .twice
    default: .other
    }
  }
}
