import Foundation
import Scenarios
import Services
import Studies

/// Replications on all cores against the same replications one after another, in one process.
enum ReplicationCase {
  /// What both ways took, of several turns the fastest.
  struct Figures: Codable {
    var cores: Int
    var replications: Int
    /// Wall time of one after another, and of all at once [s].
    var alone: Double
    var together: Double
    /// How many times as fast all at once are.
    var speedup: Double
    /// Processor time of all at once as a multiple of that of one after another: what they cost
    /// each other, whatever else the machine does.
    var processorRatio: Double
  }

  /// Runs a design so often, in turns: one after another, then all at once.
  static func run(_ name: String, seconds: Int, turns: Int) throws -> Figures {
    let (scenario, design) = try PipelineCase.load(name, seconds: seconds)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let count = 4 * cores
    var (alone, together) = (Double.infinity, Double.infinity)
    var (aloneUse, togetherUse) = (Double.infinity, Double.infinity)
    for _ in 0..<turns {
      let first = try measured {
        for number in 0..<UInt32(count) {
          _ = try Simulation.run(scenario, design, replication: number, catalogue: .aws)
        }
      }
      let second = try measured {
        _ = try Replications.run(
          scenario, [design], replications: UInt32(count), catalogue: .aws)
      }
      (alone, aloneUse) = (min(alone, first.wall), min(aloneUse, first.processor))
      (together, togetherUse) = (min(together, second.wall), min(togetherUse, second.processor))
    }
    return Figures(
      cores: cores, replications: count, alone: alone, together: together,
      speedup: alone / together, processorRatio: togetherUse / aloneUse)
  }

  private static func measured(
    _ work: () throws -> Void
  ) rethrows -> (wall: Double, processor: Double) {
    let before = processorTime()
    let wall = try ContinuousClock().measure { try work() }
    return (wall.nanoseconds / 1e9, processorTime() - before)
  }

  /// The time that this process has kept processors busy in its own code [s].
  private static func processorTime() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
  }
}
