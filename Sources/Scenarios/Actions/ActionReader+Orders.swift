import Blueprints
import Documents
import Kernel

/// What each kind of action asks for.
extension ActionReader {
  /// How long AWS advises to wait until the events of an archive are replayed.
  ///
  /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html.
  private static let settling = TimeSpan.minutes(10)
  /// The most messages that a redrive moves in a second.
  ///
  /// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/
  /// API_StartMessageMoveTask.html.
  private static let fastestMove: Int64 = 500

  /// What a node is asked to do.
  mutating func order(
    _ kind: Action.Kind, to target: String, at moment: Instant, _ map: DocumentMap,
    _ document: Document
  ) throws(InputError) -> Order {
    switch kind {
    case .replay: return try replay(of: target, at: moment, map, document)
    case .redrive: return try redrive(map)
    case .purge, .enable, .disable:
      try check(map, knowing: [], kind)
      return kind == .purge ? .purge : .enable(kind == .enable)
    }
  }

  private func check(
    _ map: DocumentMap, knowing words: [String], _ kind: Action.Kind
  ) throws(InputError) {
    let known = ["at", kind.rawValue] + words
    for entry in map.entries where !known.contains(entry.key) {
      throw .stray(entry, among: known, of: "the action \(kind.rawValue)")
    }
  }

  private func redrive(_ map: DocumentMap) throws(InputError) -> Order {
    try check(map, knowing: ["rate", "to"], .redrive)
    let target = try map["to"].map { (name) throws(InputError) in
      try names.label(name, of: "the action redrive")
    }
    guard let document = map["rate"] else { return .redrive(to: target, perSecond: nil) }
    let rate = try document.rate()
    let (perSecond, rest) = (Int128(rate.count) * 1_000_000_000)
      .quotientAndRemainder(dividingBy: Int128(rate.per.nanoseconds))
    guard rest == 0, (1...Int128(Self.fastestMove)).contains(perSecond) else {
      throw InputError(
        "the rate of a redrive is \(document.scalarText ?? "")",
        remedy: "AWS takes whole messages in a second, from 1/s to \(Self.fastestMove)/s",
        at: document.place)
    }
    return .redrive(to: target, perSecond: Int64(perSecond))
  }

  private mutating func replay(
    of archive: String, at moment: Instant, _ map: DocumentMap, _ document: Document
  ) throws(InputError) -> Order {
    try check(map, knowing: ["from", "to", "rules"], .replay)
    guard let to = map["to"] else {
      throw InputError(
        "this replay does not say which events it sends",
        remedy: "for example from: 0 min, to: 10 min", at: document.place)
    }
    let begin = Instant.start + (try map["from"]?.duration() ?? .zero)
    let end = Instant.start + (try to.duration())
    guard begin < end else {
      throw InputError(
        "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.",
        remedy: "give a to after from", at: to.place)
    }
    if moment < end + Self.settling {
      notes.append(
        Note(
          at: to.place,
          "the replay of \(archive) begins less than 10 min after its last events: AWS advises to "
            + "wait so long, as events reach an archive late, and those that did not are missing"))
    }
    return .replay(from: begin, to: end, rules: try rules(map["rules"]))
  }

  private func rules(_ document: Document?) throws(InputError) -> [String]? {
    guard let document else { return nil }
    guard let list = document.list else {
      throw InputError(
        "rules are a list, and not \(document.kindName)", remedy: "for example rules: [ToLedger]",
        at: document.place)
    }
    var labels: [String] = []
    for entry in list { labels.append(try names.label(entry, of: "the action replay")) }
    return labels
  }
}
