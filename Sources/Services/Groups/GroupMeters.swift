import Blueprints
import Kernel
import Measures

/// What a group counts, under the names of its service.
struct GroupMeasures {
  let desired: Measure
  let inService: Measure
  let pending: Measure
  let terminating: Measure
  let launches: Measure
  let terminations: Measure
  let replacements: Measure

  /// All of them.
  var all: [Measure] {
    [desired, inService, pending, terminating, launches, terminations, replacements]
  }
}

/// The instruments of a group.
struct GroupMeters {
  let launches: CountMeasure
  let terminations: CountMeasure
  let replacements: CountMeasure
  let desired: GaugeMeasure
  private let inService: GaugeMeasure
  private let pending: GaugeMeasure
  private let terminating: GaugeMeasure

  init(_ measures: GroupMeasures, of label: String, in world: World) {
    desired = world.gauge(measures.desired, at: label)
    inService = world.gauge(measures.inService, at: label)
    pending = world.gauge(measures.pending, at: label)
    terminating = world.gauge(measures.terminating, at: label)
    launches = world.count(measures.launches, at: label)
    terminations = world.count(measures.terminations, at: label)
    replacements = world.count(measures.replacements, at: label)
  }

  /// Writes down how many machines there are.
  func show(_ members: ContiguousArray<GroupMember>, desired wanted: Int64, at now: Instant) {
    var counts = (inService: Int64(0), terminating: Int64(0))
    for member in members {
      if member.stage == .inService { counts.inService += 1 }
      if !member.stage.isCounted { counts.terminating += 1 }
    }
    desired.set(wanted, at: now)
    inService.set(counts.inService, at: now)
    terminating.set(counts.terminating, at: now)
    pending.set(Int64(members.count) - counts.inService - counts.terminating, at: now)
  }
}
