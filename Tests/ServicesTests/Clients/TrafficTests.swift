import Bench
import Blueprints
import Foundation
import Kernel
import Studies
import Testing

@testable import Services

private let template = "Resources:\n  Orders: {Type: AWS::SQS::Queue}\n"

/// How many messages a client sends in each second, of a queue that answers at once.
private func sends(
  _ traffic: String, duration: String = "60 s", seed: Int = 42, files: [String: String] = [:]
) throws -> [Int64] {
  let bench = try Bench(
    template: template,
    scenario: """
      duration: \(duration)
      drain: 0 s
      seed: \(seed)
      calibration: ideal
      traffic: {Shop: {to: Orders, \(traffic)}}
      """, files: files)
  let shop = try #require(bench.run().nodes.first { $0.label == "Shop" })
  let sent = try #require(shop.instruments.first { $0.measure.name == "MessagesSent" })
  guard case .count(let measure) = sent.keeper else { return [] }
  return try #require(measure.series).points.map { $0.sum }
}

@Suite struct TrafficTests {
  @Test func `constant arrivals come at equal distances`() throws {
    let counts = try sends("rate: 100/s, arrivals: constant")
    #expect(counts[0] == 99)
    #expect(counts.dropFirst().allSatisfy { $0 == 100 })
  }

  @Test func `a spike replaces the rate while it lasts, to the message`() throws {
    let counts = try sends(
      "rate: 50/s, arrivals: constant, spikes: [{at: 20 s, for: 10 s, rate: 2000/s}]")
    #expect(counts[1..<20].allSatisfy { $0 == 50 })
    #expect(counts[20..<30].reduce(0, +) == 20_000)
    #expect(counts[31...].allSatisfy { $0 == 50 })
  }

  @Test func `a ramp goes straight to a rate, which stays`() throws {
    let counts = try sends(
      "rate: 100/s, arrivals: constant, ramps: [{from: 10 s, to: 30 s, rate: 300/s}]")
    #expect(counts[1..<10].allSatisfy { $0 == 100 })
    // The area under the ramp is 20 s at 200/s.
    #expect(abs(counts[10..<30].reduce(0, +) - 4_000) <= 1)
    #expect(abs(counts[19] - 195) <= 1)
    #expect(counts[31...].allSatisfy { abs($0 - 300) <= 1 })
  }

  @Test func `a spike on a ramp leaves the ramp as it was`() throws {
    let counts = try sends(
      "rate: 0/s, arrivals: constant, ramps: [{from: 0 s, to: 60 s, rate: 600/s}], "
        + "spikes: [{at: 30 s, for: 10 s, rate: 5/s}]")
    #expect(abs(counts[20] - 205) <= 1)
    #expect(abs(counts[35] - 5) <= 1)
    #expect(abs(counts[50] - 505) <= 1)
  }

  @Test func `a day has its peak at the hour that is given, and its mean rate`() throws {
    let counts = try sends(
      #"rate: 10/s, arrivals: constant, daily: {peak: "20:00", ratio: 4}"#, duration: "24 h")
    let perHour = stride(from: 0, to: counts.count, by: counts.count / 24).map { begin in
      counts[begin..<begin + counts.count / 24].reduce(0, +)
    }
    #expect(abs(counts.reduce(0, +) - 864_000) <= 1)
    let peak = try #require(perHour.firstIndex(of: perHour.max() ?? 0))
    let trough = try #require(perHour.firstIndex(of: perHour.min() ?? 0))
    #expect(peak == 19 || peak == 20)
    #expect(trough == 7 || trough == 8)
    #expect(abs(Double(perHour[20]) / Double(perHour[8]) - 4) < 0.1)
  }

  @Test func `the cosine of a daily curve is that of the C library`() {
    for step in 0...10_000 {
      let turns = Double(step) / 10_000
      #expect(abs(DailyCurve.cosine(ofTurns: turns) - cos(2 * .pi * turns)) < 1e-14)
    }
  }

  @Test(arguments: [1, 2, 3]) func `Poisson arrivals have the rate of the curve`(seed: Int) throws {
    let counts = try sends(
      "rate: 200/s, spikes: [{at: 10 s, for: 10 s, rate: 3000/s}]", seed: seed)
    let (spike, rest) = (counts[10..<20].reduce(0, +), counts[20...].reduce(0, +))
    #expect(abs(Double(spike) - 30_000) < 4 * 30_000.0.squareRoot())
    #expect(abs(Double(rest) - 8_000) < 4 * 8_000.0.squareRoot())
    let mean = Double(rest) / 40
    let variance = counts[20...].reduce(0.0) { $0 + pow(Double($1) - mean, 2) } / 39
    // The variance of a Poisson count is its mean; 39 values tell it within a factor of 1.6 or so.
    #expect(variance / mean > 0.45 && variance / mean < 1.9)
  }

  @Test func `bursty arrivals keep the mean rate and vary far more`() throws {
    let counts = try sends(
      "rate: 100/s, arrivals: {bursty: {factor: 5, on: 2 s}}", duration: "30 min")
    let mean = Double(counts.reduce(0, +)) / Double(counts.count)
    #expect(abs(mean - 100) < 25)
    #expect(counts.filter { $0 == 0 }.count > counts.count / 2)
    #expect((counts.max() ?? 0) > 400)
  }

  @Test func `a trace is sent as it was recorded`() throws {
    let counts = try sends(
      "arrivals: {trace: {file: orders.csv}}", duration: "5 s",
      files: ["orders.csv": "seconds,order\n0.5,a\n0.75,b\n\"2.1\",c\n4.999,d\n7,e\n"])
    #expect(counts == [2, 0, 1, 0, 1])
  }

  @Test func `the same seed sends the same, and another one does not`() throws {
    #expect(try sends("rate: 100/s") == sends("rate: 100/s"))
    #expect(try sends("rate: 100/s") != sends("rate: 100/s", seed: 43))
  }

  @Test func `a batch is sent at one moment`() throws {
    let counts = try sends("rate: 10/s, batch: 7, arrivals: constant", duration: "10 s")
    #expect(counts.dropFirst().allSatisfy { $0 == 70 })
  }

  @Test func `kinds of event come by their weights`() throws {
    let bench = try Bench(
      template: template,
      scenario: """
        duration: 100 s
        calibration: ideal
        traffic:
          Shop:
            to: Orders
            rate: 100/s
            size: 3 KB
            events:
              - {weight: 9, detail-type: OrderPlaced, detail: {total: 5}}
              - {weight: 1, detail-type: OrderCancelled}
        """)
    _ = bench.run()
    #expect(bench.world.kinds.map { $0.label } == ["OrderPlaced", "OrderCancelled"])
    #expect(bench.world.kinds.map { $0.size } == [3_072, 3_072])
    #expect(bench.world.kinds[0].content?["weight"] == nil)
    var placed = 0.0
    var all = 0.0
    bench.world.messages.forEachTaken {
      all += 1
      if $0.kind == 0 { placed += 1 }
    }
    #expect(all > 9_000 && abs(placed / all - 0.9) < 0.02)
  }
}
