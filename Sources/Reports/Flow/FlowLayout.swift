/// Where the bars of a ledger's flow stand, and how high they are [px].
struct FlowLayout {
  /// How high the greatest bar is.
  private static let most = 44.0
  /// No row of clients or ends is lower, so that its name fits.
  private static let least = 17.0
  /// The room above a wire's bar for its name.
  private static let line = 17.0
  private static let rowGap = 6.0
  private static let top = 12.0
  /// Where bars begin: clients, the first wires, and how far further those that these lead to.
  private static let (client, firstWire, step) = (122.0, 190.0, 54.0)
  /// The room for the name of the last wire, and for that of an end.
  private static let (wireName, endName) = (300.0, 200.0)

  /// Where the bars of the wires begin, one below the other.
  private(set) var wireTops: [Double] = []
  /// Where those of the ends begin, in the middle of the height that the wires take.
  private(set) var endTops: [Double] = []
  /// Where those of the clients begin, each beside its first wire if there is room.
  private(set) var sourceTops: [Double] = []
  /// Where the lowest ends.
  private(set) var bottom = 0.0
  /// How far right the bars of the wires stand.
  let wireColumns: [Double]
  /// How far right those of the ends do.
  let endColumn: Double
  private let greatest: Int64

  /// How far right the bars of the clients stand.
  var clientColumn: Double { Self.client }
  /// How wide all of it is.
  var width: Double { endColumn + Self.endName }

  init(_ flow: LedgerFlow) {
    let depths = flow.depths
    wireColumns = depths.map { Self.firstWire + Double($0) * Self.step }
    endColumn = (wireColumns.max() ?? Self.firstWire) + Self.wireName
    let entered = flow.wires.map { $0.entered }
    let meant = flow.sources.map { $0.meant }
    let ended = flow.ends.map { flow.remaining($0) }
    greatest = (entered + meant).max() ?? 1
    var next = Self.top
    for count in entered {
      wireTops.append(next + Self.line)
      next += Self.line + max(height(count), 3) + Self.rowGap
    }
    let own = tops(ended)
    let room = max((bottom(wireTops, entered) - bottom(own, ended)) / 2, 0)
    endTops = own.map { $0 + room }
    var least = Self.top
    for source in flow.sources {
      let top = max(source.branches.first.map { wireTops[$0.wire] } ?? least, least)
      least = top + max(height(source.meant), 2 * Self.least) + Self.rowGap
      sourceTops.append(top)
    }
    bottom = max(
      bottom(wireTops, entered), bottom(endTops, ended), bottom(sourceTops, meant))
  }

  /// How high a bar of so many copies is.
  func height(_ count: Int64) -> Double { Double(count) / Double(greatest) * Self.most }

  private func tops(_ counts: [Int64]) -> [Double] {
    var next = Self.top
    return counts.map { count in
      let room = max(height(count), Self.least)
      defer { next += room + Self.rowGap }
      return next + (room - height(count)) / 2
    }
  }

  private func bottom(_ tops: [Double], _ counts: [Int64]) -> Double {
    zip(tops, counts).map { $0 + height($1) }.max() ?? 0
  }
}
