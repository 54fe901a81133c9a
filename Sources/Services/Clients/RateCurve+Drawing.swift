import Kernel

extension RateCurve.Piece {
  /// The part of it between two moments; nil where they do not meet it.
  func clipped(from begin: Instant, to end: Instant) -> RateCurve.Piece? {
    let (first, last) = (max(begin, self.begin), min(end, self.end))
    guard first < last else { return nil }
    return RateCurve.Piece(begin: first, end: last, from: rate(at: first), to: rate(at: last))
  }
}

extension RateCurve {
  /// The same rate all the time, up to an end.
  init(constant rate: Double, until end: Instant) {
    self.init(
      pieces: end > .start ? [Piece(begin: .start, end: end, from: rate, to: rate)] : [])
  }

  /// The rate in force at a moment; at a jump the one before it.
  func rate(before moment: Instant) -> Double {
    let piece = pieces.last { $0.begin < moment } ?? pieces.first
    return piece.map { $0.rate(at: min(moment, $0.end)) } ?? 0
  }

  /// The same curve with other pieces between two moments, which the pieces fill.
  func replacing(from begin: Instant, to end: Instant, with other: [Piece]) -> RateCurve {
    guard let last = pieces.last?.end else { return self }
    var drawn: ContiguousArray<Piece> = []
    drawn += pieces.compactMap { $0.clipped(from: .start, to: begin) }
    drawn += other.compactMap { $0.clipped(from: begin, to: min(end, last)) }
    drawn += pieces.compactMap { $0.clipped(from: end, to: last) }
    return RateCurve(pieces: drawn)
  }

  /// The same curve with a time of another rate in it.
  func spiking(at begin: Instant, for length: TimeSpan, to rate: Double) -> RateCurve {
    let end = begin + length
    return replacing(
      from: begin, to: end, with: [Piece(begin: begin, end: end, from: rate, to: rate)])
  }

  /// The same curve that goes straight to another rate between two moments, and stays there.
  func ramping(from begin: Instant, to end: Instant, rate: Double) -> RateCurve {
    let before = self.rate(before: begin)
    return replacing(
      from: begin, to: .never,
      with: [
        Piece(begin: begin, end: end, from: before, to: rate),
        Piece(begin: end, end: .never, from: rate, to: rate),
      ])
  }
}
