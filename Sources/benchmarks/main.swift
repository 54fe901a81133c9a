import Documents
import Foundation
import Kernel
import Studies

/// The value after an option, if it is given.
func value(of option: String) -> String? {
  let arguments = CommandLine.arguments
  guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else {
    return nil
  }
  return arguments[place + 1]
}

let seconds = value(of: "--seconds").flatMap { Int($0) } ?? 600
/// Replications take turns in rounds that are short beside the moods of a shared machine.
let (shortSeconds, rounds) = (10, 15)

func printCase(_ name: String) throws {
  let figures = try PipelineCase.run(name, seconds: seconds)
  let line = String(
    format: "%-16@ %9d messages  %6.1f ns each  p50 %9.3f ms  p99 %9.3f ms  backlog %8d  %@",
    name as NSString, figures.messages, figures.nanosecondsPerMessage, figures.p50Milliseconds,
    figures.p99Milliseconds, figures.greatestBacklog, figures.fingerprint as NSString)
  print(line + String(format: "  %.0f MB", figures.peakMemoryMegabytes))
}

func measureAll() throws {
  print("calendar hold")
  for pending in [100, 1_000, 100_000, 1_000_000] {
    let hold = CalendarHold.measure(pending: pending, operations: 5_000_000)
    print(
      String(
        format: "%9d pending  %6.1f ns  digest %016llx", pending, hold.nanoseconds, hold.digest))
  }
  print("pipeline, \(seconds) s of simulated time")
  for design in PipelineCase.all { try printCase(design.name) }
}

do {
  if value(of: "--case") == "replications" {
    let figures = try ReplicationCase.run(
      "concurrency-600", seconds: value(of: "--seconds").flatMap { Int($0) } ?? shortSeconds,
      rounds: max(value(of: "--pairs").flatMap { Int($0) } ?? rounds, 1))
    print(
      "\(ReplicationCase.replications) replications on \(Crew.whole.threads) cores: "
        + "\(figures.speedup.text) times as fast, "
        + String(format: "%.2f by the least times, ", figures.leastSpeedup)
        + "\(figures.processorRatio.text) times the processor time")
  } else if let name = value(of: "--case") {
    let figures = try PipelineCase.run(name, seconds: seconds)
    FileHandle.standardOutput.write(try JSONEncoder().encode(figures))
  } else if let program = value(of: "--against") {
    let pairs = value(of: "--pairs").flatMap { Int($0) } ?? 3
    let rivalry = Rivalry(program: program, seconds: seconds, pairs: max(1, pairs))
    for design in PipelineCase.all {
      guard let concurrency = design.concurrency else { continue }
      print(try rivalry.compare(design.name, concurrency: concurrency))
    }
  } else if let folder = value(of: "--patterns") {
    for figures in try MatcherCase.measureAll(folder: folder) {
      print(
        String(
          format: "%5d rules  %5d hits  %7.0f ns an event of %.0f B", figures.rules, figures.hits,
          figures.nanosecondsPerEvent, figures.bytesPerEvent))
    }
  } else {
    try measureAll()
  }
} catch let errors as InputErrors {
  print(errors.rendered)
  exit(2)
} catch {
  print("benchmarks: \(error)")
  exit(2)
}
