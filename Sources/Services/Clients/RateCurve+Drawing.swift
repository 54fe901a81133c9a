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

  /// The same curve with other pieces in it, which come one after the other.
  ///
  /// - Complexity: O(*n*) in the pieces of both, as the curve of years has a million.
  func replacing(with others: [Piece]) -> RateCurve {
    guard let last = pieces.last?.end else { return self }
    var drawn: ContiguousArray<Piece> = []
    drawn.reserveCapacity(pieces.count + 2 * others.count)
    var index = 0
    var drawnUntil = Instant.start
    func draw(until end: Instant) {
      while index < pieces.count, pieces[index].begin < end {
        if let part = pieces[index].clipped(from: drawnUntil, to: end) { drawn.append(part) }
        if pieces[index].end > end { return }
        index += 1
      }
    }
    for other in others {
      draw(until: other.begin)
      if let part = other.clipped(from: .start, to: last) { drawn.append(part) }
      drawnUntil = max(drawnUntil, other.end)
    }
    draw(until: last)
    return RateCurve(pieces: drawn)
  }

  /// The same curve that goes straight to another rate between two moments, and stays there.
  func ramping(from begin: Instant, to end: Instant, rate: Double) -> RateCurve {
    let before = self.rate(before: begin)
    return replacing(
      with: [
        Piece(begin: begin, end: end, from: before, to: rate),
        Piece(begin: end, end: .never, from: rate, to: rate),
      ])
  }
}
