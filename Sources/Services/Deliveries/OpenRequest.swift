import Blueprints
import Kernel

/// The request whose entries are coming in, one after the other as calls of their own.
///
/// A request is answered once, so all its entries have the time that was drawn for the first of
/// them, whichever that is: of a request that failed in part only the rest comes again.
struct OpenRequest {
  private var edge = UInt32.max
  private var moment = Instant.never
  private var place: Int64 = 0
  /// How long the answer takes.
  private(set) var latency = TimeSpan.zero

  /// Takes an entry; true where it is the first of its request.
  mutating func takes(_ call: Call, answering time: DrawnTime, in world: World) -> Bool {
    let follows = call.request.place > place && call.edge == edge && world.now == moment
    (edge, moment, place) = (call.edge, world.now, call.request.place)
    guard !follows else { return false }
    latency = time.length(for: call.name, call.attempt)
    return true
  }
}
