import Foundation
import Kernel
import Testing

@testable import Blueprints
@testable import Services

private func seconds(_ value: Double) -> Instant { .start + TimeSpan(rounding: value * 1e9) }

/// The moments of a process [s], all of them.
private func moments(
  _ arrivals: Traffic.Arrivals, _ curve: RateCurve, seed: UInt64 = 1
) -> [Double] {
  let world = World(seed: seed, calibration: Calibration("ideal", overrides: [:]))
  var traffic = Traffic(curve: curve, end: .never)
  traffic.arrivals = arrivals
  var process = ArrivalProcess(traffic, client: 0, label: "App", in: world)
  var moments: [Double] = []
  while let next = process.next(UInt64(moments.count)) {
    moments.append((next - .start).seconds)
  }
  return moments
}

private func gaps(_ moments: [Double]) -> [Double] {
  zip(moments, [0] + moments).map { $0 - $1 }
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// The Kolmogorov-Smirnov statistic against a distribution function, times the root of the number:
/// past 1.95 in one sample of a thousand.
private func distance(_ values: [Double], from law: (Double) -> Double) -> Double {
  let sorted = values.sorted()
  let count = Double(sorted.count)
  let greatest = sorted.enumerated().reduce(0.0) { greatest, entry in
    let probability = law(entry.element)
    let (below, above) = (Double(entry.offset) / count, Double(entry.offset + 1) / count)
    return max(greatest, abs(probability - below), abs(above - probability))
  }
  return greatest * count.squareRoot()
}

@Suite struct ArrivalProcessTests {
  @Test func `constant arrivals are equally spaced, to the nanosecond`() {
    let moments = moments(.constant, RateCurve(constant: 8, until: seconds(60)))
    #expect(moments == (1...480).map { Double($0) / 8 })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Poisson arrivals have exponential and independent gaps`(seed: UInt64) {
    let gaps = gaps(moments(.poisson, RateCurve(constant: 200, until: seconds(100)), seed: seed))
    #expect(abs(Double(gaps.count) - 20_000) < 4 * 20_000.0.squareRoot())
    #expect(distance(gaps) { 1 - exp(-200 * $0) } < 1.95)
    let mean = mean(gaps)
    let products = zip(gaps, gaps.dropFirst()).map { ($0 - mean) * ($1 - mean) }
    let correlation = products.reduce(0, +) / Double(products.count) / (mean * mean)
    #expect(abs(correlation) < 4 / Double(gaps.count).squareRoot())
  }

  @Test func `on a ramp Poisson arrivals lie as the area under it`() {
    let curve = RateCurve(constant: 0, until: seconds(20))
      .ramping(from: .start, to: seconds(20), rate: 1_000)
    let moments = moments(.poisson, curve)
    #expect(abs(Double(moments.count) - 10_000) < 4 * 10_000.0.squareRoot())
    #expect(distance(moments) { $0 * $0 / 400 } < 1.95)
  }

  @Test func `over a day Poisson arrivals follow the daily curve`() {
    let day = DailyCurve(mean: 1, peak: .hours(20), ratio: 4)
    let moments = moments(.poisson, RateCurve(pieces: day.pieces(until: seconds(86_400))))
    #expect(abs(Double(moments.count) - 86_400) < 4 * 86_400.0.squareRoot())
    var counts = [Double](repeating: 0, count: 24)
    for moment in moments { counts[min(23, Int(moment / 3_600))] += 1 }
    let square = counts.enumerated().reduce(0.0) { square, hour in
      // The mean of the sine over the hour; its amplitude is 3/5 of the mean.
      let turn = 2 * Double.pi / 24
      let (from, to) = ((Double(hour.offset) - 20) * turn, (Double(hour.offset) - 19) * turn)
      let expected = 3_600 * (1 + 0.6 * (sin(to) - sin(from)) / turn)
      return square + (hour.element - expected) * (hour.element - expected) / expected
    }
    // The chi-square law with 24 degrees of freedom lies below this but once in a thousand.
    #expect(square < 51.2)
  }

  @Test func `a bursty source is on and off for exponential times, and Poisson while it is on`()
    throws
  {
    let burstiness = Traffic.Burstiness(factor: 5, meanOn: 2)
    let moments = moments(
      .bursty(burstiness), RateCurve(constant: 100, until: seconds(20_000)))
    // While it is on, 500 come a second: no gap of 40 ms is one of those.
    let all = gaps(moments)
    let off = all.dropFirst().filter { $0 >= 0.04 }
    let inside = all.filter { $0 < 0.04 }
    #expect(abs(Double(off.count) - 2_000) < 200)
    #expect(distance(off.map { $0 - 0.04 }) { 1 - exp(-$0 / 8) } < 1.95)
    #expect(abs(mean(inside) * 500 - 1) < 4 / Double(inside.count).squareRoot() + 0.002)
    var on: [Double] = []
    var begin = try #require(moments.first)
    for (moment, before) in zip(moments.dropFirst(), moments) where moment - before >= 0.04 {
      on.append(before - begin)
      begin = moment
    }
    #expect(distance(on) { 1 - exp(-$0 / 2) } < 1.95)
    #expect(abs(Double(moments.count) / 2e6 - 1) < 0.1)
  }

  @Test func `a bursty source follows the curve with its mean rate`() {
    let curve = RateCurve(constant: 10, until: seconds(20_000))
      .replacing(with: [
        RateCurve.Piece(begin: seconds(10_000), end: seconds(20_000), from: 100, to: 100)
      ])
    let moments = moments(.bursty(Traffic.Burstiness(factor: 3, meanOn: 1)), curve)
    let slow = moments.filter { $0 < 10_000 }.count
    let fast = moments.count - slow
    #expect(abs(Double(slow) / 1e5 - 1) < 0.1)
    #expect(abs(Double(fast) / 1e6 - 1) < 0.1)
  }

  @Test func `a trace ends with its last moment`() {
    let trace: ContiguousArray<Instant> = [seconds(0.5), seconds(0.5), seconds(7)]
    #expect(moments(.trace(trace), RateCurve(pieces: [])) == [0.5, 0.5, 7])
  }

  @Test func `no arrival depends on those before it being sent, only on its number`() {
    let curve = RateCurve(constant: 10, until: seconds(100))
    let world = World(seed: 1, calibration: Calibration("ideal", overrides: [:]))
    let traffic = Traffic(curve: curve, end: .never)
    var one = ArrivalProcess(traffic, client: 0, label: "App", in: world)
    var other = ArrivalProcess(traffic, client: 1, label: "App", in: world)
    let first = (0..<50).compactMap { one.next($0) }
    let second = (0..<50).compactMap { other.next($0) }
    #expect(first.count == 50 && first != second)
    #expect(first == moments(.poisson, curve).prefix(50).map { seconds($0) })
  }

  @Test func `spikes cut a curve without gaps, and leave the rest of it as it was`() {
    let day = RateCurve(
      pieces: DailyCurve(mean: 10, peak: .hours(12), ratio: 3).pieces(until: seconds(86_400)))
    let spikes = (0..<100).map { index in
      RateCurve.Piece(
        begin: seconds(Double(index) * 860), end: seconds(Double(index) * 860 + 400), from: 99,
        to: 99)
    }
    let curve = day.replacing(with: spikes)
    #expect(curve.pieces.first?.begin == .start && curve.pieces.last?.end == seconds(86_400))
    for (piece, next) in zip(curve.pieces, curve.pieces.dropFirst()) {
      #expect(piece.end == next.begin)
    }
    #expect(curve.pieces.count { $0.from == 99 && $0.to == 99 } == 100)
    for piece in curve.pieces where piece.from != 99 {
      let original = day.pieces[Int(piece.begin.nanoseconds / 300_000_000_000)]
      #expect(abs(piece.from - original.rate(at: piece.begin)) < 1e-9)
    }
  }
}
