import Kernel

/// By what a group chooses the instance that it takes away.
///
/// Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/
/// ec2-auto-scaling-termination-policies.html.
enum TerminationPolicy: String, CaseIterable {
  case standard = "Default"
  case oldestInstance = "OldestInstance"
  case newestInstance = "NewestInstance"
  case oldestLaunchConfiguration = "OldestLaunchConfiguration"
  case oldestLaunchTemplate = "OldestLaunchTemplate"
  case closestToNextInstanceHour = "ClosestToNextInstanceHour"
  case allocationStrategy = "AllocationStrategy"

  private static let hour = TimeSpan.hours(1).nanoseconds

  /// The instance that goes first: of the zone that has the most, by the first policy that tells
  /// instances apart, and at last by lot; nil where all are protected.
  ///
  /// - Parameter lot: Chooses one of so many.
  static func victim(
    among candidates: [Candidate], by policies: [TerminationPolicy], at now: Instant,
    lot: (Int) -> Int
  ) -> Candidate? {
    var rest = inFullestZone(candidates)
    for policy in policies where rest.count > 1 { rest = policy.choice(among: rest, at: now) }
    guard rest.count > 1 else { return rest.first }
    return rest[lot(rest.count)]
  }

  /// Those that may go in the zones that have the most instances, protected ones included.
  static func inFullestZone(_ candidates: [Candidate]) -> [Candidate] {
    let free = candidates.filter { !$0.isProtected }
    var population = ContiguousArray(
      repeating: 0, count: 1 + (candidates.map { $0.zone }.max() ?? 0))
    for candidate in candidates { population[candidate.zone] += 1 }
    let most = free.map { population[$0.zone] }.max()
    return free.filter { population[$0.zone] == most }
  }

  /// Those that a policy finds equally good to go.
  private func choice(among candidates: [Candidate], at now: Instant) -> [Candidate] {
    switch self {
    case .standard:
      let oldest = Self.oldestLaunchTemplate.choice(among: candidates, at: now)
      return Self.closestToNextInstanceHour.choice(among: oldest, at: now)
    case .oldestInstance: return Self.least(candidates) { $0.launched }
    case .newestInstance:
      let newest = candidates.map { $0.launched }.max()
      return candidates.filter { $0.launched == newest }
    case .oldestLaunchTemplate: return Self.least(candidates) { $0.version }
    case .closestToNextInstanceHour:
      return Self.least(candidates) { candidate in
        let age = (now - candidate.launched).nanoseconds
        return Self.hour - age % Self.hour
      }
    // Instances of launch configurations, and those of several purchase options, are not modelled.
    case .oldestLaunchConfiguration, .allocationStrategy: return candidates
    }
  }

  private static func least<Key: Comparable>(
    _ candidates: [Candidate], _ key: (Candidate) -> Key
  ) -> [Candidate] {
    let least = candidates.map(key).min()
    return candidates.filter { key($0) == least }
  }
}
