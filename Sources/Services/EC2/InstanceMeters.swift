import Blueprints
import Kernel
import Measures

/// The instruments of instances beside those of any fleet.
final class InstanceMeters {
  private static let checks = [
    Measure(
      "StatusCheckFailed", .gauge, in: .count, role: .concurrency,
      "Whether a status check of a running instance fails: 1, else 0."),
    Measure(
      "StatusCheckFailed_Instance", .gauge, in: .count, role: .concurrency,
      "Whether the operating system fails its check: never here, as only hosts fail."),
    Measure(
      "StatusCheckFailed_System", .gauge, in: .count, role: .concurrency,
      "Whether the host of a running instance fails its check."),
  ].map { $0.present(.with(Fleet.running.name)) }

  private static let balance = Measure(
    "CPUCreditBalance", .gauge, in: .count, role: .concurrency,
    "CPU credits that are left, whole ones, of all instances together.")
  private static let surplus = Measure(
    "CPUSurplusCreditBalance", .gauge, in: .count, role: .concurrency,
    "CPU credits that unlimited instances owe, whole ones.")
  private static let charged = Measure(
    "CPUSurplusCreditsCharged", .gauge, in: .count, role: .concurrency,
    "CPU credits that were charged, whole ones.")
  private static let credits = [balance, surplus, charged].map {
    $0.present(.with(Fleet.running.name))
  }

  /// All that instances measure, those of their fleet included.
  static let measures = Fleet.measures + checks + credits

  /// Whether a measure is one of status checks, which have a value each minute.
  static func areChecks(_ name: String) -> Bool { checks.contains { $0.name == name } }
  /// Whether a measure is one of credits, which have a value each five minutes.
  static func areCredits(_ name: String) -> Bool { credits.contains { $0.name == name } }

  private let failed: [GaugeMeasure]
  private var credits: [GaugeMeasure] = []

  init(of label: String, in world: World) {
    failed = Self.checks.map { world.gauge($0, at: label) }
  }

  /// Adds the measures of burstable instances.
  func addCredits(of label: String, in world: World) {
    credits = Self.credits.map { world.gauge($0, at: label) }
  }

  /// The host of the instances fails its check, or passes it again.
  func impaired(_ fails: Bool, at now: Instant) {
    failed[0].set(fails ? 1 : 0, at: now)
    failed[2].set(fails ? 1 : 0, at: now)
  }

  /// So many credits are left, owed, and charged in thousandths.
  func credits(balance: Double, surplus: Double, charged: Int64, at now: Instant) {
    guard !credits.isEmpty else { return }
    // A credit that only rounding keeps from being whole is one.
    credits[0].set(Int64(balance + 1e-6), at: now)
    credits[1].set(Int64(surplus + 1e-6), at: now)
    credits[2].set(charged / 1_000, at: now)
  }
}
