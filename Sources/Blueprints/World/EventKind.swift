import Documents
import Kernel

/// A kind of event that a client sends: its body and how large it is.
///
/// The body is kept once for all messages of the kind; what differs between them are draws of their
/// names.
package struct EventKind: Sendable {
  /// How it is called in a report: the event's `detail-type`, or the client's name.
  package let label: String
  /// The event as the scenario gives it, generators included; nil where the scenario gives none.
  package let body: Document?
  /// How many bytes it has.
  package let size: Int64

  /// A kind with its body and size.
  package init(label: String, body: Document?, size: Int64) {
    self.label = label
    self.body = body
    self.size = size
  }
}
