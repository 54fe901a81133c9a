import Bench
import Blueprints
import Documents
import Foundation
import Studies
import Testing

@testable import Reports

/// What holds of traces holds in every scenario that is shipped.
@Suite struct TraceSweepTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios")

  /// The scenarios, each with the files beside it.
  static let shipped: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
      FileManager.default.fileExists(atPath: "\(folder.path)/\($0)/scenario.yaml")
    }.sorted()

  @Test(arguments: shipped)
  func `the ways of a shipped scenario add up to its latencies, and copies end as the ledger says`(
    name: String
  ) throws {
    var files: [String: String] = [:]
    let folder = Self.folder.appending(path: name)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[file] = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    let bench = try Bench(
      try #require(files["scenario.yaml"]), files: files,
      settings: ["duration=10 s", "drain=5 min", "goals=[]"])
    let result = bench.simulation.run(tracing: .sample(.everything))
    let reading = try #require(TraceReading(of: result, title: name))
    TraceTests.expectWays(reading)
    TraceTests.expectEnds(reading)
    #expect(reading.traces.allSatisfy { $0.omitted == 0 })
    // Nothing of this says anything of a run in which nobody was followed.
    #expect(result.messages > 0)
    #expect(Int64(reading.traces.count) >= min(result.messages, 10), "\(reading.traces.count)")
    let spans = reading.traces.flatMap { $0.spans }
    for kind in [TraceSpan.Kind.run, .hop, .call] where Self.happens(kind, in: result) {
      #expect(spans.contains { $0.kind == kind }, "\(kind)")
    }
    for trace in reading.traces {
      #expect(trace.spans.allSatisfy { $0.begin >= trace.journey && $0.end >= $0.begin })
    }
  }

  /// Whether a run has anything that is followed as a kind of span.
  private static func happens(_ kind: TraceSpan.Kind, in result: RunResult) -> Bool {
    switch kind {
    case .run: result.consumers.contains { $0.completed > 0 }
    case .hop: result.edges.contains { !$0.isCalled && $0.entered > 0 }
    case .call: result.edges.contains { $0.isCalled && $0.attempts > 0 }
    }
  }
}
