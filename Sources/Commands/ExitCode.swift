/// What the program says to whoever started it.
package enum ExitCode: Int32, Sendable {
  /// Done, and every goal was met.
  case done = 0
  /// A goal was missed or is undecided.
  case missed = 1
  /// The input is wrong.
  case wrongInput = 2
  /// A bug of the program itself.
  case bug = 70
  /// The user stopped it.
  case interrupted = 130

  /// The worse of two, as several designs give one each: wrong input before a missed goal.
  package static func worse(_ a: ExitCode, _ b: ExitCode) -> ExitCode {
    a.rawValue >= b.rawValue ? a : b
  }
}
