import Documents
import Foundation
import Kernel
import Services
import Studies
import Testing

@testable import Commands

@Suite struct ResumeTests {
  private static let command = "sweep scenarios/shop \(SweepShop.vary)"

  private static let whole: [String: String] = {
    let desk = SweepShop.desk()
    _ = desk.run("\(command) --quiet", catalogue: .aws)
    return SweepShop.written(desk)
  }()

  @Test func `a study that was stopped goes on from where it was, to the same bytes`() throws {
    let desk = SweepShop.desk()
    desk.tick = 1_000_000_000
    desk.writesBeforeInterrupt = 4
    #expect(desk.run(Self.command, catalogue: .aws) == .interrupted)
    let folder = try #require(
      desk.files.keys.first { $0.contains("/.unfinished-") }.map {
        $0.split(separator: "/").dropLast().joined(separator: "/")
      })
    let kept = desk.files.keys.filter { $0.hasPrefix(folder) }.count
    #expect(kept >= 4 && kept < 12)
    #expect(
      desk.errors.hasSuffix(
        "stopped: \(kept) of 12 runs are kept in \(folder)\nthe same command goes on from there\n"))
    desk.writesBeforeInterrupt = nil
    desk.isInterrupted = false
    #expect(desk.run(Self.command, catalogue: .aws) == .done)
    #expect(desk.errors.hasPrefix("\(kept) of 12 runs were done before\n"))
    #expect(SweepShop.written(desk) == Self.whole)
  }

  @Test func `a shard resumes too, and another study does not take its runs`() {
    let desk = SweepShop.desk()
    desk.tick = 1_000_000_000
    desk.writesBeforeInterrupt = 2
    _ = desk.run("\(Self.command) --shard 1/2", catalogue: .aws)
    desk.writesBeforeInterrupt = nil
    desk.isInterrupted = false
    for other in ["--seed 5", "--shard 2/2"] {
      _ = desk.run("\(Self.command) --out x \(other)", catalogue: .aws)
      #expect(!desk.errors.contains("were done before"), "\(other)")
    }
    _ = desk.run("\(Self.command) --shard 1/2", catalogue: .aws)
    #expect(desk.errors.contains(" of 6 runs were done before\n"))
    #expect(!desk.files.keys.contains { $0.hasPrefix("reports/shop/sweep/.unfinished") })
  }

  @Test(arguments: [1, 6, 13, 15])
  func `a write that fails leaves whole files only, and the study goes on later`(_ most: Int) {
    let desk = SweepShop.desk()
    desk.tick = 1_000_000_000
    desk.mostWrites = most
    #expect(desk.run(Self.command, catalogue: .aws) == .wrongInput)
    #expect(desk.errors.contains("error: cannot write reports/shop/sweep/"))
    for (path, text) in SweepShop.written(desk) where !path.contains("/.unfinished-") {
      #expect(Self.whole[path] == text, "\(path)")
    }
    desk.mostWrites = nil
    #expect(desk.run(Self.command, catalogue: .aws) == .done)
    #expect(SweepShop.written(desk) == Self.whole)
  }

  @Test func `a study that was killed twenty times comes to the same bytes`() throws {
    let home = FileManager.default.temporaryDirectory
      .appending(path: "spillway-killed-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: home) }
    for (path, text) in SweepShop.desk().files {
      let file = home.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let clock = ContinuousClock()
    let usual = try clock.measure { try Killed(home, out: "whole").process.waitUntilExit() }
    let whole = try Self.files(home.appending(path: "whole/sweep"))
    #expect(whole.count == 5)
    var draws = SplitMix64(seed: 7)
    var (kills, resumed) = (0, 0)
    while kills < 20 {
      let study = try Killed(home, out: "killed")
      let share = Double(draws.next() % 1_000) / 1_000
      Thread.sleep(forTimeInterval: usual / .seconds(1) * share)
      if study.kill() {
        kills += 1
        try Self.checkParts(below: home.appending(path: "killed/sweep"))
      } else {
        #expect(try Self.files(home.appending(path: "killed/sweep")) == whole)
        try FileManager.default.removeItem(at: home.appending(path: "killed"))
      }
      resumed += study.errors.contains("were done before") ? 1 : 0
    }
    try Killed(home, out: "killed").process.waitUntilExit()
    #expect(try Self.files(home.appending(path: "killed/sweep")) == whole)
    #expect(resumed > 0)
  }

  /// The files of a folder, hidden ones too: nothing is left of a killed write.
  private static func files(_ folder: URL) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return files
  }

  /// Whatever a study keeps can be read.
  private static func checkParts(below folder: URL) throws {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.contains(".unfinished-") && name.hasSuffix(".jsonl") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count > 1 && lines.last == "", "\(name)")
      for line in lines.dropLast() {
        _ = try JSON.read(SourceText(name: name, text: String(line)))
      }
    }
  }
}

/// The program as a process of its own, which runs a sweep until it is killed.
private struct Killed {
  let process = Process()
  private let pipe = Pipe()

  init(_ home: URL, out: String) throws {
    let tests = URL(filePath: CommandLine.arguments[0])
    process.executableURL = tests.deletingLastPathComponent().appending(path: "spillway")
    process.currentDirectoryURL = home
    // Enough messages for a study that is written several times before it ends.
    let study = "sweep scenarios/shop --out \(out) --set traffic.Buyers.rate=400/s"
    process.arguments = "\(study) \(SweepShop.vary)".split(separator: " ").map { String($0) }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
  }

  /// Kills it; false where it had ended by itself.
  func kill() -> Bool {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// What it said on standard error.
  var errors: String {
    String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}
