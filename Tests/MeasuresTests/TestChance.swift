import Kernel

/// SplitMix64, so that every test draws the same numbers on every machine.
struct TestChance: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Between 0 and 1, both excluded.
  mutating func unit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  mutating func below(_ bound: Int64) -> Int64 { Int64(next() % UInt64(bound)) }
}

extension TestChance {
  /// A standard normal value.
  mutating func normal() -> Double { Arithmetic.inverseNormal(unit()) }

  /// The most failures that a number of trials shows by chance where each fails so often.
  static func mostFailures(of trials: Int, rate: Double) -> Int {
    let spread = (Double(trials) * rate * (1 - rate)).squareRoot()
    return Int(Double(trials) * rate + 3.3 * spread)
  }
}
