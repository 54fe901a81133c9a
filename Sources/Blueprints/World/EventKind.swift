import Documents
import Kernel

/// A kind of event that a client sends: its body and how large it is.
///
/// The body is kept once for all messages of the kind; what differs between them are draws of their
/// names.
public struct EventKind: Sendable {
  /// How it is called in a report: the event's `detail-type`, or the client's name.
  public let label: String
  /// The event as the scenario gives it, generators included; nil where the scenario gives none.
  public let body: Document?
  /// How many bytes it has.
  public let size: Int64
  /// How often code ran in the chain of requests before the event, by the numbers of
  /// `addChainLink`; empty where nothing is counted.
  var runs: ContiguousArray<UInt8> = []
  /// The kind that the client sent, where runs were counted since.
  var origin: UInt16?
  /// The kinds with one run more, by the code that ran; none where that was not met yet.
  var successors: ContiguousArray<UInt16> = []

  /// A kind with its body and size.
  public init(label: String, body: Document?, size: Int64) {
    self.label = label
    self.body = body
    self.size = size
  }
}
