import Kernel
import Measures

/// A declared measure of one node with the thing that keeps it.
public struct Instrument {
  /// What keeps the values.
  public enum Keeper {
    case count(CountMeasure)
    case gauge(GaugeMeasure)
    case samples(SampleMeasure)

    /// The intervals of its course; nil where it keeps none.
    public var grid: IntervalGrid? {
      switch self {
      case .count(let count): count.series?.grid
      case .gauge(let gauge): gauge.series?.grid
      case .samples(let samples): samples.series?.grid
      }
    }

    /// Lets go of everything but the totals.
    public func forgetCourse() {
      switch self {
      case .count(let count): count.forgetCourse()
      case .gauge(let gauge): gauge.forgetCourse()
      case .samples(let samples): samples.forgetCourse()
      }
    }
  }

  /// What is measured.
  public let measure: Measure
  /// The node's label.
  public let label: String
  /// What tells several of one measure at one node apart, as the client that a latency counts from;
  /// else empty.
  public let detail: String
  /// Where the values are.
  public let keeper: Keeper

  /// Closes the intervals that are over.
  func settle(at now: Instant) {
    switch keeper {
    case .count(let count): count.settle(at: now)
    case .gauge(let gauge): gauge.settle(at: now)
    case .samples(let samples): samples.settle(at: now)
    }
  }
}

extension World {
  /// The instrument of a measure that counts.
  public func count(_ measure: Measure, at label: String, detail: String = "") -> CountMeasure {
    precondition(measure.shape == .count, "\(measure.name) is not a count")
    let keeper = CountMeasure(tracking)
    register(Instrument(measure: measure, label: label, detail: detail, keeper: .count(keeper)))
    return keeper
  }

  /// Forgets what every instrument took in so far: the warm-up is over.
  public func restartInstruments() {
    for instrument in instruments {
      switch instrument.keeper {
      case .count(let keeper): keeper.restart(at: now)
      case .gauge(let keeper): keeper.restart(at: now)
      case .samples(let keeper): keeper.restart(at: now)
      }
    }
    for edge in edges { edge.restart(at: now) }
  }

  /// Closes the last interval of every series.
  func finishInstruments() {
    for instrument in instruments {
      switch instrument.keeper {
      case .count(let keeper): keeper.finish(at: now)
      case .gauge(let keeper): keeper.finish(at: now)
      case .samples(let keeper): keeper.finish(at: now)
      }
    }
    for edge in edges { edge.finish(at: now) }
  }

  /// The instrument of a level.
  public func gauge(_ measure: Measure, at label: String, detail: String = "") -> GaugeMeasure {
    precondition(measure.shape == .gauge, "\(measure.name) is not a gauge")
    let keeper = GaugeMeasure(tracking)
    register(Instrument(measure: measure, label: label, detail: detail, keeper: .gauge(keeper)))
    return keeper
  }

  /// The instrument of values.
  public func samples(
    _ measure: Measure, at label: String, detail: String = ""
  ) -> SampleMeasure {
    precondition(measure.shape == .samples, "\(measure.name) does not take samples")
    let keeper = SampleMeasure(tracking)
    register(
      Instrument(measure: measure, label: label, detail: detail, keeper: .samples(keeper)))
    return keeper
  }
}
