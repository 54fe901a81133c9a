import Blueprints
import Documents
import Kernel

extension TrafficReader {
  /// The greatest share of messages that are sent again.
  private static var greatestShare: Double { 0.9 }

  /// How often the client sends the message before once more.
  func repeats() -> Odds? {
    read("duplicates") { (document) throws(InputError) in
      let share = try document.share()
      guard share <= Self.greatestShare else {
        throw InputError(
          "duplicates of \(label) are more than 90 %",
          remedy: "give the share of messages that repeat the one before, for example 1 %",
          at: document.place)
      }
      return Odds(share: share)
    }
  }

  /// Whether FIFO queues and topics tell the client's messages apart by their bodies.
  func goesByBody() -> Bool? {
    read("dedup") { (document) throws(InputError) in
      switch document.scalarText {
      case "id": return false
      case "content": return true
      default:
        throw InputError(
          "\(label) has dedup: \(document.scalarText ?? document.kindName)",
          remedy: "choose id, which each message has its own of, or content", at: document.place)
      }
    }
  }
}
