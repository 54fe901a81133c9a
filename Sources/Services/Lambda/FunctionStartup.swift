import Blueprints
import Kernel

/// How long a new environment takes, and how long it lives.
struct FunctionStartup {
  /// How long an environment waits for its next run.
  let idleLife: TimeSpan
  private let isMeasured: Bool
  private let initDuration: DrawnTime
  private let overhead: DrawnTime
  private let life: DrawnTime

  init(_ settings: FunctionSettings, label: String, in world: World) {
    let calibration = world.calibration
    idleLife = calibration.span(FunctionParameters.idleLife)
    isMeasured = calibration.flag(FunctionParameters.coldStart)
    overhead = DrawnTime(
      FunctionParameters.startOverhead, for: "startOverhead/\(label)", in: world)
    life = DrawnTime(FunctionParameters.life, for: "life/\(label)", in: world)
    let measured = InitDurations.distribution(
      runtime: settings.runtime, image: settings.packageType == "Image",
      arm: settings.isOnArm)
    initDuration = DrawnTime(measured, for: "init/\(label)", in: world)
  }

  /// The start of the n-th environment; one that broke starts again inside its next run's own time.
  func coldStart(_ ordinal: UInt64, broken: Bool) -> ColdStart {
    guard isMeasured else { return .none }
    let name = Name(root: ordinal, lineage: 0)
    let start = initDuration.length(for: name, broken ? 1 : 0)
    guard !broken else { return ColdStart(billed: start, waited: start) }
    return ColdStart(billed: start, waited: start + overhead.length(for: name))
  }

  /// When the n-th environment is retired.
  func retirement(_ ordinal: UInt64, at now: Instant) -> Instant {
    now + life.length(for: Name(root: ordinal, lineage: 0))
  }
}

/// What a cold start costs and how long it is waited for.
struct ColdStart {
  /// The init phase, which is billed.
  var billed: TimeSpan
  /// The time until the code can begin.
  var waited: TimeSpan

  /// The environment was warm.
  static let none = ColdStart(billed: .zero, waited: .zero)
}
