import Kernel
import Measures

extension Parameter {
  /// Which values a scenario may give.
  public enum Range: Sendable {
    /// Lengths of time; of a drawn one the median. Some may also be `unlimited`.
    case lengths(ClosedRange<TimeSpan>, orUnlimited: Bool = false)
    /// Whole numbers; some may also be `unlimited`.
    case counts(ClosedRange<Int64>, orUnlimited: Bool = false)
    /// Real numbers.
    case reals(ClosedRange<Double>)
    /// Shares of a whole: 0 to 1.
    case shares
    /// Yes or no.
    case flags

    /// Any length of time up to ten years.
    public static let anyLength = Range.lengths(.zero ... .days(3_650))
    /// A quota or a rate, of which there is at least one.
    public static let limit = Range.counts(1...1_000_000_000, orUnlimited: true)

    /// Whether a scenario may write `unlimited`.
    public var hasUnlimited: Bool {
      switch self {
      case .lengths(_, let unlimited), .counts(_, let unlimited): unlimited
      case .reals, .shares, .flags: false
      }
    }

    /// Whether a value lies in it.
    public func contains(_ value: Value) -> Bool {
      switch (self, value) {
      case (.lengths(let range, _), .span(let span)):
        range.contains(span) || hasUnlimited && span == .forever
      case (.lengths(let range, _), .time(let law)):
        range.contains(TimeSpan(rounding: law.quantile(0.5)))
      case (.counts(let range, _), .count(let count)):
        range.contains(count) || hasUnlimited && count == .max
      case (.reals(let range), .real(let real)): range.contains(real)
      case (.shares, .real(let real)): (0...1).contains(real)
      case (.flags, .flag): true
      default: false
      }
    }

    /// What can be chosen, as an error says it: `from 0 to 1`.
    public var words: String {
      let bounds =
        switch self {
        case .lengths(let range, _):
          "from \(TimeText.text(range.lowerBound)) to \(TimeText.text(range.upperBound))"
        case .counts(let range, _):
          "from \(NumberText.grouped(range.lowerBound)) to \(NumberText.grouped(range.upperBound))"
        case .reals(let range):
          "from \(NumberText.real(range.lowerBound)) to \(NumberText.real(range.upperBound))"
        case .shares: "from 0 to 1"
        case .flags: "true or false"
        }
      return hasUnlimited ? "\(bounds), or unlimited" : bounds
    }
  }
}
