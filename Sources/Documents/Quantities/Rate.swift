import Kernel

/// How often something happens: a whole number of times in a length of time, in lowest terms.
public struct Rate: Sendable, Hashable {
  /// How often it happens in `per`.
  public let count: Int64
  /// The length of time that `count` refers to, longer than zero.
  public let per: TimeSpan

  /// A rate from 0 up.
  public init(count: Int64, per: TimeSpan) {
    precondition(count >= 0 && per > .zero, "\(count) per \(per.nanoseconds) ns is no rate")
    var (a, b) = (count, per.nanoseconds)
    while b != 0 { (a, b) = (b, a % b) }
    self.count = count / a
    self.per = TimeSpan(nanoseconds: per.nanoseconds / a)
  }

  /// Times a second; rounded where that is no exact double.
  public var perSecond: Double {
    Double(Int128(count) * 1_000_000_000) / Double(per.nanoseconds)
  }
}
