import Bench
import Blueprints
import Documents
import Kernel
import Testing

@testable import Commands

private let helpPage = """
  Fits durations or arrivals that were recorded, and writes the scenario's lines.

  spillway calibrate RECORDING [options]

    --as KIND        What the recording holds; else its content decides. One of durations, report,
                     timestamps, counts.
    --unit UNIT      The unit of numbers that have none. One of ms, s, us, ns.
    --column NAME    The column of the CSV that counts, by its name or number.
    --function NAME  The function that was measured; else Function.
    --client NAME    The client whose messages arrived; else Client.
    --trace FILE     Writes the arrivals into a file that a scenario replays.
    --format FORMAT  Says how the answer is written. One of text, json.
    --help           Shows this page.

  """

@Suite struct CalibrateTests {
  /// What the program writes for a file.
  private func answer(_ text: String, _ words: String = "", name: String = "metrics.csv") -> String
  {
    let desk = Desk([name: text])
    let code = desk.run("calibrate \(name) \(words)")
    #expect(code == .done, "\(desk.errors)")
    return desk.output
  }

  // MARK: What is recognised

  static let logs: [(name: String, text: String)] = [
    ("a log", Recordings.log().joined(separator: "\n")),
    (
      "a log with spaces for tabs",
      Recordings.log().map { "2026-11-20 12:00 START\n" + $0.replacing("\t", with: "  ") }
        .joined(separator: "\n")
    ),
    (
      "a CSV of CloudWatch Logs",
      "@timestamp,@message\n"
        + Recordings.log().map { "2026-11-20 12:00:00.000,\"\($0)\n\"" }.joined(separator: "\n")
    ),
    (
      "JSON of the CLI",
      "{\"events\": [\n"
        + Recordings.log().map { "{\"message\": \($0.isEmpty ? "" : JSONText.quoted($0 + "\n"))}" }
        .joined(separator: ",\n") + "]}"
    ),
  ]

  @Test(arguments: logs)
  func `REPORT lines are found wherever they stand`(name: String, text: String) {
    let answer = answer(text, "--function ProcessOrder")
    #expect(answer.hasPrefix("# metrics.csv, taken for REPORT lines of Lambda\n"), "\(name)")
    #expect(answer.contains("  ProcessOrder:\n    # each run is one invocation; "))
    #expect(answer.contains("\n    # 120 runs: mean "))
    #expect(answer.contains("    # cold starts are 5 % of all runs ("))
    #expect(answer.contains("    measuredAt: 512 MB\n"))
    #expect(answer.contains("    init: {"))
  }

  @Test func `the JSON log format of Lambda is one too`() {
    let lines = (0..<40).map { index in
      #"{"time":"2026-11-20T12:00:00Z","type":"platform.report","record":{"requestId":"a","#
        + #""metrics":{"billedDurationMs":99,"durationMs":\#(20 + index).5,"#
        + (index == 0 ? #""initDurationMs":310.2,"# : "")
        + #""memorySizeMB":128,"maxMemoryUsedMB":66},"#
        + #""status":"\#(index == 39 ? "timeout" : "success")"}}"#
    }
    let answer = answer(lines.joined(separator: "\n"), name: "log.jsonl")
    #expect(answer.contains("# 39 runs: mean 39.5 ms, p50 39.5 ms, p99 58.5 ms, longest 58.5 ms\n"))
    #expect(answer.contains("    # 1 run ended by the timeout and left out:"))
    #expect(answer.contains("    init: 310.2 ms\n    measuredAt: 128 MB\n"))
  }

  @Test func `one value tells nothing of how they differ`() {
    let answer = answer("duration_ms\n120\n")
    #expect(answer.contains("# 1 run: mean 120 ms, p50 120 ms, p99 120 ms, longest 120 ms\n"))
    #expect(answer.contains("# one value, which says nothing of how they differ\n"))
  }

  static let columns: [(text: String, words: String)] = [
    ("duration_ms,user\n10,1\n20,2\n30,3\n", ""),
    ("@timestamp,@duration\n2026-11-20 12:00:00.000,10\n2026-11-20 12:00:01.000,20\n,30\n", ""),
    ("Latency (s)\n0.010\n0.020\n0.030\n", ""),
    ("0.010\n0.020\n0.030\n", "--unit s"),
    ("a;b\nx;10 ms\ny;20 ms\nz;0.03 s\n", ""),
    ("when,took,size\n1,10,7\n2,20,7\n3,30,7\n", "--column took --unit ms"),
    ("# a comment\n\n10000\n20000\n30000\n", "--unit us --as durations"),
  ]

  @Test(arguments: columns)
  func `a column of durations is found by its head or as the only one`(
    text: String, words: String
  ) {
    let answer = answer(text, words)
    #expect(answer.contains(", taken for lengths of time\n"))
    #expect(
      answer.contains("# 3 runs: mean 20 ms, p50 20 ms, p99 30 ms, longest 30 ms\n"), "\(answer)")
  }

  static let moments: [(head: String, write: @Sendable (Int) -> String, words: String)] = [
    ("time", { Recordings.date($0) }, ""),
    ("", { Recordings.date($0).replacing("T", with: " ").replacing("Z", with: "") }, ""),
    ("epoch", { String(1_795_176_000_000 + $0) }, ""),
    ("", { String(1_795_176_000 + $0 / 1_000) }, ""),
    ("arrived_ms", { String($0) }, "--as timestamps"),
    ("at", { "\(Double($0) / 1_000)" }, "--as timestamps"),
  ]

  @Test(arguments: moments.indices)
  func `moments are read as dates, in seconds since 1970, or since the begin`(index: Int) {
    let (head, write, words) = Self.moments[index]
    let rows = Recordings.arrivals(300, rate: index == 3 ? 0.05 : 5).map(write)
    let answer = answer(([head] + rows).joined(separator: "\n"), words + " --client Shop")
    #expect(answer.contains(", taken for the moments at which messages arrived\n"))
    #expect(answer.contains("  Shop:\n    # 300 arrivals"))
    if index != 3 { #expect(answer.contains("    rate: 5.") || answer.contains("    rate: 4.")) }
    #expect(answer.contains("    arrivals: poisson\n"), "\(answer)")
  }

  @Test func `counts are read with their times, in any order and with gaps`() {
    var rows = (0..<30).map { index in
      "2026-11-20T12:\(index < 10 ? "0" : "")\(index):00Z,\(600 + (index * 37) % 50 - 25)"
    }
    rows.swapAt(3, 17)
    rows.remove(at: 25)
    let answer = answer("timestamp,value\n" + rows.joined(separator: "\n"))
    #expect(answer.contains(", taken for how many messages arrived in each period\n"))
    #expect(answer.contains("17,"))
    #expect(
      answer.contains(" arrivals in 30 periods of 1 min from 2026-11-20T12:00:00Z, in 30 min"))
    #expect(answer.contains("    # 1 period of which nothing is said: taken for empty\n"))
  }

  /// Thirty minutes of CloudWatch, in no order, as both of its commands write them.
  static let metrics: [(name: String, text: String)] = {
    let points = (0..<30).map { index in
      ("2026-11-20T12:\(index < 10 ? "0" : "")\(index):00+00:00", 600 + (index * 37) % 50 - 25)
    }.sorted { $0.1 < $1.1 }
    let sums = points.map {
      #"{"Timestamp": "\#($0)", "Sum": \#($1).0, "Average": 1.0, "Unit": "Count"}"#
    }
    let samples = points.map {
      #"{"Timestamp": "\#($0)", "SampleCount": \#($1).0, "Sum": 9.5, "Unit": "Milliseconds"}"#
    }
    let moments = points.map { "\"\($0.0)\"" }.joined(separator: ", ")
    let values = points.map { "\($0.1).0" }.joined(separator: ", ")
    return [
      ("Sum", #"{"Label": "Invocations", "Datapoints": [\#(sums.joined(separator: ", "))]}"#),
      ("SampleCount", #"{"Label": "Time", "Datapoints": [\#(samples.joined(separator: ", "))]}"#),
      (
        "Values",
        #"{"MetricDataResults": [{"Timestamps": [\#(moments)], "Values": [\#(values)]}]}"#
      ),
    ]
  }()

  @Test(arguments: metrics)
  func `counts are read as CloudWatch writes them in JSON`(name: String, text: String) {
    let answer = answer(text, name: "metric.json")
    #expect(answer.contains(", taken for how many messages arrived in each period\n"))
    #expect(
      answer.contains(" arrivals in 30 periods of 1 min from 2026-11-20T12:00:00Z, in 30 min"),
      "\(name): \(answer)")
    #expect(answer.contains("    rate: 9.9") || answer.contains("    rate: 10"), "\(answer)")
  }

  @Test func `a warm and a slow path are written as a mixture that a scenario takes`() throws {
    let quick = Recordings.values(600, of: .lognormal(.init(median: 20, sigma: 0.4)), seed: 3)
    let slow = Recordings.values(200, of: .lognormal(.init(median: 300, sigma: 0.5)), seed: 4)
    let rows = (quick + slow).map { Recordings.hundredths($0) }
    let answer = answer((["duration_ms"] + rows).joined(separator: "\n"), "--function Work")
    #expect(answer.contains("    # two lognormals fit well (off by "), "\(answer)")
    let line = try #require(answer.split(separator: "\n").first { $0.contains("duration: {") })
    #expect(line.hasPrefix("    duration: {mixture: [{weight: 0.7"))
    let text = String(line.drop { $0 != "{" })
    let law = try DistributionReader.time(YAML.read(SourceText(name: "law", text: text)))
    #expect((law.mean / 1e6 - (0.75 * 21.7 + 0.25 * 340)).magnitude < 15)
  }

  @Test func `a dash is standard input`() {
    let desk = Desk()
    desk.input = ["duration_ms\n1", "0\n20\n", "30\n"]
    #expect(desk.run("calibrate -") == .done)
    #expect(desk.output.hasPrefix("# standard input, taken for lengths of time\n"))
  }

  // MARK: What is written

  @Test func `the same recording gives the same bytes`() {
    let text = Recordings.log().joined(separator: "\n")
    #expect(answer(text) == answer(text))
  }

  @Test func `JSON holds the lines, the fits and their ranges`() throws {
    let text = answer(Recordings.log().joined(separator: "\n"), "--format json")
    let json = try JSON.read(SourceText(name: "answer", text: text))
    #expect(json["recognised"]?.text == "report")
    #expect(json["lines"]?.text?.contains("behavior:") == true)
    let best = try #require(json["duration"]?["candidates"]?.list?.first)
    #expect(best["family"]?.text == "lognormal")
    let median = try #require(best["parameters"]?["median"])
    #expect(try #require(median["low"]?.number).double < 120e6)
    #expect(try #require(median["high"]?.number).double > 120e6)
  }

  @Test func `timestamps that nothing explains become a trace on request`() throws {
    let moments = (0..<600).map { index in index * index * 10 }
    let desk = Desk(["a.csv": (["time"] + moments.map { "\($0) us" }).joined(separator: "\n")])
    #expect(desk.run("calibrate a.csv --as timestamps --trace shop/a.csv") == .done)
    #expect(desk.output.contains("    arrivals: {trace: {file: \"shop/a.csv\"}}\n"))
    #expect(
      desk.files["shop/a.csv"]?.hasPrefix("seconds\n0\n0.00001\n0.00004\n0.00009\n") == true)
  }

  @Test func `the help names all that can be said`() {
    let desk = Desk()
    #expect(desk.run("calibrate --help") == .done)
    #expect(desk.output == helpPage)
  }
}
