/// What a fault sets at a node, or sets back.
public enum FaultState: Sendable {
  /// Everything takes so many times its time; 1 ends it.
  case slow(Double)
  /// So large a share fails; 0 ends it.
  case fail(Double)
  /// Nothing is done, or it is done again.
  case stop(Bool)
  /// So large a share of requests is turned away; 0 ends it.
  case throttle(Double)
}
