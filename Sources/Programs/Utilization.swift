import Blueprints
import Kernel
import Measures

/// How busy the cores of one machine are, or of several together, as CloudWatch has it: the mean
/// over the machines, however many cores each has.
public final class Utilization {
  /// What is gauged.
  public static let measure = Measure(
    "CPUUtilization", .gauge, in: .percent, role: .concurrency,
    "Share of the cores that is busy, in whole percent.")

  private let level: GaugeMeasure
  private var machines: Int64 = 0
  /// The percents of all machines.
  private var sum: Int64 = 0

  /// That of no machine yet, at the node of a label.
  ///
  /// - Parameter measure: The measure where CloudWatch has no values all the time.
  public init(
    of label: String, as measure: Measure = Utilization.measure, in world: World
  ) {
    level = world.gauge(measure, at: label)
  }

  /// One that reports a measure of its own.
  public init(_ level: GaugeMeasure) { self.level = level }

  /// Counts a machine that idles, or none any more, whose percents were taken out before.
  func change(machines change: Int64, at now: Instant) {
    machines += change
    precondition(machines >= 0, "\(-machines) machines too many were taken out")
    settle(at: now)
  }

  /// Takes in that a machine is by so many percent busier.
  func change(percent change: Int64, at now: Instant) {
    guard change != 0 else { return }
    sum += change
    settle(at: now)
  }

  private func settle(at now: Instant) {
    level.set(machines > 0 ? (sum + machines / 2) / machines : 0, at: now)
  }
}
