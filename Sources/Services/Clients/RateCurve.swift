import Kernel

/// How many messages a second a client means to send, over the whole run: straight pieces, one
/// after the other.
///
/// A Poisson process with this rate is one of rate 1 whose clock runs at the speed of the curve:
/// the next arrival is where the area under the curve has grown by an exponential draw.
struct RateCurve: Sendable {
  /// A stretch of time in which the rate goes straight from one value to another.
  struct Piece: Sendable {
    var begin: Instant
    var end: Instant
    /// The rate at the begin [1/s].
    var from: Double
    /// The rate at the end [1/s].
    var to: Double

    func rate(at moment: Instant) -> Double {
      guard from != to else { return from }
      return from + (to - from) * (moment - begin).seconds / (end - begin).seconds
    }
  }

  /// Without gaps, from the start on; after the last one nothing is sent.
  let pieces: ContiguousArray<Piece>

  /// The moment at which the area under the curve has grown by so many messages, and the piece it
  /// lies in.
  func advance(
    from moment: Instant, piece first: Int, by messages: Double
  ) -> (moment: Instant, piece: Int)? {
    var moment = moment
    var missing = messages
    for index in first..<pieces.count {
      let piece = pieces[index]
      guard piece.end > moment else { continue }
      moment = max(moment, piece.begin)
      if piece.from == piece.to, piece.from > 0 {
        let next = moment + TimeSpan(rounding: missing / piece.from * 1e9)
        if next <= piece.end { return (next, index) }
      }
      let rate = piece.rate(at: moment)
      let area = (rate + piece.to) / 2 * (piece.end - moment).seconds
      if area >= missing, area > 0 {
        return (moment + time(for: missing, from: rate, in: piece, at: moment), index)
      }
      missing -= area
      moment = piece.end
    }
    return nil
  }

  /// How long it takes from a moment on until the area has grown by so many messages.
  private func time(
    for messages: Double, from rate: Double, in piece: Piece, at moment: Instant
  ) -> TimeSpan {
    let left = (piece.end - moment).seconds
    let slope = left > 0 ? (piece.to - rate) / left : 0
    guard slope != 0 else { return TimeSpan(rounding: messages / rate * 1e9) }
    let root = (rate * rate + 2 * slope * messages).squareRoot()
    return TimeSpan(rounding: 2 * messages / (rate + root) * 1e9)
  }
}
