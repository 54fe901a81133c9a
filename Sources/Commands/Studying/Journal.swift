import Documents
import Kernel
import Studies
import Synchronization

/// What is written of a study while it goes on, so that an interrupted one goes on from there.
///
/// Runs are gathered and written as a file every moment, whole or not at all. The files lie in a
/// folder whose name is the study's hash, so that nobody finds those of another study, and are
/// removed once the study is whole.
final class Journal: Sendable {
  /// The least time for which runs are gathered before they are written [ns].
  private static let patience: Int64 = 50_000_000
  /// The part of a study's time for which they are gathered, so that the files of long studies are
  /// hundreds and not thousands: one in so many.
  private static let share: Int64 = 50

  private struct State {
    var gathered: [Trial] = []
    var files: Int
    var written: Int64
    /// Why a file could not be written; what was gathered stays with us.
    var slip: InputError?
    /// How many runs stand in files.
    var count: Int
  }

  /// The runs that were found.
  let found: [Trial]
  /// Where the files are.
  let folder: String
  private let outside: Outside
  private let begin: Int64
  private let state: Mutex<State>

  /// The journal of a part of a study below the folder of its reports.
  ///
  /// - Throws: That a file of it cannot be read.
  init(_ study: Study, _ shard: Shard, below base: String, _ outside: Outside) throws(InputError) {
    let hash = String(stableHash(StudyFile.head(of: study, shard)), radix: 16)
    folder = "\(base)/.unfinished-\(hash)"
    self.outside = outside
    begin = outside.clock()
    var found: [Trial] = []
    var files = 0
    if case .folder = outside.place(folder) {
      for name in try outside.list(folder) where Self.isPart(name) {
        let path = "\(folder)/\(name)"
        let text = try SourceText.decoding(try outside.read(path), name: path)
        found += try StudyFile.trials(in: text, of: study)
        files = max(files, Int(name.dropLast(Self.ending.count)) ?? 0)
      }
    }
    self.found = found
    state = Mutex(State(files: files, written: begin, count: found.count))
  }

  /// Whether what was run could not be written.
  var isStuck: Bool { state.withLock { $0.slip != nil } }

  /// How many runs of the study stand in its files.
  var count: Int { state.withLock { $0.count } }

  private static let ending = ".jsonl"

  private static func isPart(_ name: String) -> Bool {
    name.hasSuffix(ending) && Int(name.dropLast(ending.count)) != nil
  }

  /// Takes a run; called from several threads.
  func keep(_ trial: Trial) {
    state.withLock { state in
      state.gathered.append(trial)
      let now = outside.clock()
      let patience = max(Self.patience, (now - begin) / Self.share)
      if now - state.written >= patience { write(&state, at: now) }
    }
  }

  /// Writes what is gathered.
  ///
  /// - Throws: Why something could not be written.
  func flush() throws(InputError) {
    let slip = state.withLock { state in
      write(&state, at: outside.clock())
      return state.slip
    }
    if let slip { throw slip }
  }

  private func write(_ state: inout State, at now: Int64) {
    guard !state.gathered.isEmpty else { return }
    let lines = state.gathered.map { $0.line }
    do throws(InputError) {
      try outside.write(
        "\(folder)/\(state.files + 1)\(Self.ending)", lines.joined(separator: "\n") + "\n")
      state.files += 1
      state.count += state.gathered.count
      state.gathered = []
      state.slip = nil
    } catch {
      state.slip = error
    }
    state.written = now
  }

  /// Removes it, as the study is whole.
  ///
  /// - Throws: Why it is still there.
  func remove() throws(InputError) {
    if case .folder = outside.place(folder) { try outside.remove(folder) }
  }
}
