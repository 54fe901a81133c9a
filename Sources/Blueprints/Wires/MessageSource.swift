import Kernel

/// A place where receivers fetch messages: they are hidden while they are held, and deleted when
/// done with.
public protocol MessageSource: AnyObject {
  /// The edge on which messages wait for their receivers.
  var outgoing: Edge { get }
  /// How long a received message stays hidden.
  var hiddenFor: TimeSpan { get }
  /// Tells the source who is to be woken, and by which event, when messages become visible.
  func attach(receiver: Event, label: String)
  /// Asks for one wake-up when a message is visible; at once where one is.
  func wake(in world: World)
  /// Fetches up to a number of visible messages in one call and adds them to a batch; returns how
  /// many.
  func receive(upTo limit: Int64, into batch: inout Batch, in world: World) -> Int64
  /// Forgets a message that is done with; a stale receipt deletes nothing.
  func delete(_ entry: BatchEntry, in world: World)
  /// Forgets a message that a filter of the receiver keeps back.
  func discard(_ entry: BatchEntry, in world: World)
  /// Counts the requests that delete so many messages, ten at most in one.
  func countDeletion(of count: Int64)
  /// Counts receives of idle pollers that returned nothing.
  func countEmptyReceives(_ count: Int64, in world: World)
  /// Whether a receive would return something.
  var hasVisible: Bool { get }
  /// Whether messages of a group come in order, and none while one of it is in flight.
  var keepsOrder: Bool { get }
  /// Lets go of a message without deleting it; it comes back when its time is up.
  func release(_ entry: BatchEntry, in world: World)
}

extension MessageSource {
  /// Order is best effort.
  public var keepsOrder: Bool { false }
}

/// What runs a batch of messages for somebody who waits for the end.
public protocol BatchProcessor: AnyObject {
  /// Begins a batch, or turns it away; at the end the reply event is scheduled with a `BatchEnding`
  /// in its `second`.
  func begin(_ batch: Batch, reply: Event, in world: World) -> Acceptance
  /// How long one run may take.
  var timeLimit: TimeSpan { get }
  /// The share of batches of so many messages whose work alone takes longer than that.
  func shareOutOfTime(_ messages: Int64, in world: World) -> Double
  /// How many more batches could begin now.
  func room(in world: World) -> Int64
  /// Asks for an event when a batch has ended and there may be room again.
  func awaitRoom(_ event: Event)
}

/// How a batch ended as a whole.
public enum BatchEnding: UInt32 {
  /// The code returned.
  case succeeded
  /// The code threw, or ran out of time.
  case failed
}
