/// Functions of real numbers that give the same bits on every machine.
///
/// Only `+ - * /`, the square root and operations on bits are used, in a fixed order and never
/// fused, so that x86-64, arm64 and WebAssembly agree. The C library's own functions do not.
///
/// - `log`, `exp` and `pow` are within 2 ulp of the C library's.
/// - The inverse normal and the inverse gamma are within a relative error of 1e-12, read as a round
///   trip through the distribution function, on the side of the smaller tail.
public enum Arithmetic {
  /// The natural logarithm of 2, first 42 bits: its product with an exponent is exact.
  @inline(__always)
  static var ln2High: Double { 0x1.62e42fefa3800p-1 }

  /// What the first 42 bits of the natural logarithm of 2 leave over.
  @inline(__always)
  static var ln2Low: Double { 0x1.ef35793c76730p-45 }

  /// The polynomial of degree 7 with the given coefficients, lowest power first.
  ///
  /// Estrin's order: half of the operations do not wait for one another, as they would in Horner's.
  @inline(__always)
  static func polynomial(
    _ x: Double, _ c: (Double, Double, Double, Double, Double, Double, Double, Double)
  ) -> Double {
    let x2 = x * x
    let low = (c.0 + c.1 * x) + (c.2 + c.3 * x) * x2
    let high = (c.4 + c.5 * x) + (c.6 + c.7 * x) * x2
    return low + high * (x2 * x2)
  }
}
