import Blueprints
import Kernel
import Measures

extension Queue {
  /// Writes down how old the oldest message is, at the ends of intervals and before another one
  /// takes its place.
  ///
  /// Between two changes the age rises with the clock, so that is all there is to know. A message
  /// that was set aside here counts from then, not from its sending.
  func observeAge(at moment: Instant, in world: World) {
    guard seniority.oldest != .max else { return }
    let oldest = seniority.oldest
    let begin = adoptions[oldest]?.moment ?? world.messages[oldest].sent
    age.record((moment - begin).nanoseconds, at: moment)
  }

  func look(at boundary: Instant, in world: World) {
    observeAge(at: boundary, in: world)
    fair?.look(at: boundary)
  }

  func finish(in world: World) {
    observeAge(at: world.now, in: world)
    deadLettering?.settle(at: world.now, in: world.episodes)
    upkeep?.finish()
  }
}
