import Blueprints
import Kernel

/// One message that the code is working on, or one of several things that it does for the message
/// at the same time.
struct Strand: BitwiseCopyable {
  /// Its neighbours among the strands of its run.
  var next: UInt32 = .max
  var previous: UInt32 = .max
  var run: UInt32
  var entry: UInt32
  /// The strand that waits for this one; `none` for a message's own.
  var parent: UInt32
  var counter: Int32
  /// Things done at the same time that are not done yet.
  var children: Int32 = 0
  /// How far this strand has come; never before the world's clock when it acts.
  var clock: Instant
  /// How often the call it is at was tried.
  var attempt: UInt32 = 0
  /// How many items of the call it is at are still to do; 0 stands for all of them.
  var left: UInt32 = 0
  /// What its last retry took from the quota.
  var held: Int32 = 0
  /// Its life, zero once it is over: what is meant for an earlier strand in the slot is dropped.
  var generation: UInt16 = 0
  /// What its breaker let its call through with; meaningful where it is marked.
  var ticket: UInt16 = 0
  /// The edge of a call that has no final answer yet; `none` where there is no such call.
  var calling: UInt32 = .max
  /// What it computes on the host's processor; `none` where it does not.
  var job: UInt32 = .max
  /// Its wait for an answer, or for its turn; `none` where it waits for nothing with an end.
  var wait: UInt32 = .max
  /// It threw.
  var failed = false
  /// How its message ends when it comes to the end of the code.
  var ending = BatchEntry.Outcome.succeeded
  /// What it holds while it calls.
  var marks: Marks = []

  /// What a call holds.
  struct Marks: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// A place in its bulkhead.
    static let underWay = Marks(rawValue: 1)
    /// A ticket of its breaker.
    static let letThrough = Marks(rawValue: 2)
    /// A place in the line for its bulkhead.
    static let inLine = Marks(rawValue: 4)
  }

  init(run: UInt32, entry: UInt32, parent: UInt32, counter: Int, clock: Instant) {
    self.run = run
    self.entry = entry
    self.parent = parent
    self.counter = Int32(counter)
    self.clock = clock
  }
}
