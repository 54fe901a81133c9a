import Blueprints

extension Function {
  func advice(in world: World) -> [String] { snapshotAdvice + loopAdvice(in: world) }

  /// What is not known of snapshots.
  private var snapshotAdvice: [String] {
    guard settings.restores, let runtime = settings.runtime else { return [] }
    return runtime.hasPrefix("java")
      ? []
      : [
        "restoring snapshots of \(runtime) was not measured, and its price is not known: \(label) "
          + "takes the time of java21, and the cost leaves them out"
      ]
  }

  /// Whether the function lets itself be called because of a call of its own, in a sentence.
  private func loopAdvice(in world: World) -> [String] {
    let way = RecursionGuard.wayBack(to: self, in: world)
    guard !way.isEmpty else { return [] }
    let path = way.joined(separator: " → ")
    guard settings.recursiveLoop == "Terminate" else {
      return ["\(label) can call itself without end: \(path)"]
    }
    let limit = world.calibration.count(FunctionParameters.recursionLimit)
    return limit == .max
      ? ["\(label) can call itself without end: \(path)"]
      : ["\(label) can call itself, and is stopped after \(limit) runs in one chain: \(path)"]
  }
}
