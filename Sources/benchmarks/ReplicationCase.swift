import Foundation
import Scenarios
import Services
import Studies

/// Replications on all cores against the same replications one after another, in one process.
///
/// A shared machine is slow now and fast then, so both ways take turns in short rounds, and each
/// round has a ratio of its own, of which the middle one is told. What else a machine does only
/// ever adds to a time: the least time of each way is the nearest to what the program takes, and
/// their ratio is told beside it.
struct ReplicationCase {
  /// The middle of the ratios of all rounds, between the least and the greatest.
  struct Spread {
    private let sorted: [Double]

    init(_ ratios: [Double]) {
      precondition(!ratios.isEmpty, "no rounds")
      sorted = ratios.sorted()
    }

    var median: Double { sorted[sorted.count / 2] }
    var text: String {
      String(format: "%.2f (%.2f to %.2f)", median, sorted[0], sorted[sorted.count - 1])
    }
  }

  /// How many times as fast all at once are as one after another, by the clock.
  private(set) var speedup: Spread
  /// Processor time of all at once as a multiple of that of one after another: what they cost each
  /// other, whatever else the machine does.
  private(set) var processorRatio: Spread
  /// How many times as fast, by the least time of each way.
  private(set) var leastSpeedup: Double

  /// Runs a design on all cores and on one in so many rounds.
  ///
  /// - Parameter seconds: How much is simulated in each run.
  static func run(_ name: String, seconds: Int, rounds: Int) throws -> ReplicationCase {
    let (scenario, design) = try PipelineCase.load(name, seconds: seconds)
    func measured(_ crew: Crew) throws -> (wall: Double, processor: Double) {
      let before = processorTime()
      let wall = try ContinuousClock().measure {
        _ = try Replications.run(
          scenario, [design], replications: UInt32(replications), catalogue: .aws, by: crew)
      }
      return (wall.nanoseconds / 1e9, processorTime() - before)
    }
    _ = try measured(.whole)
    var (speedups, ratios): ([Double], [Double]) = ([], [])
    var (leastAlone, leastTogether) = (Double.infinity, Double.infinity)
    for round in 0..<rounds {
      // Whichever is first meets other caches and another load, so they change places.
      let first = try measured(round % 2 == 0 ? Crew(1) : .whole)
      let second = try measured(round % 2 == 0 ? .whole : Crew(1))
      let (alone, together) = round % 2 == 0 ? (first, second) : (second, first)
      speedups.append(alone.wall / together.wall)
      ratios.append(together.processor / alone.processor)
      leastAlone = min(leastAlone, alone.wall)
      leastTogether = min(leastTogether, together.wall)
    }
    return ReplicationCase(
      speedup: Spread(speedups), processorRatio: Spread(ratios),
      leastSpeedup: leastAlone / leastTogether)
  }

  /// Sixteen for each core, as a study has many: what is idle while the last one ends is then a few
  /// percent of a round at most.
  static var replications: Int { 16 * Crew.whole.threads }

  /// The time that this process has kept processors busy, the system's work for it included [s].
  private static func processorTime() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { sum, time in
      sum + Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
  }
}
