import Bench
import Kernel
import Testing

@testable import Services
@testable import Studies

/// What the clients of a scenario send is known again with the figures of the scenario.
@Suite struct ClientRecoveryTests {
  /// The moments at which a client sends, since the first of them [s].
  private func moments(
    _ curve: RateCurve, _ arrivals: Traffic.Arrivals, until end: Instant
  ) throws -> [Double] {
    let bench = try Bench(template: OrdersSample.template, scenario: OrdersSample.scenario())
    var traffic = Traffic(curve: curve, end: end)
    traffic.arrivals = arrivals
    var process = ArrivalProcess(traffic, client: 0, label: "Shop", in: bench.world)
    var moments: [Double] = []
    while let moment = process.next(UInt64(moments.count)), moment < end {
      moments.append((moment - .start).seconds)
    }
    return moments.map { $0 - moments[0] }
  }

  @Test func `a bursty client`() throws {
    let end = Instant.start + .minutes(15)
    let moments = try moments(
      RateCurve(constant: 20, until: end), .bursty(.init(factor: 5, meanOn: 3)), until: end)
    let fit = try ArrivalFit.fit(moments: moments, resolution: 1e-9, timeOfDay: 0)
    guard case .bursty(let source) = fit.pattern else {
      Issue.record("\(fit.pattern)")
      return
    }
    #expect(fit.verdict == .well && source.rate.contains(20))
    #expect(source.factor.contains(5) && source.on.contains(3), "\(source)")
  }

  @Test func `a client with a day and a spike`() throws {
    let end = Instant.start + .days(3)
    let daily = DailyCurve(mean: 0.04, peak: .hours(20), ratio: 4)
    let spike = RateCurve.Piece(
      begin: .start + .hours(30), end: .start + .hours(31), from: 0.5, to: 0.5)
    let curve = RateCurve(pieces: daily.pieces(until: end)).replacing(with: [spike])
    let moments = try moments(curve, .poisson, until: end)
    let fit = try ArrivalFit.fit(moments: moments, resolution: 1e-9, timeOfDay: 0)
    let day = try #require(fit.daily)
    #expect(day.peak.contains(20 * 3_600) && day.ratio.contains(4), "\(day)")
    #expect(fit.pattern == .poisson && fit.rate.contains(0.04), "\(fit.pattern) \(fit.rate)")
    let found = try #require(fit.spikes.first)
    #expect(fit.spikes.count == 1 && found.rate.contains(0.5))
    #expect((found.begin - 30 * 3_600).magnitude < 600 && (found.length - 3_600).magnitude < 900)
  }
}
