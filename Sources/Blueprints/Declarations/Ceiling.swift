import Measures

/// A bound of a node in one run, and how near the run came to it.
public struct Ceiling: Equatable, Sendable {
  /// The name of the bound: that of its `Limit`, or of the setting that draws it.
  public let name: String
  /// The bound at the end of the run, in the unit of what it bounds; above zero.
  public let level: Int64
  /// The greatest use, in the same unit; in bursts it may lie above the level.
  public let peak: Int64
  /// The unit of both.
  public let unit: UnitOfMeasure
  /// The measure of the node whose course runs below it, with its detail; nil where none does.
  public let measure: String?
  /// What tells several of that measure apart; else empty.
  public let detail: String
  /// Whether all nodes of the type use it up together, so that each of them tells of the same.
  public var isShared = false
  /// Of what is idle or at work and nothing between, how much of its busiest minute it worked; nil
  /// of all that is used in parts.
  public var busyTime: Double?

  /// The greatest use as a part of the bound.
  public var share: Double { busyTime ?? Double(peak) / Double(level) }

  /// A bound and the greatest use of it.
  public init(
    _ name: String, _ level: Int64, peak: Int64, in unit: UnitOfMeasure, of measure: String? = nil,
    detail: String = ""
  ) {
    precondition(level > 0 && peak >= 0, "\(name) of \(level) was used up to \(peak)")
    self.name = name
    self.level = level
    self.peak = peak
    self.unit = unit
    self.measure = measure
    self.detail = detail
  }
}
