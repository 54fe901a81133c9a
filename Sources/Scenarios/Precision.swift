/// How well the figures of goals are to be known before a run is repeated no more.
package struct Precision: Equatable, Sendable {
  /// What is asked for where nobody says it, and how often it is run at most.
  package static let usual = Precision(share: 0.05, most: 1_000)
  /// The least that may be allowed: the first look takes ten.
  package static let leastMost: Int64 = 10
  /// The most that may be allowed.
  package static let greatestMost: Int64 = 10_000

  /// How far off a figure may be, as a share of it: 0.05.
  package let share: Double
  /// How many replications are made at most.
  package let most: UInt32

  /// A precision with a most number of replications.
  package init(share: Double, most: UInt32) {
    self.share = share
    self.most = most
  }
}
