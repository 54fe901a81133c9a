import Kernel
import Testing

@testable import Blueprints

@Suite struct TraceRecorderTests {
  @Test func `messages that are wanted take no room of the sample`() {
    var sampling = TraceSampling(perSecond: 21, others: 0, capacity: 20)
    sampling.wanted = Set(1_000..<2_000)
    let recorder = TraceRecorder(sampling, seed: 1, replication: 0)
    for root in UInt64(0)..<20 { _ = recorder.consider(root, at: .start, on: .start) }
    let later = Instant.start + .seconds(1)
    // The reservoir of the second is empty before anything wanted comes.
    for root in UInt64(20)..<40 {
      _ = recorder.consider(root % 20, at: later, on: later)
    }
    _ = recorder.consider(0, at: later, on: later)
    for root in UInt64(1_000)..<2_000 { _ = recorder.consider(root, at: later, on: later) }
    #expect(recorder.traces.count == 1_020)
    let last = Instant.start + .seconds(2)
    _ = recorder.consider(20, at: last, on: last)
    #expect(recorder.thinnings == 1)
    #expect(recorder.traces.count { $0.root >= 1_000 } == 1_000)
    #expect((5...16).contains(recorder.traces.count { $0.root < 1_000 }))
  }

  @Test func `the reservoir of a second follows the clock, and not when journeys began`() {
    let recorder = TraceRecorder(
      TraceSampling(perSecond: 1, others: 0), seed: 1, replication: 0)
    let now = Instant.start + .seconds(5)
    _ = recorder.consider(1, at: now, on: now)
    _ = recorder.consider(2, at: now, on: .start + .seconds(1))
    _ = recorder.consider(3, at: now, on: now)
    #expect(recorder.traces.map { $0.root } == [1])
  }
}
