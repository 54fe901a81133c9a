import Kernel

/// A number that no template holds: a latency, a quota, a share.
public struct Parameter: Sendable {
  /// What a parameter can be.
  public enum Value: Sendable {
    /// A length of time that is drawn [ns].
    case time(Distribution)
    /// A fixed length of time.
    case span(TimeSpan)
    /// A whole number.
    case count(Int64)
    /// A real number, as a factor or a share of 1.
    case real(Double)
    /// A yes or no.
    case flag(Bool)
  }

  /// What one calibration holds for it.
  public struct Entry: Sendable {
    /// The calibration's name.
    public let calibration: String
    /// Its value there.
    public let value: Value
    /// Where that was read.
    public let source: Source
  }

  /// The name that `explain` prints and a scenario sets: `sns.delivery`.
  public let name: String
  /// What it means, in one sentence.
  public let summary: String
  /// Which values a scenario may give it.
  public let range: Range
  /// Its values; the first is that of `aws-2026`, which every other calibration falls back to.
  public private(set) var entries: [Entry]

  /// A parameter with its value in `aws-2026`.
  public init(
    _ name: String, _ value: Value, in range: Range, _ summary: String, source: Source
  ) {
    self.name = name
    self.range = range
    self.summary = summary
    entries = [Entry(calibration: Calibration.standard, value: value, source: source)]
  }

  /// The same parameter with another value under a calibration.
  public func under(_ calibration: String, _ value: Value, source: Source) -> Parameter {
    var copy = self
    copy.entries.append(Entry(calibration: calibration, value: value, source: source))
    return copy
  }

  /// The same parameter with what it is in a queueing system that theory can predict.
  public func ideally(_ value: Value) -> Parameter {
    under("ideal", value, source: .definition("`ideal` leaves queueing alone"))
  }

  /// The value that a calibration holds, its own or that of `aws-2026`.
  public func entry(in calibration: String) -> Entry {
    entries.first { $0.calibration == calibration } ?? entries[0]
  }
}
