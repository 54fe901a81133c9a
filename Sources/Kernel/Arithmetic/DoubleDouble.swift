/// A number as the unevaluated sum of two, good for about 106 bits.
///
/// T. J. Dekker, "A floating-point technique for extending the available precision",
/// Numerische Mathematik 18 (1971). Products are split by hand, as no fused operation may be used.
struct DoubleDouble {
  /// The number, rounded.
  var high: Double
  /// What rounding left over.
  var low: Double

  /// The number whose parts are known to fit: the second is at most half an ulp of the first.
  @inline(__always)
  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The sum of two numbers of which the first is the greater, up to its sign.
  @inline(__always)
  init(_ greater: Double, plus lesser: Double) {
    high = greater + lesser
    low = lesser - (high - greater)
  }

  /// The product of two numbers, exact while neither exceeds 2^990.
  @inline(__always)
  init(_ a: Double, times b: Double) {
    let (a1, a2) = Self.halves(a)
    let (b1, b2) = Self.halves(b)
    high = a * b
    low = ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2
  }

  /// A number as the sum of two of at most 26 bits.
  @inline(__always)
  private static func halves(_ a: Double) -> (Double, Double) {
    let scaled = a * 134_217_729  // 2^27 + 1
    let upper = scaled - (scaled - a)
    return (upper, a - upper)
  }

  /// The product of two numbers to about 2^-102.
  @inline(__always)
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = DoubleDouble(a.high, times: b.high)
    return DoubleDouble(
      product.high, plus: product.low + (a.high * b.low + a.low * b.high))
  }
}
