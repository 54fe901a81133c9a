import Blueprints

extension Function {
  func remarks(in world: World) -> [String] {
    snapshotAdvice + loopAdvice(in: world) + BusAdvice(for: self, in: world).sentences
  }

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
    guard !way.isEmpty else { return uncountedLoopAdvice(in: world) }
    let path = Self.path(of: way, in: world)
    guard settings.recursiveLoop == "Terminate" else {
      return ["\(label) can call itself without end: \(path)"]
    }
    let limit = world.calibration.count(FunctionParameters.recursionLimit)
    return limit == .max
      ? ["\(label) can call itself without end: \(path)"]
      : ["\(label) can call itself, and is stopped after \(limit) runs in one chain: \(path)"]
  }

  /// A way back by a bucket and something that AWS does not count runs across, in a sentence.
  ///
  /// Other ways of that sort are left alone: where events go on from a bus, their kinds differ.
  private func uncountedLoopAdvice(in world: World) -> [String] {
    let way = RecursionGuard.wayBack(to: self, everywhere: true, in: world)
    guard way.contains(where: { world.node(labelled: $0) is Bucket }) else { return [] }
    return ["\(label) can call itself without end: \(Self.path(of: way, in: world))"]
  }

  /// The labels of a way; one through a bucket is closed by some keys alone.
  private static func path(of way: [String], in world: World) -> String {
    let path = way.joined(separator: " → ")
    let hasBucket = way.contains { world.node(labelled: $0) is Bucket }
    return hasBucket ? path + ", for each key that the bucket tells of" : path
  }
}
