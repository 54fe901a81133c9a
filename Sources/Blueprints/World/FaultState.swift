/// What a fault sets at a node, or sets back.
///
/// Calls that get lost are the business of the edges they go along; a node hears of `partition` and
/// `drop` only where its declaration lists them, as one that looks after machines may.
public enum FaultState: Sendable {
  /// Everything takes so many times its time; 1 ends it.
  case slow(Double)
  /// So large a share fails; 0 ends it.
  case fail(Double)
  /// Nothing is done, or it is done again.
  case stop(Bool)
  /// So large a share of requests is turned away; 0 ends it.
  case throttle(Double)
  /// Nothing gets here or away, or it does again.
  case partition(Bool)
  /// So large a share of what comes or goes gets lost; 0 ends it.
  case drop(Double)
  /// So many machines end at once, without notice.
  case terminate(Int)
  /// The machines of a zone are gone, by its number from 0, and none begins there; nil ends it.
  case loseZone(Int?)
  /// The CPU credits of all machines are used up at this moment.
  case emptyCredits
}
