import Blueprints
import Documents

/// How a machine works on requests: how many at a time, and what becomes of the others.
struct StationTerms {
  static let known = ["workers", "queue"]

  /// Where requests wait for a worker.
  struct WaitingRoom {
    static let known = ["capacity", "order", "drops", "expired"]

    /// How many may wait at once.
    var capacity = Int64.max
    /// Whether the last that came has its turn first.
    var isLastInFirstOut = false
    /// Whether a request that finds no room gets no answer at all.
    var dropsSilently = false
    /// Whether a request whose caller waits no longer is dropped when its turn comes.
    var dropsExpired = false
  }

  /// How many requests are worked on at once.
  var workers = Int64.max
  var room = WaitingRoom()

  init() {}

  /// Reads what an entry says of workers and queue, among other things.
  init(_ document: Document, of label: String) throws(InputError) {
    if let workers = document["workers"] {
      self.workers = try workers.count(in: 1...1_000_000, as: "workers")
    }
    guard let queue = document["queue"] else { return }
    guard workers < .max else {
      throw InputError(
        "\(label) has a queue, and any number of workers",
        remedy: "say how many requests are worked on at once, for example workers: 50",
        at: queue.place)
    }
    room = try WaitingRoom(queue, of: "the queue of \(label)")
  }
}

extension StationTerms.WaitingRoom {
  /// Reads what an entry says of its queue.
  init(_ document: Document, of owner: String) throws(InputError) {
    guard let map = document.map else {
      throw InputError(
        "\(owner) must say how it keeps requests waiting, and is \(document.kindName)",
        remedy: "for example {capacity: 200, order: fifo, drops: rejects}", at: document.place)
    }
    for entry in map.entries where !Self.known.contains(entry.key) {
      throw .stray(entry, among: Self.known, of: owner)
    }
    if let capacity = map["capacity"] {
      self.capacity = try capacity.count(in: 0...10_000_000, as: "capacity")
    }
    isLastInFirstOut = try Self.choice("order", in: map, "fifo", "lifo")
    dropsSilently = try Self.choice("drops", in: map, "rejects", "silent")
    dropsExpired = try Self.choice("expired", in: map, "keep", "drop")
  }

  /// Whether the second of two words is chosen; the first is the usual one.
  private static func choice(
    _ key: String, in map: DocumentMap, _ usual: String, _ other: String
  ) throws(InputError) -> Bool {
    guard let document = map[key] else { return false }
    switch document.scalarText {
    case usual: return false
    case other: return true
    default:
      throw InputError(
        "\(key) is \(usual) or \(other), and not \(document.scalarText ?? document.kindName)",
        remedy: "write \(key): \(usual), or \(key): \(other)", at: document.place)
    }
  }
}
