import Blueprints
import Kernel
import Measures

/// What of all that was found is told, in which order, and how it ended.
extension Inquiry {
  /// More triggers than this that nothing came of are not told.
  private static let mostHarmless = 3
  /// What goes on so long after its trigger goes on by itself.
  private static let aftermath = TimeSpan.minutes(1)
  /// A client's answers that take so many times as long, and so much longer [ns], are a harm.
  private static let (slowness, wait) = (3.0, 5e8)

  /// The lines of the story.
  func told() -> [Story.Line] {
    let harms = findings.indices.filter { isHarm(findings[$0]) }
    var chosen = Set<Int>()
    for harm in harms { insertChain(of: harm, into: &chosen) }
    insertConsequences(into: &chosen)
    insertReactions(into: &chosen)
    var all = chosen.sorted().map { findings[$0] }
    let places = Dictionary(
      uniqueKeysWithValues: chosen.sorted().enumerated().map { ($1, $0) })
    for index in all.indices { all[index].cause = all[index].cause.flatMap { places[$0] } }
    addSteadyLoads(to: &all)
    addEnds(to: &all)
    addHarmless(besides: chosen, to: &all)
    if harms.isEmpty { addCalm(to: &all) }
    return lines(of: all)
  }

  // MARK: Choice

  func isHarm(_ finding: Finding) -> Bool {
    switch finding.kind {
    case .backlogGrew, .fellBehind, .deadLettered, .starved, .repeated, .lost: true
    case .hidden: finding.cause != nil
    // What fails by itself is how the code is.
    case .failed: finding.cause != nil
    case .slowed(let from, let to, let isClient):
      isClient && to > from * Self.slowness && to - from > Self.wait
        && !findings.contains { $0.node == finding.node && $0.sort == .starved }
    default: false
    }
  }

  func insertChain(of index: Int, into chosen: inout Set<Int>) {
    var next: Int? = index
    while let place = next, chosen.insert(place).inserted { next = findings[place].cause }
  }

  /// Adds what else came of what is told: throttles, failures, timeouts, repetitions.
  private func insertConsequences(into chosen: inout Set<Int>) {
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, finding) in findings.enumerated() where !chosen.contains(index) {
        let isConsequence =
          switch finding.kind {
          case .throttled, .timedOut, .retried, .unanswered, .roomFull: true
          case .limitReached:
            chosen.contains { findings[$0].node == finding.node }
              && !chosen.contains { findings[$0].isLike(finding) }
          default: false
          }
        guard isConsequence, let cause = finding.cause else { continue }
        guard chosen.contains(cause) || hasLost(index) && chosen.contains(root(of: cause)) else {
          continue
        }
        insertChain(of: index, into: &chosen)
        isGrowing = true
      }
    }
  }

  /// Whether what was turned away got lost.
  private func hasLost(_ index: Int) -> Bool {
    let finding = findings[index]
    return finding.sort == .throttled && lost(at: finding.node) > 0
  }

  /// What those at a node turned away for good.
  private func lost(at node: String) -> Int64 {
    wiring.into(node).reduce(0) { $0 + $1.dropped[Edge.Loss.throttled.rawValue] }
  }

  private func root(of index: Int) -> Int {
    var place = index
    while let next = findings[place].cause { place = next }
    return place
  }

  // MARK: Additions

  /// How each thing that was told ended.
  private func addEnds(to all: inout [Finding]) {
    let ends = all.indices.compactMap { index -> Finding? in
      let finding = all[index]
      var end = Finding(
        kind: .triggerEnded, node: finding.node, edge: finding.ending,
        begin: finding.end ?? result.end, cause: index)
      switch finding.kind {
      case .loadRose, .disabled:
        guard finding.end != nil else { return nil }
      case .faultBegan:
        guard let moment = finding.end, moment > finding.begin else { return nil }
      case .backlogGrew, .fellBehind:
        end.kind = finding.end == nil ? .notDrained(count: level(of: finding.node)) : .drained
      case .starved:
        end.kind = finding.end == nil ? .notRecovered : .recovered
        if finding.end == nil { end.begin = result.trafficEnd }
      default: return nil
      }
      return end
    }
    all += ends
    addSustained(to: &all)
  }

  /// Bounds that stayed used up by repeated calls after their trigger was over.
  private func addSustained(to all: inout [Finding]) {
    for index in all.indices {
      guard case .retried = all[index].kind, let limit = limit(behind: index, in: all),
        let trigger = root(of: limit, in: all), let over = all[trigger].end,
        case let until = min(all[limit].end ?? result.trafficEnd, result.trafficEnd),
        until - over >= Self.aftermath
      else { continue }
      all.append(
        Finding(
          kind: .sustained, node: all[limit].node, edge: all[index].edge,
          begin: over, end: all[limit].end, cause: index))
    }
  }

  /// The first of what something follows from that is no call without an answer.
  private func limit(behind index: Int, in all: [Finding]) -> Int? {
    var place = all[index].cause
    while let next = place, all[next].sort == .unanswered { place = all[next].cause }
    return place
  }

  private func root(of index: Int, in all: [Finding]) -> Int? {
    var place = index
    while let next = all[place].cause { place = next }
    return [.load, .fault, .disabled].contains(all[place].sort) ? place : nil
  }

  /// Triggers and throttles that nothing came of.
  private func addHarmless(besides chosen: Set<Int>, to all: inout [Finding]) {
    let others = findings.indices.filter { !chosen.contains($0) }
    let triggers = others.filter { index in
      // A client that rises again and again does so by itself.
      let alike = findings.filter {
        $0.sort == .load && $0.node == findings[index].node
      }
      return [.fault, .disabled].contains(findings[index].sort)
        || findings[index].sort == .load && alike.count <= Self.mostHarmless
    }
    for index in triggers.prefix(Self.mostHarmless) {
      var finding = findings[index]
      finding.isHarmless = isHarmless(finding)
      all.append(finding)
    }
    for label in result.nodes.map({ $0.label }) {
      let throttles = others.map { findings[$0] }.filter {
        $0.sort == .throttled && $0.node == label
      }
      // At a bound that is told of it is no wonder.
      let isTold = chosen.contains {
        [.throttled, .limit].contains(findings[$0].sort) && findings[$0].node == label
      }
      guard let first = throttles.first, !isTold else { continue }
      let count = throttles.reduce(Int64(0)) { sum, finding in
        if case .throttled(let count, _, _) = finding.kind { sum + count } else { sum }
      }
      all.append(
        Finding(
          kind: .innocent(throttled: count, lost: lost(at: label)), node: label, begin: first.begin,
          end: throttles.last?.end))
    }
  }

  /// Whether nobody came to harm from when a trigger began until long after it was over.
  private func isHarmless(_ trigger: Finding) -> Bool {
    // When something got lost is not always known.
    guard !result.edges.contains(where: { $0.lost > 0 }) else { return false }
    let over = trigger.end.map { $0 + Self.aftermath } ?? .never
    return !findings.contains { finding in
      guard isHarm(finding) || [.failed, .timedOut].contains(finding.sort) else { return false }
      guard finding.isDated else { return true }
      return finding.begin <= over && finding.end ?? .never >= trigger.begin
    }
  }

  /// That nothing was the matter, with the bound of which most was used.
  private func addCalm(to all: inout [Finding]) {
    var tightest: (label: String, ceiling: Ceiling)?
    for node in result.nodes {
      for ceiling in node.ceilings where ceiling.peak > 0 && ceiling.busyTime == nil {
        let gauge = ceiling.measure.flatMap { node.gauge($0, detail: ceiling.detail) }
        // A level that never moves is a setting.
        if let gauge, gauge.gauge.minimum == gauge.gauge.maximum { continue }
        guard gauge != nil else { continue }
        if let best = tightest, best.ceiling.share >= ceiling.share { continue }
        tightest = (node.label, ceiling)
      }
    }
    all.append(
      Finding(
        kind: .calm(bound: tightest?.ceiling, throttled: manyThrottles()),
        node: tightest?.label ?? "", begin: result.end, end: nil))
  }

  /// What nodes turned away that turned away more than a hundredth of what came to them.
  private func manyThrottles() -> Int64 {
    result.nodes.reduce(0) { sum, node in
      let throttled = node.counts(of: .throttling).map { $0.count.total }.max() ?? 0
      let answered = node.samples(of: .response).reduce(0) { $0 + $1.histogram.count }
      return sum + (throttled * 100 > throttled + answered ? throttled : 0)
    }
  }

  // MARK: Order

  /// The findings as lines: by time, and each behind its cause.
  private func lines(of all: [Finding]) -> [Story.Line] {
    var moments: [Int: Instant] = [:]
    func moment(_ index: Int) -> Instant {
      if let known = moments[index] { return known }
      let finding = all[index]
      let before = finding.cause.map { moment($0) } ?? .start
      let own: Instant =
        switch finding.kind {
        case .lost, .repeated, .cameBack: result.trafficEnd
        case .calm: result.end
        default: finding.isDated ? finding.begin : before
        }
      let found = max(own, before)
      moments[index] = found
      return found
    }
    func depth(_ index: Int) -> Int { all[index].cause.map { depth($0) + 1 } ?? 0 }
    let order = all.indices.map { (moment: moment($0), depth: depth($0), index: $0) }
      .sorted { ($0.moment, $0.depth, $0.index) < ($1.moment, $1.depth, $1.index) }
      .map { $0.index }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    func begin(of cause: Int?) -> Instant {
      var (latest, next) = (Instant.start, cause)
      while let place = next {
        if all[place].isDated { latest = max(latest, all[place].begin) }
        next = all[place].cause
      }
      return latest
    }
    return order.map { index in
      let finding = all[index]
      // What follows is not told as earlier, whatever the intervals of the series say.
      let told = max(finding.begin, begin(of: finding.cause))
      return Story.Line(
        kind: finding.kind.peaking(from: told), node: finding.node, edge: finding.edge,
        begin: finding.isDated ? told : nil, end: finding.end,
        cause: finding.cause.flatMap { places[$0] }, isHarmless: finding.isHarmless,
        partners: finding.partners)
    }
  }
}

extension Story.Kind {
  /// The same with a peak that is not before a moment of its interval at which it began.
  fileprivate func peaking(from begin: Instant) -> Story.Kind {
    switch self {
    case .backlogGrew(let peak, let moment): .backlogGrew(peak: peak, at: max(moment, begin))
    case .fellBehind(let age, let moment): .fellBehind(age: age, at: max(moment, begin))
    default: self
    }
  }
}
