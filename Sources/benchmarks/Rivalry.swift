import Foundation

/// Runs a case and a reference program in turns, as whole processes, and compares them.
///
/// The reference gets RATE CONCURRENCY SECONDS SEED and answers with one line of JSON, as a bare
/// program for one pipeline does.
struct Rivalry {
  /// What the reference program says of its run.
  struct Answer: Codable {
    var messages: Int64
    var max_backlog: Int64
    var p50_ms: Double
    var p99_ms: Double
  }

  let program: String
  let seconds: Int
  let pairs: Int

  /// The median ratio of the whole-process time for a message, and whether the figures agree.
  func compare(_ name: String, concurrency: Int) throws -> String {
    var ratios: [Double] = []
    var agrees = true
    for seed in 1...pairs {
      let (ours, own) = try timed(
        CommandLine.arguments[0], ["--case", name, "--seconds", "\(seconds)"])
      let (theirs, reference) = try timed(
        program, ["10000", "\(concurrency)", "\(seconds)", "\(seed)"])
      let figures = try JSONDecoder().decode(PipelineCase.Figures.self, from: own)
      let answer = try JSONDecoder().decode(Answer.self, from: reference)
      ratios.append(
        (ours / Double(figures.messages)) / (theirs / Double(max(1, answer.messages))))
      agrees = agrees && Self.agree(figures, answer, backlogged: concurrency < 450)
    }
    let sorted = ratios.sorted()
    let median = sorted[sorted.count / 2]
    let all = sorted.map { Self.text($0) }.joined(separator: ", ")
    return "\(name): \(Self.text(median)) times the reference (\(all)); "
      + (agrees ? "percentiles and backlog agree" : "percentiles or backlog DISAGREE")
  }

  private static func agree(
    _ figures: PipelineCase.Figures, _ answer: Answer, backlogged: Bool
  ) -> Bool {
    func near(_ a: Double, _ b: Double, _ share: Double) -> Bool { abs(a - b) <= share * b }
    return near(figures.p50Milliseconds, answer.p50_ms, 0.015)
      && near(figures.p99Milliseconds, answer.p99_ms, 0.015)
      && (!backlogged
        || near(Double(figures.greatestBacklog), Double(answer.max_backlog), 0.01))
  }

  /// The seconds from start to exit of a process, and what it printed.
  private func timed(_ path: String, _ arguments: [String]) throws -> (Double, Data) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardOutput = pipe
    let clock = ContinuousClock()
    let start = clock.now
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (start.duration(to: clock.now).nanoseconds / 1e9, output)
  }

  private static func text(_ ratio: Double) -> String { String(format: "%.2f", ratio) }
}
