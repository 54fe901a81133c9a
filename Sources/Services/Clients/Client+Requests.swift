import Blueprints
import Kernel

/// Messages of a batch that travel in one request, where what they are sent to takes several.
///
/// Each is a call of its own with an answer of its own, as in AWS; what is turned away as a whole
/// is tried again as a whole: at the same moment, in the same order, for the price of one retry.
extension Client {
  /// The request that a message travels in.
  func request(of sending: Sending, in world: World) -> SharedRequest {
    let (place, count) = seat(of: sending.name)
    let first = sending.name.ordinal - UInt64(place)
    var bytes: Int64 = 0
    for ordinal in first..<first + UInt64(count) {
      bytes += world.size(of: kinds.kind(of: origin(of: Name(client: mark, ordinal: ordinal))))
    }
    return SharedRequest(count: count, place: place, bytes: bytes)
  }

  /// The name of the first message in the request of a message.
  func head(of name: Name) -> Name {
    Name(client: mark, ordinal: name.ordinal - UInt64(seat(of: name).place))
  }

  /// Pays for a retry once for each request.
  func payment(for sending: inout Sending, after loss: Edge.Loss, in world: World) -> Bool {
    guard sharesRequests, loss == .throttled else {
      return pay(for: &sending, after: loss, in: world)
    }
    if seat(of: sending.name).place == 0 {
      isRequestPaid = pay(for: &sending, after: loss, in: world)
    }
    return isRequestPaid
  }

  /// The place of a message in its request, and how many messages that carries.
  private func seat(of name: Name) -> (place: Int64, count: Int64) {
    let place = Int64(name.ordinal % UInt64(traffic.batch))
    let inRequest = place % messagesPerRequest
    return (inRequest, min(messagesPerRequest, traffic.batch - (place - inRequest)))
  }
}
