import Dispatch
import Documents
import Foundation
import Synchronization

/// Threads that share out numbered pieces of work: whoever is free takes the next.
///
/// Which thread does what is chance, so whoever gives out work keeps results by their numbers.
package struct Crew: Sendable {
  /// How many pieces are done side by side.
  package let threads: Int

  /// As many threads as this machine has cores.
  package static let whole = Crew(ProcessInfo.processInfo.activeProcessorCount)

  /// So many threads, at least one.
  package init(_ threads: Int) {
    precondition(threads > 0, "a crew of \(threads)")
    self.threads = threads
  }

  /// Does every piece of work once, and returns when all of it is done.
  package func perform(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let pile = Pile(count)
    let others = DispatchGroup()
    for _ in 1..<max(min(threads, count), 1) {
      others.enter()
      Thread.detachNewThread {
        pile.empty(by: work)
        others.leave()
      }
    }
    pile.empty(by: work)
    others.wait()
  }

  /// Does every piece of work that may fail, and returns when all of it is done.
  ///
  /// - Throws: The errors of the first piece, by number, that has any; the others are done all the
  ///   same.
  package func run(
    _ count: Int, _ work: @escaping @Sendable (Int) throws(InputErrors) -> Void
  ) throws(InputErrors) {
    let first = Failure()
    perform(count) { number in
      do throws(InputErrors) {
        try work(number)
      } catch {
        first.note(error, of: number)
      }
    }
    if let errors = first.errors { throw errors }
  }
}

/// The errors of the first piece of work, by number, that has any.
private final class Failure: Sendable {
  private let first = Mutex<(number: Int, errors: InputErrors)?>(nil)

  var errors: InputErrors? { first.withLock { $0?.errors } }

  func note(_ errors: InputErrors, of number: Int) {
    first.withLock { first in
      if number < first?.number ?? .max { first = (number, errors) }
    }
  }
}

/// Pieces of work that wait, by their numbers.
private final class Pile: Sendable {
  private let count: Int
  private let next = Atomic(0)

  init(_ count: Int) { self.count = count }

  /// Takes one after the other until none is left.
  func empty(by work: (Int) -> Void) {
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      work(number)
    }
  }
}
