import Kernel
import Measures

/// The course of a measure that somebody reads while the run goes on, as an alarm does: its
/// datapoints by intervals of the calendar.
///
/// Only measures that are asked for keep their intervals; to others it costs nothing.
public final class MeasureFeed {
  /// What is measured.
  public let measure: Measure
  /// The label of the resource.
  public let label: String
  /// What tells the instrument from others of the measure; else empty.
  public var detail: String { instrument.detail }
  /// How long an interval is.
  public let length: TimeSpan
  private let instrument: Instrument
  private let node: any Node
  private var grid: IntervalGrid
  /// How old the day was when the run began.
  private let timeOfDay: TimeSpan
  /// The measure in whose intervals this one has values too.
  private var companion: MeasureFeed?

  /// What an instrument of a node takes in from now on, by intervals of a length that a day holds
  /// a whole number of times.
  fileprivate init(
    _ instrument: Instrument, of node: any Node, every length: TimeSpan, in world: World
  ) {
    self.instrument = instrument
    self.node = node
    self.length = length
    measure = instrument.measure
    label = instrument.label
    timeOfDay = world.almanac.timeOfDay
    let past = timeOfDay.nanoseconds % length.nanoseconds
    grid = IntervalGrid(every: length, after: TimeSpan(nanoseconds: past))
    switch instrument.keeper {
    case .count(let count): count.watch(over: grid)
    case .gauge(let gauge): gauge.watch(over: grid)
    case .samples(let samples): samples.watch(over: grid)
    }
  }

  /// When the open interval ends.
  var end: Instant { grid.end }

  /// Closes the open interval at its end, with what changed by itself.
  func pass(in world: World) {
    let end = grid.end
    node.look(at: end, in: world)
    instrument.settle(at: end)
    _ = grid.advance(to: end)
  }

  /// Keeps the single values too, for percentiles; false where it does not take single values.
  public func keepValues() -> Bool {
    guard case .samples(let samples) = instrument.keeper else { return false }
    if samples.distributions == nil { samples.watchDistributions(over: grid) }
    return true
  }

  /// All that CloudWatch has of the intervals that begin between two moments, the second excluded;
  /// nil where it has nothing.
  public func datapoint(from begin: CalendarMoment, until end: CalendarMoment) -> Datapoint? {
    var merged: Datapoint?
    for index in indices(from: begin, until: end) {
      guard let point = datapoint(at: index) else { continue }
      merged = merged?.merging(point) ?? point
    }
    return merged
  }

  /// The value below or at which a share of those lies that came in the intervals which begin
  /// between two moments, the second excluded; nil where single values are not kept.
  public func percentile(
    _ share: Double, from begin: CalendarMoment, until end: CalendarMoment
  ) -> Double? {
    guard case .samples(let samples) = instrument.keeper, let series = samples.distributions
    else { return nil }
    var merged = Histogram()
    for index in indices(from: begin, until: end) where index < series.cells.count {
      merged.merge(series.cells[index])
    }
    return merged.quantile(share).map { Double($0) / scale }
  }

  private func indices(from begin: CalendarMoment, until end: CalendarMoment) -> Range<Int> {
    let first = (grid.firstEnd - .start - length + timeOfDay).nanoseconds
    let cells = cells.count
    func index(_ moment: CalendarMoment) -> Int {
      let distance = moment.nanoseconds - first
      guard distance > 0 else { return 0 }
      let (whole, rest) = distance.quotientAndRemainder(dividingBy: length.nanoseconds)
      return Int(min(Int64(cells), rest > 0 ? whole + 1 : whole))
    }
    let low = index(begin)
    return low..<max(low, index(end))
  }

  private var cells: ContiguousArray<Cell> {
    switch instrument.keeper {
    case .count(let count): count.watched?.cells ?? []
    case .gauge(let gauge): gauge.watched?.cells ?? []
    case .samples(let samples): samples.watched?.cells ?? []
    }
  }

  /// What CloudWatch has of one interval.
  private func datapoint(at index: Int) -> Datapoint? {
    Datapoint(cells[index], of: measure, beside: companion?.datapoint(at: index))
  }

  /// What one of CloudWatch's units is here.
  private var scale: Double { measure.unitOfConsole }
}

extension World {
  /// Watches a measure of a node by intervals of a length; nil where the node has no such
  /// instrument.
  ///
  /// - Parameter detail: What tells the instrument from others of the measure, as an index.
  public func feed(
    _ name: String, of node: any Node, detail: String = "", every length: TimeSpan
  ) -> MeasureFeed? {
    let found = instruments.first {
      $0.label == node.label && $0.measure.name == name && $0.detail == detail
    }
    guard let instrument = found else { return nil }
    if let feed = feed(of: instrument, every: length) { return feed }
    let feed = MeasureFeed(instrument, of: node, every: length, in: self)
    register(feed)
    if case .with(let other) = instrument.measure.presence {
      feed.follow(self.feed(other, of: node, detail: detail, every: length))
    }
    return feed
  }
}

extension MeasureFeed {
  fileprivate func follow(_ companion: MeasureFeed?) { self.companion = companion }
}
