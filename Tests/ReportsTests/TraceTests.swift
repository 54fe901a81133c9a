import Bench
import Blueprints
import Documents
import Kernel
import Studies
import Testing

@testable import Reports

/// What traces say adds up to what the run measured.
@Suite struct TraceTests {
  /// A topic, a queue with duplicates, retries and dead letters, a function that calls a table.
  static func orders(_ more: String = "") throws -> Bench {
    try Bench(
      template: OrdersSample.template,
      scenario: """
        title: Orders
        duration: 20 s
        drain: 10 min
        calibration: {base: aws-2026, sqs.duplicates: 0.05}
        traffic:
          Shop:
            to: OrderPlaced
            rate: 20/s
            retries: none
            spikes: [{at: 5 s, for: 5 s, rate: 100/s}]
        behavior:
          ProcessOrder:
            duration: {median: 50 ms, p99: 200 ms}
            steps: [PutItem: OrdersTable]
            fails: 5 %
            poison: 1 %
        \(more)
        """)
  }

  private static func reading(
    _ bench: Bench, _ sampling: TraceSampling = .everything
  ) throws -> TraceReading {
    let result = bench.simulation.run(tracing: .sample(sampling))
    #expect(result.imbalances.isEmpty, "\(result.imbalances)")
    return try #require(TraceReading(of: result, title: "Test"))
  }

  /// Every run that ended well is the end of a way whose parts are as long as its latency; all
  /// latencies together are those that the consumers measured.
  static func expectWays(_ reading: TraceReading) {
    var sums: [String: Int128] = [:]
    var counts: [String: Int64] = [:]
    for trace in reading.traces {
      for (place, span) in trace.spans.enumerated()
      where span.kind == .run && span.ending == .done {
        let latency = span.end - span.journey
        let path = TracePath(to: place, in: trace, of: reading)
        #expect(path.length == latency)
        #expect(path.legs.allSatisfy { $0.length >= .zero && $0.span != nil }, "\(path.legs)")
        sums[reading.label(of: span), default: 0] += Int128(latency.nanoseconds)
        counts[reading.label(of: span), default: 0] += 1
      }
    }
    for consumer in reading.run.consumers {
      var (sum, count) = (Int128(0), Int64(0))
      for client in reading.run.clients.indices {
        guard let samples = consumer.latency(from: client)?.histogram else { continue }
        sum += Int128(samples.sum)
        count += samples.count
      }
      #expect(counts[consumer.label, default: 0] == count, "\(consumer.label)")
      #expect(sums[consumer.label, default: 0] == sum, "\(consumer.label)")
    }
  }

  @Test func `the parts of a way add up to the latency, with retries, duplicates and calls`()
    throws
  {
    let reading = try Self.reading(Self.orders())
    Self.expectWays(reading)
    #expect(reading.traces.contains { $0.spans.contains { $0.isDuplicate } })
    #expect(reading.traces.contains { $0.spans.contains { $0.ending == .setAside } })
    #expect(reading.traces.contains { $0.spans.contains { $0.kind == .run && $0.attempt > 1 } })
  }

  @Test func `following everything changes nothing in the run`() throws {
    let plain = try Self.orders().simulation.run(tracing: .nothing)
    let usual = try Self.orders().simulation.run()
    let followed = try Self.orders().simulation.run(tracing: .sample(.everything))
    #expect(plain.traces == nil && usual.traces != nil)
    #expect(plain.fingerprint == usual.fingerprint)
    #expect(plain.fingerprint == followed.fingerprint)
    #expect(plain.events == followed.events)
  }

  /// On every wire as many copies end in each way as its page of the ledger says.
  static func expectEnds(_ reading: TraceReading) {
    var spans: [UInt32: [TraceSpan]] = [:]
    for span in reading.traces.flatMap({ $0.spans }) where span.kind == .hop {
      spans[span.place, default: []].append(span)
    }
    for edge in reading.run.edges where !edge.isCalled {
      let spans = spans[edge.number] ?? []
      func count(_ isMeant: (TraceSpan) -> Bool) -> Int64 { Int64(spans.count { isMeant($0) }) }
      let name = "\(edge.from) to \(edge.to)"
      #expect(count { $0.ending == .done } == edge.acknowledged, "\(name) acknowledged")
      #expect(count { $0.ending == .setAside } == edge.deadLettered, "\(name) dead-lettered")
      #expect(count { $0.ending.isLoss } == edge.lost, "\(name) lost")
      #expect(count { $0.end == .never } == edge.held, "\(name) held")
    }
  }

  @Test func `the copies on a wire end in traces as the ledger says`() throws {
    Self.expectEnds(try Self.reading(Self.orders()))
  }

  @Test func `one message a second is followed, and five per cent of the others`() throws {
    let bench = try Bench(
      template: OrdersSample.template, scenario: OrdersSample.scenario(duration: "2 min"))
    let recorder = try #require(bench.simulation.run().traces)
    #expect(recorder.sent > 5_000)
    #expect((115...120).contains(recorder.reserved), "\(recorder.reserved)")
    let others = Double(recorder.sent - recorder.reserved)
    let deviation = (others * 0.05 * 0.95).squareRoot()
    #expect(abs(Double(recorder.drawn) - others * 0.05) < 4 * deviation, "\(recorder.drawn)")
  }

  @Test func `a full recorder keeps every other trace, spread over the run`() throws {
    var sampling = TraceSampling.everything
    sampling.capacity = 40
    let reading = try Self.reading(Self.orders(), sampling)
    #expect(reading.traces.count <= 40 && reading.traces.count >= 10)
    let times = reading.traces.map { $0.journey }
    #expect(times == times.sorted())
    #expect(times.contains { $0 < .start + .seconds(6) })
    #expect(times.contains { $0 > .start + .seconds(9) })
    let thinnings = try #require(reading.run.traces?.thinnings)
    #expect(thinnings > 3)
  }
}
