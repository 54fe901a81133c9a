import Kernel

/// Somebody who looks at a run while it goes on.
package struct Watch {
  /// Is told the simulated time, every few thousand events.
  package let progress: (Instant) -> Void
  /// Is asked whether the run should end here.
  package let isCancelled: () -> Bool

  /// A watch; nobody looks where nothing is given.
  package init(
    progress: @escaping (Instant) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.progress = progress
    self.isCancelled = isCancelled
  }
}
