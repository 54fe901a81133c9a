import Blueprints
import Documents
import Kernel
import Scenarios
import Synchronization

/// Several runs of designs that differ in their draws alone, side by side.
///
/// All but the first of each design keep their totals, and nothing of their courses over time.
package enum Replications {
  /// What is told of the runs while they go on; called from several threads.
  package struct Watch: Sendable {
    /// Is told how far a run is, by its number: all designs of the first replication, then those
    /// of the next.
    package let progress: @Sendable (UInt32, Instant) -> Void
    /// Is told how many runs there will be in all, before they begin and when more are needed.
    package let planned: @Sendable (Int) -> Void
    /// Is asked whether the runs should end.
    package let isCancelled: @Sendable () -> Bool

    /// A watch; nobody looks where nothing is given.
    package init(
      progress: @escaping @Sendable (UInt32, Instant) -> Void = { _, _ in },
      planned: @escaping @Sendable (Int) -> Void = { _ in },
      isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
      self.progress = progress
      self.planned = planned
      self.isCancelled = isCancelled
    }
  }

  /// The results of all replications of a scenario, in their order, whatever the number of cores.
  ///
  /// There are as many as the scenario says, or as its goals need for its precision.
  ///
  /// - Throws: All errors of the design at once.
  package static func run(
    _ scenario: Scenario, _ design: Design, catalogue: Catalogue, by crew: Crew = .whole,
    watch: Watch = Watch()
  ) throws(InputErrors) -> [RunResult] {
    if let precision = scenario.precision {
      return try run(
        scenario, [design], until: precision, catalogue: catalogue, by: crew, watch: watch)[0]
    }
    return try run(
      scenario, [design], replications: scenario.replications, catalogue: catalogue, by: crew,
      watch: watch)[0]
  }

  /// The results of several designs, each with as many replications, in their order.
  ///
  /// - Throws: All errors of the first design and replication that has any.
  package static func run(
    _ scenario: Scenario, _ designs: [Design], replications: UInt32, catalogue: Catalogue,
    by crew: Crew = .whole, watch: Watch = Watch()
  ) throws(InputErrors) -> [[RunResult]] {
    try run(scenario, designs, 0..<replications, catalogue: catalogue, by: crew, watch: watch)
  }

  /// The results of some replications of several designs, by their numbers.
  static func run(
    _ scenario: Scenario, _ designs: [Design], _ numbers: Range<UInt32>, catalogue: Catalogue,
    by crew: Crew, watch: Watch
  ) throws(InputErrors) -> [[RunResult]] {
    let first = Int(numbers.lowerBound) * designs.count
    let count = designs.count * numbers.count
    let ended = Mutex([RunResult?](repeating: nil, count: count))
    watch.planned(first + count)
    try crew.run(count) { (index) throws(InputErrors) in
      let own = Studies.Watch(
        progress: { watch.progress(UInt32(first + index), $0) }, isCancelled: watch.isCancelled)
      let design = designs[index % designs.count]
      let replication = numbers.lowerBound + UInt32(index / designs.count)
      var result = try Simulation.run(
        scenario, design, replication: replication, catalogue: catalogue, watch: own)
      if replication > 0 { result.forgetCourses(of: scenario, design) }
      ended.withLock { $0[index] = result }
    }
    let results = ended.withLock { $0.compactMap { $0 } }
    return designs.indices.map { design in
      stride(from: design, to: count, by: designs.count).map { results[$0] }
    }
  }
}
