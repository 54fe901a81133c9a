import Blueprints
import Kernel
import Measures

/// Environments of a function that are started before anybody asks for them, for requests to one
/// version or alias.
///
/// Starting them begins a minute or two after the configuration, which is the begin of the run, and
/// none serves before all are ready. From then on their places are kept back: inside the function's
/// reserved concurrency, or else of the account's. A request that finds none free, or comes when
/// there were ten for each of them in a second, runs on demand.
final class ProvisionedConcurrency {
  /// How far the environments are.
  private enum Phase { case configured, starting, ready }

  /// How many environments are kept.
  let count: Int64
  private let function: UInt32
  private let admission: FunctionAdmission
  private let memory: Int64
  private let isOnArm: Bool
  private let delay: TimeSpan
  private let startTime: TimeSpan
  private var phase = Phase.configured
  private(set) var requests: TokenBucket?
  /// Environments that ran and wait, the one used last at the end.
  private var idle: ContiguousArray<UInt32> = []
  /// Environments that ran at least once.
  private var used: Int64 = 0
  private var busy: Int64 = 0
  /// Megabyte-milliseconds that runs in them took.
  private var billed: Int64 = 0

  let invocations: CountMeasure
  let spillovers: CountMeasure
  let executions: GaugeMeasure
  let utilization: SampleMeasure

  /// Keeps environments of a function ready for the version or alias of a label.
  init(_ count: Int64, of function: Function, label: String, in world: World) {
    precondition(count > 0, "\(label) keeps \(count) environments")
    self.count = count
    self.function = function.number
    admission = function.admission
    memory = function.settings.memory
    isOnArm = function.settings.isOnArm
    let calibration = world.calibration
    delay = DrawnTime(Self.delay, for: "provisioned/\(function.label)", in: world)
      .length(for: Name(root: 0))
    let perMinute = calibration.count(Self.perMinute)
    startTime = TimeSpan(
      nanoseconds: Int64(
        Int128(count) * Int128(TimeSpan.minutes(1).nanoseconds) / Int128(perMinute)))
    let perEnvironment = calibration.count(FunctionParameters.requestsPerEnvironment)
    let (rate, overflow) = count.multipliedReportingOverflow(by: perEnvironment)
    if !overflow { requests = TokenBucket(rate: rate, capacity: rate) }
    invocations = world.count(Self.invocations, at: label)
    spillovers = world.count(Self.spillovers, at: label)
    executions = world.gauge(Self.executions, at: label)
    utilization = world.samples(Self.utilization, at: label)
  }

  /// The run begins: the environments are asked for.
  func start(in world: World) {
    schedule(after: delay, in: world)
  }

  /// The environments begin to start, or all of them are ready.
  func advance(in world: World) {
    switch phase {
    case .configured:
      phase = .starting
      admission.setAside(count)
      schedule(after: startTime, in: world)
    case .starting: phase = .ready
    case .ready: preconditionFailure("node \(function) got ready twice")
    }
  }

  private func schedule(after delay: TimeSpan, in world: World) {
    world.calendar.schedule(
      Event(node: function, kind: Function.Kind.warm.rawValue), after: delay)
  }

  /// How many more runs could begin in them now.
  var room: Int64 { phase == .ready ? count - busy : 0 }

  /// Takes an environment for a run; nil where the run has to go on demand.
  func take(
    synchronous: Bool, from environments: inout Environments, in world: World
  ) -> UInt32? {
    guard room > 0 else { return nil }
    if synchronous, requests != nil, requests?.take(at: world.now) == false { return nil }
    busy += 1
    invocations.add(1, at: world.now)
    note(at: world.now)
    if let slot = idle.popLast() { return slot }
    used += 1
    return environments.provision(used)
  }

  /// Takes an environment back after a run.
  func putBack(_ slot: UInt32, billed: Int64, in world: World) {
    precondition(busy > 0, "node \(function) got back more than it gave")
    busy -= 1
    self.billed += billed
    idle.append(slot)
    note(at: world.now)
  }

  /// A run that would have taken one went on demand.
  func spilled(at now: Instant) {
    if phase == .ready { spillovers.add(1, at: now) }
  }

  private func note(at now: Instant) {
    executions.set(busy, at: now)
    utilization.record(busy * 100 / count, at: now)
  }

  /// What keeping them costs until a moment, by started five minutes, and what the runs in them
  /// cost.
  func charges(until end: Instant) -> [Charge] {
    let stretch = TimeSpan.minutes(5).nanoseconds
    let stretches = ((end - .start).nanoseconds + stretch - 1) / stretch
    let kept = stretches * (stretch / 1_000_000) * count * memory
    return [
      Charge(price: isOnArm ? Self.keptOnArm : Self.kept, units: kept, isByTime: true),
      Charge(price: isOnArm ? Self.durationOnArm : Self.duration, units: billed),
    ]
  }
}
