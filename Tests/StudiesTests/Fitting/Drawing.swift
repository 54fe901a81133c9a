import Kernel

/// Data whose truth is known.
enum Drawing {
  /// So many independent values of a distribution.
  static func values(_ count: Int, of law: Distribution, seed: UInt64) -> [Double] {
    var words = SplitMix64(seed: SplitMix64.mix(seed, 1))
    return (0..<count).map { _ in law.value(at: words.next()) }
  }

  /// So many independent arrivals at a constant rate, the first at 0 [s].
  static func arrivals(_ count: Int, rate: Double, seed: UInt64) -> [Double] {
    var words = SplitMix64(seed: SplitMix64.mix(seed, 2))
    var moment = 0.0
    return (0..<count).map { index in
      if index > 0 { moment -= Arithmetic.log(unit(words.next())) / rate }
      return moment
    }
  }

  /// Independent arrivals at a rate that changes, up to a moment; the first at 0 [s].
  static func arrivals(
    until end: Double, greatest: Double, seed: UInt64, rate: (Double) -> Double
  ) -> [Double] {
    var words = SplitMix64(seed: SplitMix64.mix(seed, 3))
    var (moment, moments) = (0.0, [0.0])
    while true {
      moment -= Arithmetic.log(unit(words.next())) / greatest
      if moment > end { return moments }
      if unit(words.next()) * greatest < rate(moment) { moments.append(moment) }
    }
  }

  /// Arrivals of a source that is on and off, up to a moment; the first at 0 [s].
  static func bursts(
    rate: Double, factor: Double, on: Double, until end: Double, seed: UInt64
  ) -> [Double] {
    var words = SplitMix64(seed: SplitMix64.mix(seed, 4))
    func wait(_ mean: Double) -> Double { -Arithmetic.log(unit(words.next())) * mean }
    var (moment, moments): (Double, [Double]) = (0, [])
    while moment < end {
      let off = moment + wait(on)
      while true {
        moment += wait(1 / (rate * factor))
        guard moment < min(off, end) else { break }
        moments.append(moment)
      }
      moment = off + wait(on * (factor - 1))
    }
    return moments.map { $0 - moments[0] }
  }
}
