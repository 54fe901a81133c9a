import Blueprints
import Kernel
import Measures

extension Queue {
  /// Writes down how old the oldest message has become, before another one takes its place.
  ///
  /// Between two changes the age rises with the clock. So its value at the change and at each step
  /// of the series before is all there is to know, and nothing has to be scheduled for it. A
  /// message that was set aside here counts from then, not from its sending.
  func observeAge(in world: World) {
    guard seniority.oldest != .max else { return }
    let oldest = seniority.oldest
    let begin = adoptions[oldest]?.moment ?? world.messages[oldest].sent
    let step = world.samplingInterval
    var seen = Instant(
      nanoseconds: (ageSeen.nanoseconds / step.nanoseconds + 1) * step.nanoseconds)
    while seen < world.now {
      if seen >= begin { age.record((seen - begin).nanoseconds, at: seen) }
      seen = seen + step
    }
    age.record((world.now - begin).nanoseconds, at: world.now)
    ageSeen = world.now
  }

  func finish(in world: World) {
    observeAge(in: world)
    deadLettering?.settle(at: world.now, in: world.episodes)
  }
}
