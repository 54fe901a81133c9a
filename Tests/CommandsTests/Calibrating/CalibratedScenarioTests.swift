import Bench
import Kernel
import Testing

@testable import Commands

/// What calibrate writes is what a scenario takes.
@Suite struct CalibratedScenarioTests {
  private func lines(_ text: String, _ words: String) -> String {
    let desk = Desk(["a.csv": text])
    #expect(desk.run("calibrate a.csv --client Shop --function ProcessOrder \(words)") == .done)
    return desk.output
  }

  static let laws: [Distribution] = [
    .constant(25), .exponential(.init(mean: 40)), .lognormal(.init(median: 120, sigma: 0.6)),
    .gamma(.init(shape: 2.5, scale: 20)), .weibull(.init(shape: 1.7, scale: 90)),
    .pareto(.init(minimum: 10, shape: 2.2)), .uniform(.init(minimum: 10, maximum: 30)),
    .mixture(.init(components: [.constant(5), .constant(900)], weights: [2, 1])),
  ]

  @Test(arguments: laws)
  func `the reader takes every distribution that is written`(law: Distribution) throws {
    let values = Recordings.values(150, of: law, seed: 3).map { Recordings.hundredths($0) }
    let behavior = lines((["duration_ms"] + values).joined(separator: "\n"), "")
    let scenario = "duration: 1 s\ntraffic: {Shop: {to: OrderPlaced, rate: 1/s}}\n" + behavior
    let bench = try Bench(template: OrdersSample.template, scenario: scenario)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }

  @Test func `a log is read back with its cold starts and its memory`() throws {
    let behavior = lines(Recordings.log().joined(separator: "\n"), "")
    let scenario = "duration: 1 s\ntraffic: {Shop: {to: OrderPlaced, rate: 1/s}}\n" + behavior
    _ = try Bench(template: OrdersSample.template, scenario: scenario)
    #expect(behavior.contains("duration: {median: 1"))
  }

  /// Counts of each minute of three days, or moments, and what is to be found.
  static let traffic: [(text: String, finds: String)] = {
    var words = SplitMix64(seed: 5)
    func count(_ mean: Double) -> Int {
      Int(max(0, mean + mean.squareRoot() * Arithmetic.inverseNormal(unit(words.next()))))
    }
    let spike = (0..<60).map { "\($0 * 60),\(count($0 >= 20 && $0 < 23 ? 9_000 : 600))" }
    let days = (0..<72).map { hour in
      let phase = Double((hour + 4) % 24) / 24
      let wave = phase < 0.5 ? 1 - 4 * phase : 4 * phase - 3
      return "\(1_795_132_800 + hour * 3_600),\(count(4_000 * (1 + 0.6 * wave)))"
    }
    var (moment, bursts): (Double, [String]) = (0, ["time"])
    while moment < 600 {
      let off = moment - 4 * Arithmetic.log(unit(words.next()))
      while moment < off {
        bursts.append("\(moment) s")
        moment -= Arithmetic.log(unit(words.next())) / 20
      }
      moment = off - 12 * Arithmetic.log(unit(words.next()))
    }
    return [
      ((["time,count"] + spike).joined(separator: "\n"), "- {at: 1200 s, for: 180 s, rate: 1"),
      ((["time,count"] + days).joined(separator: "\n"), "daily: {peak: \"20:"),
      (bursts.joined(separator: "\n"), "arrivals: {bursty: {factor: "),
    ]
  }()

  @Test(arguments: traffic)
  func `the reader takes every traffic that is written`(text: String, finds: String) throws {
    let traffic = lines(text, "")
    #expect(traffic.contains(finds), "\(traffic)")
    let scenario =
      "duration: 1 h\nbehavior: {ProcessOrder: {duration: 5 ms}}\n"
      + traffic.replacing("  Shop:\n", with: "  Shop:\n    to: OrderPlaced\n")
    let bench = try Bench(template: OrdersSample.template, scenario: scenario)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }
}
