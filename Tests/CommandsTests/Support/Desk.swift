import Blueprints
import Documents
import Foundation
import Schedules

@testable import Commands

/// A world outside that a test can look into: files in memory, streams that keep what they get.
final class Desk: @unchecked Sendable {
  var files: [String: String] = [:]
  var output = ""
  var errors = ""
  var unwritable: Set<String> = []
  var columns: Int?
  /// Why standard output takes nothing.
  var outputFailure: InputError?
  /// How far the clock goes on each time that it is looked at [ns].
  var tick: Int64 = 0
  var isInterrupted = false
  /// How many files were written.
  private var writes = 0
  /// After how many files the user stops the program; nil where nobody does.
  var writesBeforeInterrupt: Int?
  /// After how many files the disk is full; nil where it never is.
  var mostWrites: Int?
  /// Somebody who interrupts while it goes on; asked from several threads.
  var interruption: (() -> Bool)?
  /// What waits at standard input, piece by piece.
  var input: [String] = []
  /// The variables of the environment.
  var variables: [String: String] = [:]
  /// Studies write and look at the clock from several threads.
  private let lock = NSLock()
  /// Whether a person sits there.
  var isAttended = false
  /// The present moment, in seconds since 1970.
  var today: Int64 = 0
  private var time: Int64 = 0
  /// The edition of the time zones that it knows.
  static let zoneData = TimeZoneDatabase.foundation.version

  init(_ files: [String: String] = [:]) { self.files = files }

  private func outside(_ arguments: [String]) -> Outside {
    var outside = Outside(
      arguments: arguments,
      output: .init(write: { self.output += $0 }),
      errors: .init(columns: columns, write: { self.errors += $0 }))
    outside.outputFailure = { self.outputFailure }
    outside.place = { path in
      if self.files[path] != nil { return .file }
      return self.files.keys.contains { $0.hasPrefix(path + "/") } ? .folder : .nothing
    }
    outside.read = { (path) throws(InputError) in
      guard let text = self.files[path] else { throw InputError("there is no file \(path)") }
      return Array(text.utf8)
    }
    outside.write = { (path, text) throws(InputError) in
      if self.unwritable.contains(where: { path.hasPrefix($0 + "/") }) {
        throw InputError("cannot write \(path)", remedy: "you may not: check the permissions")
      }
      let isWritten = self.lock.withLock {
        guard self.writes < self.mostWrites ?? .max else { return false }
        self.writes += 1
        if self.writes == self.writesBeforeInterrupt { self.isInterrupted = true }
        self.files[path] = text
        return true
      }
      if !isWritten { throw InputError("cannot write \(path)", remedy: "the disk is full") }
    }
    outside.remove = { (path) throws(InputError) in
      self.files = self.files.filter { $0.key != path && !$0.key.hasPrefix(path + "/") }
    }
    outside.cores = ProcessInfo.processInfo.activeProcessorCount
    outside.variable = { self.variables[$0] }
    outside.list = { (path) throws(InputError) in
      let below = self.files.keys.filter { $0.hasPrefix(path + "/") }
      let names = below.compactMap { $0.dropFirst(path.count + 1).split(separator: "/").first }
      return Set(names.map { String($0) }).sorted()
    }
    outside.input = { self.input.isEmpty ? [] : Array(self.input.removeFirst().utf8) }
    outside.isAttended = isAttended
    outside.isInterrupted = { self.interruption?() ?? self.isInterrupted }
    outside.today = { Timestamp(seconds: self.today) }
    outside.zones = .foundation
    outside.clock = {
      self.lock.withLock {
        self.time += self.tick
        return self.time
      }
    }
    return outside
  }

  /// Runs the program with words as a shell would split them at spaces.
  func run(_ words: String, catalogue: Catalogue = .toy) -> ExitCode {
    run(words.split(separator: " ").map { String($0) }, catalogue: catalogue)
  }

  /// Runs the program with words as they stand.
  func run(_ words: [String], catalogue: Catalogue = .toy) -> ExitCode {
    output = ""
    errors = ""
    return Spillway.run(outside(words), catalogue: catalogue)
  }
}
