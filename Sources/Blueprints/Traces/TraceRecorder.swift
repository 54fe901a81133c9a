import Kernel

/// Follows a sample of the messages of a run, and changes nothing in it.
///
/// Which messages are followed is a function of their names and of the order in which they are
/// sent, and no draw of the model is made for it: runs with and without traces are the same.
public final class TraceRecorder {
  /// Which messages are followed.
  public let sampling: TraceSampling
  /// What is known of the messages that are followed, in the order in which they were sent.
  public private(set) var traces: ContiguousArray<MessageTrace> = []
  /// How many messages clients sent.
  public private(set) var sent: Int64 = 0
  /// How many of them were sampled because few others were sent in their second.
  public private(set) var reserved: Int64 = 0
  /// How many more were sampled by chance.
  public private(set) var drawn: Int64 = 0
  /// How often the sample was thinned to every other message, so as to stay within its capacity.
  public private(set) var thinnings: UInt64 = 0
  /// The slowest, the lost and those that came twice, where the run looks for them.
  public internal(set) var remarkable = RemarkableMessages()

  /// The names of clients by the marks of their messages; looked up, never listed.
  var clients: [Int: String] = [:]
  private let purpose: Purpose
  private let odds: Odds
  /// The place of each message among the traces; looked up, never listed.
  private var places: [UInt64: Int] = [:]
  /// Whether any message is followed whatever the sample says.
  private let wantsSome: Bool
  /// When the present second is over, and how many of its messages are still followed anyway.
  private var secondEnd = Instant.start
  private var left: Int64 = 0
  private var sampled = 0
  /// Those that are followed only because they are wanted, and take no room of the sample.
  private var unsampled: Set<UInt64> = []

  init(_ sampling: TraceSampling, seed: UInt64, replication: UInt32) {
    self.sampling = sampling
    purpose = Purpose(seed: seed, replication: replication, "trace/sample")
    odds = Odds(share: sampling.others)
    wantsSome = !sampling.wanted.isEmpty
  }

  /// Whether a run follows every message in any case, or has to look at every one.
  var concernsAll: Bool { sampling.seeksRemarkable || sampling.others == 1 }

  /// What became of a decision about a message.
  enum Decision {
    /// It is not followed, or was before.
    case ignored
    /// It is followed from now on.
    case added
    /// So is perhaps it, and others no longer are.
    case thinned
  }

  /// Counts a message that is sent now, and says of nearly all that are not followed that they are
  /// not.
  @inline(__always)
  func passesOver(_ root: UInt64, at now: Instant) -> Bool {
    sent &+= 1
    return now < secondEnd && left == 0 && !wantsSome && !isDrawn(root)
  }

  /// Decides whether a message is followed that is sent now and was not passed over.
  ///
  /// - Parameter journey: When its journey began, which may be before others were sent.
  func consider(_ root: UInt64, at now: Instant, on journey: Instant) -> Decision {
    if now >= secondEnd { beginSecond(at: now) }
    return consider(root, on: journey)
  }

  private func beginSecond(at now: Instant) {
    secondEnd = Instant(nanoseconds: (now.nanoseconds / 1_000_000_000 + 1) * 1_000_000_000)
    left = sampling.perSecond
  }

  private func consider(_ root: UInt64, on journey: Instant) -> Decision {
    let isSampled = isSampled(root)
    guard isSampled || sampling.wanted.contains(root), places[root] == nil else { return .ignored }
    places[root] = traces.count
    traces.append(MessageTrace(root: root, journey: journey))
    if isSampled { sampled += 1 } else { unsampled.insert(root) }
    guard sampled > sampling.capacity else { return .added }
    while sampled > sampling.capacity { thin() }
    return .thinned
  }

  private func isSampled(_ root: UInt64) -> Bool {
    if left > 0 {
      left -= 1
      reserved &+= 1
    } else {
      guard isDrawn(root) else { return false }
      drawn &+= 1
    }
    return isKept(root)
  }

  @inline(__always)
  private func isDrawn(_ root: UInt64) -> Bool {
    odds.happens(SplitMix64.mix(purpose.key, root))
  }

  /// Whether a message stays in the sample after so many thinnings.
  private func isKept(_ root: UInt64) -> Bool {
    SplitMix64.mix(root, purpose.key) & (1 << thinnings - 1) == 0
  }

  /// Forgets every other sampled message, by its name.
  private func thin() {
    thinnings += 1
    traces.removeAll { !isKept($0.root) && !sampling.wanted.contains($0.root) }
    places = [:]
    sampled = 0
    for (place, trace) in traces.enumerated() {
      places[trace.root] = place
      if isKept(trace.root), !unsampled.contains(trace.root) { sampled += 1 }
    }
  }

  /// Who sends the messages of a root, by the name of the client.
  public func client(ofRoot root: UInt64) -> String? { clients[Name(root: root).client] }

  /// Takes over what another run of the same messages found.
  public func keep(_ found: RemarkableMessages) { remarkable = found }

  /// Changes what is known of a message, if it is followed.
  func update(_ name: Name, _ change: (inout MessageTrace) -> Void) {
    guard let place = places[name.root] else { return }
    change(&traces[place])
  }
}
