import Kernel

/// A length of time that is drawn for each message: how it varies, and for which purpose.
///
/// What does not vary costs no draw.
public final class DrawnTime {
  private let distribution: Distribution
  private let purpose: Purpose
  private let isFixed: Bool
  private let fixed: TimeSpan
  /// Most latencies are lognormal; those are drawn without asking which distribution it is.
  private let lognormal: LognormalDistribution?

  /// A length of time [ns], drawn for a role: `delivery/ProcessOrder`.
  public init(_ distribution: Distribution, for role: String, in world: World) {
    self.distribution = distribution
    purpose = world.purpose(role)
    if case .lognormal(let law) = distribution { lognormal = law } else { lognormal = nil }
    if case .constant(let value) = distribution {
      isFixed = true
      fixed = TimeSpan(rounding: value)
    } else {
      isFixed = false
      fixed = .zero
    }
  }

  /// A length of time that the calibration holds.
  public convenience init(_ parameter: Parameter, for role: String, in world: World) {
    self.init(world.calibration.time(parameter), for: role, in: world)
  }

  /// Whether it is always nothing at all.
  public var isZero: Bool { isFixed && fixed == .zero }

  /// The length for a message, for the n-th time.
  public func length(for name: Name, _ n: UInt32 = 0) -> TimeSpan {
    if isFixed { return fixed }
    let word = purpose.word(for: name, n)
    guard let lognormal else { return distribution.timeSpan(at: word) }
    return TimeSpan(rounding: lognormal.value(at: word))
  }

  /// The length for a message where everything takes so many times as long.
  public func length(for name: Name, _ n: UInt32 = 0, slowedBy factor: Double) -> TimeSpan {
    let length = length(for: name, n)
    return factor == 1 ? length : TimeSpan(rounding: Double(length.nanoseconds) * factor)
  }
}
