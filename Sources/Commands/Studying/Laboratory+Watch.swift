import Studies

extension Laboratory.Watch {
  /// A watch that keeps trials in a journal and shows them; it ends them when somebody interrupts,
  /// or when what they came to cannot be kept.
  init(_ journal: Journal, _ progress: StudyProgress, _ outside: Outside) {
    self.init(
      began: { progress.began($0) },
      ended: { trial in
        journal.keep(trial)
        progress.ended(trial)
      }, isCancelled: { outside.isInterrupted() || journal.isStuck })
  }
}
