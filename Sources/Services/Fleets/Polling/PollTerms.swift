import Blueprints
import Documents
import Kernel

/// From which queue the workers of a machine fetch messages, and how.
struct PollTerms {
  static let known = ["queue", "batch", "wait"]
  /// The key of a behaviour that says so.
  static let key = "polls"
  /// What SQS takes as `WaitTimeSeconds` of a long poll [s], and as `MaxNumberOfMessages`.
  private static let (waits, batches): (ClosedRange<Int64>, ClosedRange<Int64>) = (1...20, 1...10)

  let queue: Reference
  /// How many messages one receive asks for.
  private(set) var batch: Int64 = 10
  /// How long a receive waits for the first.
  private(set) var wait = TimeSpan.seconds(20)

  /// Reads what a behaviour polls: the name of a queue, or a map with more; nil where it says
  /// nothing.
  init?(_ behavior: Document?, of label: String) throws(InputError) {
    guard let document = behavior?[Self.key] else { return nil }
    guard let map = document.map else {
      guard let name = document.scalarText else { throw Self.unnamed(document, of: label) }
      queue = Reference(text: name, place: document.place)
      return
    }
    for entry in map.entries where !Self.known.contains(entry.key) {
      throw .stray(entry, among: Self.known, of: "polls of \(label)")
    }
    guard let name = map["queue"], let text = name.scalarText else {
      throw Self.unnamed(document, of: label)
    }
    queue = Reference(text: text, place: name.place)
    if let batch = map["batch"] { self.batch = try batch.count(in: Self.batches, as: "batch") }
    guard let wait = map["wait"] else { return }
    let seconds = try wait.duration()
    guard
      TimeSpan.seconds(Self.waits.lowerBound)...TimeSpan.seconds(Self.waits.upperBound)
        ~= seconds
    else {
      throw InputError(
        "a receive waits for \(Self.waits.lowerBound) to \(Self.waits.upperBound) s",
        remedy: "write wait: 20 s; polls that do not wait are not modelled", at: wait.place)
    }
    self.wait = seconds
  }

  private static func unnamed(_ document: Document, of label: String) -> InputError {
    InputError(
      "polls of \(label) names no queue",
      remedy: "for example polls: OrderQueue, or "
        + "polls: {queue: OrderQueue, batch: 5}", at: document.place)
  }
}
