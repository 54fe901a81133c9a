import Blueprints
import Kernel
import Measures
import Programs

/// Stops a function that was run too often in one chain of requests.
///
/// A chain is what one event causes: the function sends to a queue, a topic or a function, and that
/// in the end calls the function again. Each event carries how often it ran before. Only functions
/// that can reach themselves are counted; for all others there is no guard.
struct RecursionGuard {
  /// The number under which runs of the function are counted.
  let link: Int
  private let limit: Int64
  private let dropped: CountMeasure

  /// The guard of a function; nil where it needs none, or the template wants none.
  init?(of function: Function, in world: World) {
    let limit = world.calibration.count(FunctionParameters.recursionLimit)
    guard limit != .max, function.settings.recursiveLoop == "Terminate",
      !Self.wayBack(to: function, in: world).isEmpty
    else { return nil }
    self.limit = limit
    link = world.addChainLink()
    dropped = world.count(Function.recursionsDropped, at: function.label)
  }

  /// Whether a run because of an event of a kind is stopped, which is counted.
  func stops(_ kind: UInt16, in world: World) -> Bool {
    guard world.runs(of: link, before: kind) >= limit else { return false }
    dropped.add(1, at: world.now)
    return true
  }

  /// Whether a run with a batch is stopped: one message at the end of its chain is enough.
  func stops(_ batch: Batch, in world: World) -> Bool {
    var entry = batch.first
    while entry != .max {
      if stops(world.messages[world.batches[entry].message].kind, in: world) { return true }
      entry = world.batches[entry].next
    }
    return false
  }

  // MARK: Ways

  /// The labels on the shortest way from a function back to itself; empty where there is none.
  ///
  /// AWS follows events through queues, topics, buckets and functions, and nothing else.
  ///
  /// - Parameter everywhere: Whether ways count that AWS does not follow.
  static func wayBack(
    to function: Function, everywhere: Bool = false, in world: World
  ) -> [String] {
    var ways = [[function.label]]
    var seen: [String] = []
    var next = 0
    while next < ways.count {
      let way = ways[next]
      next += 1
      let ends = ends(of: way[way.count - 1], everywhere: everywhere, in: world)
      for label in ends where !seen.contains(label) {
        if label == function.label { return way + [label] }
        seen.append(label)
        ways.append(way + [label])
      }
    }
    return []
  }

  /// What may get an event next from a queue, a topic, a bucket or a function.
  static func ends(
    of label: String, everywhere: Bool = false, in world: World
  ) -> [String] {
    guard let node = world.node(labelled: label) else { return [] }
    if let qualifier = node as? FunctionQualifier { return [qualifier.functionLabel] }
    guard everywhere || node is Function || node is Queue || node is Topic || node is Bucket else {
      return []
    }
    let edges = world.edges.filter { $0.from == label && !onlyReads($0, node, in: world) }
    return edges.flatMap { $0.ends }
  }

  /// Whether the code of a function uses an edge to a bucket and changes no object by it.
  private static func onlyReads(_ edge: Edge, _ node: any Node, in world: World) -> Bool {
    guard let function = node as? Function, world.node(labelled: edge.to) is Bucket else {
      return false
    }
    let inlets = function.runner.program.inlets(along: edge)
    return !inlets.isEmpty
      && inlets.allSatisfy { Bucket.Action(rawValue: $0)?.change(marksDeletions: false) == nil }
  }
}
