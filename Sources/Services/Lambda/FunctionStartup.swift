import Blueprints
import Documents
import Kernel

/// How long a new environment takes, and how long it lives.
struct FunctionStartup {
  /// How long an environment waits for its next run.
  let idleLife: TimeSpan
  /// Whether published versions are restored from a snapshot.
  let restores: Bool
  private let isMeasured: Bool
  private let measured: DrawnTime
  /// What the scenario says of the init phase, in place of the measured figures.
  var told: DrawnTime?
  private let restore: DrawnTime
  private let initLimit: TimeSpan
  private let overhead: DrawnTime
  private let life: DrawnTime

  init(_ settings: FunctionSettings, label: String, in world: World) {
    let calibration = world.calibration
    idleLife = calibration.span(FunctionParameters.idleLife)
    restores = settings.restores
    isMeasured = calibration.flag(FunctionParameters.coldStart)
    initLimit = calibration.span(FunctionParameters.initLimit)
    overhead = DrawnTime(
      FunctionParameters.startOverhead, for: "startOverhead/\(label)", in: world)
    life = DrawnTime(FunctionParameters.life, for: "life/\(label)", in: world)
    restore = DrawnTime(FunctionParameters.restore, for: "restore/\(label)", in: world)
    let law = InitDurations.distribution(
      runtime: settings.runtime, image: settings.packageType == "Image", arm: settings.isOnArm)
    measured = DrawnTime(law, for: "init/\(label)", in: world)
  }

  /// The start of an environment before its run; where it broke, inside the run.
  ///
  /// - Parameters:
  ///   - ordinal: Which environment of the function it is.
  ///   - restart: How often it was started before: 0 for a new one.
  ///   - published: Whether the request is for a published version.
  func coldStart(_ ordinal: UInt64, restart: UInt32, published: Bool) -> ColdStart {
    guard isMeasured || told != nil else { return .none }
    let name = Name(root: ordinal, lineage: 0)
    if restart > 0 { return ColdStart(suppressed: length(name, restart, published: published)) }
    let wait = overhead.length(for: name)
    let start = length(name, 0, published: published)
    if restores, published { return ColdStart(waited: start + wait, restored: start) }
    guard start <= initLimit else {
      return ColdStart(
        initialised: initLimit, waited: initLimit + wait,
        suppressed: length(name, 1, published: published))
    }
    return ColdStart(initialised: start, waited: start + wait)
  }

  private func length(_ name: Name, _ restart: UInt32, published: Bool) -> TimeSpan {
    if restores, published { return restore.length(for: name, restart) }
    return (told ?? measured).length(for: name, restart)
  }

  /// When the n-th environment is retired.
  func retirement(_ ordinal: UInt64, at now: Instant) -> Instant {
    now + life.length(for: Name(root: ordinal, lineage: 0))
  }
}

/// What a cold start costs and how long it is waited for.
struct ColdStart {
  /// The init phase, which is billed.
  var initialised = TimeSpan.zero
  /// The time until the code can begin.
  var waited = TimeSpan.zero
  /// The init phase that is done inside the run, as part of its duration.
  var suppressed = TimeSpan.zero
  /// The time that a snapshot took to be restored; only its hooks would be billed.
  var restored = TimeSpan.zero

  /// The environment was warm.
  static let none = ColdStart()
}
