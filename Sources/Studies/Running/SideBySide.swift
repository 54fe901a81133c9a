import Dispatch
import Documents
import Synchronization

/// Work that all cores share, whose outcome does not depend on how many there are.
enum SideBySide {
  /// Runs pieces of work by their numbers, side by side, and waits for all of them.
  ///
  /// - Throws: The errors of the first piece, by number, that has any; the others are run all the
  ///   same.
  static func run(
    _ count: Int, _ work: @Sendable (Int) throws(InputErrors) -> Void
  ) throws(InputErrors) {
    let first = Mutex<(number: Int, errors: InputErrors)?>(nil)
    DispatchQueue.concurrentPerform(iterations: count) { number in
      do throws(InputErrors) {
        try work(number)
      } catch {
        first.withLock { first in
          if number < first?.number ?? count { first = (number, error) }
        }
      }
    }
    if let errors = first.withLock({ $0?.errors }) { throw errors }
  }
}
