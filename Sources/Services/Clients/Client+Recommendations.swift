import Blueprints
import Measures
import Programs

extension Client {
  func recommendations(in world: World) -> [Advice] {
    guard let target = targetLabel else { return [] }
    let isBounded = !budgets.isEmpty || retries.failedCost > 0
    return [
      RetryAdvice.jitter(retries, to: target, retries: retried.total),
      isBounded
        ? nil : RetryAdvice.budget(retried.total, of: sends.total, to: target),
    ].compactMap { $0 }
  }
}
