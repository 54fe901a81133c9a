import Documents
import Foundation
import Kernel
import Scenarios
import Services
import Studies

/// One design of `scenarios/bench`, loaded and run as any scenario is, with every measure on.
struct PipelineCase {
  /// The cases by name: the design, and the concurrency that a reference program is told.
  static let all: [(name: String, concurrency: Int?)] = [
    ("concurrency-600", 600), ("concurrency-300", 300), ("window", nil), ("eventbridge", nil),
    ("fleet", nil), ("stream", nil),
  ]

  /// What a run gave, in the units of the reference program's own line.
  struct Figures: Codable {
    var messages: Int64
    var events: UInt64
    var nanosecondsPerMessage: Double
    var p50Milliseconds: Double
    var p99Milliseconds: Double
    var greatestBacklog: Int64
    var fingerprint: String
    var peakMemoryMegabytes: Double
  }

  /// A design, and the scenario with so many simulated seconds.
  static func load(_ name: String, seconds: Int) throws -> (Scenario, Design) {
    let folder = "scenarios/bench"
    let reader = ScenarioReader(.aws) { (path) throws(InputError) in
      guard let text = try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8) else {
        throw InputError("there is no \(folder)/\(path)", remedy: "run it in the project's root")
      }
      return SourceText(name: path, text: text)
    }
    let text = try String(contentsOfFile: "\(folder)/scenario.yaml", encoding: .utf8)
    let scenario = try reader.read(
      SourceText(name: "scenario.yaml", text: text),
      setting: [try Setting("duration", to: "\(seconds) s")])
    guard let design = scenario.design(name) else { throw InputError("no case is named \(name)") }
    return (scenario, design)
  }

  /// Runs a design for so many simulated seconds.
  static func run(_ name: String, seconds: Int) throws -> Figures {
    let (scenario, design) = try load(name, seconds: seconds)
    let simulation = try Simulation(scenario, design, catalogue: .aws)
    var result: RunResult?
    let elapsed = ContinuousClock().measure { result = simulation.run() }
    guard let result else { throw InputError("the run of \(name) gave nothing") }
    return figures(of: result, elapsed)
  }

  private static func figures(of result: RunResult, _ elapsed: Duration) -> Figures {
    let consumer = result.consumers.first
    let latency = consumer?.latency(from: 0)?.histogram
    var backlog: Int64 = 0
    for node in result.nodes where node.label == "Queue" {
      for instrument in node.instruments {
        guard instrument.measure.name == "ApproximateNumberOfMessagesVisible",
          case .gauge(let gauge) = instrument.keeper
        else { continue }
        backlog = gauge.gauge.maximum
      }
    }
    let messages = max(1, consumer?.completed ?? 0)
    return Figures(
      messages: messages, events: result.events,
      nanosecondsPerMessage: elapsed.nanoseconds / Double(messages),
      p50Milliseconds: Double(latency?.quantile(0.5) ?? 0) / 1e6,
      p99Milliseconds: Double(latency?.quantile(0.99) ?? 0) / 1e6, greatestBacklog: backlog,
      fingerprint: result.fingerprint.description, peakMemoryMegabytes: peakMemory())
  }

  /// The most memory that the process had at once, as Linux counts it; 0 elsewhere.
  static func peakMemory() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(separator: " ").compactMap { Double($0) }.first ?? 0
    return kilobytes / 1_024
  }
}
