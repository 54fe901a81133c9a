import Documents
import Schedules

/// Everything that a command may touch of the world: files, streams and the clock.
package struct Outside: Sendable {
  /// What a path leads to.
  package enum Place: Sendable {
    /// Something that can be read.
    case file
    /// Something that can be listed.
    case folder
    /// Nothing.
    case nothing
  }

  /// A stream that people or programs read.
  package struct Stream: Sendable {
    /// Writes a text as it stands.
    package var write: @Sendable (_ text: String) -> Void
    /// How many columns the terminal has; nil where it is none.
    package var columns: Int?
    /// Whether it takes colours.
    package var isColoured: Bool

    /// A stream, on a terminal where columns are given.
    package init(
      columns: Int? = nil, isColoured: Bool = false,
      write: @escaping @Sendable (_ text: String) -> Void
    ) {
      self.write = write
      self.columns = columns
      self.isColoured = isColoured
    }
  }

  /// The words behind the name of the program.
  package var arguments: [String]
  /// Where answers go.
  package var output: Stream
  /// Why some of an answer did not get there; nil while all did.
  package var outputFailure: @Sendable () -> InputError?
  /// Where errors, progress and speed go.
  package var errors: Stream
  /// How many runs can go on at the same time.
  package var cores: Int
  /// What a path leads to.
  package var place: @Sendable (_ path: String) -> Place
  /// The bytes of a file.
  package var read: @Sendable (_ path: String) throws(InputError) -> [UInt8]
  /// Writes a file whole or not at all, and the folders that lead to it.
  package var write: @Sendable (_ path: String, _ text: String) throws(InputError) -> Void
  /// Takes a file away, or a folder with everything in it.
  package var remove: @Sendable (_ path: String) throws(InputError) -> Void
  /// The names in a folder, in alphabetical order.
  package var list: @Sendable (_ path: String) throws(InputError) -> [String]
  /// The value of a variable of the environment; nil where it is not set.
  package var variable: @Sendable (_ name: String) -> String?
  /// The next bytes of standard input, as many as wait there; none at its end.
  package var input: @Sendable () -> [UInt8]
  /// Whether a person sits at standard input and sees standard output.
  package var isAttended: Bool
  /// The time since some fixed moment [ns].
  package var clock: @Sendable () -> Int64
  /// The present moment.
  package var today: @Sendable () -> Timestamp
  /// The time zones of the world.
  package var zones: TimeZoneDatabase
  /// Whether the user asked to stop.
  package var isInterrupted: @Sendable () -> Bool

  /// An outside without files, in which time stands still.
  package init(arguments: [String], output: Stream, errors: Stream) {
    self.arguments = arguments
    self.output = output
    self.errors = errors
    outputFailure = { nil }
    cores = 1
    place = { _ in .nothing }
    read = { (path) throws(InputError) in throw InputError("there is no file \(path)") }
    write = { (path, _) throws(InputError) in throw InputError("cannot write \(path)") }
    remove = { (path) throws(InputError) in throw InputError("cannot remove \(path)") }
    variable = { _ in nil }
    list = { (path) throws(InputError) in throw InputError("there is no folder \(path)") }
    input = { [] }
    isAttended = false
    clock = { 0 }
    today = { Timestamp(seconds: 0) }
    zones = .none
    isInterrupted = { false }
  }
}
