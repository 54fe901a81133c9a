extension Arithmetic {
  /// The point below which a standard normal variable falls with the given probability.
  ///
  /// M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution",
  /// Applied Statistics 37 (1988), routine PPND16: three rational functions, relative error about
  /// 1e-16 before rounding. Probability 0 gives minus infinity, 1 infinity.
  ///
  /// - Parameter probability: From 0 to 1.
  public static func inverseNormal(_ probability: Double) -> Double {
    let q = probability - 0.5
    guard q >= -0.425, q <= 0.425 else { return normalTail(probability) }
    let r = 0.180625 - q * q
    let numerator = polynomial(
      r,
      (
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
        1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
        3.3430575583588128105e4, 2.5090809287301226727e3
      ))
    let denominator = polynomial(
      r,
      (
        1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
        5.2264952788528545610e3
      ))
    return q * numerator / denominator
  }

  /// The inverse normal outside the middle 85 %.
  private static func normalTail(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "no probability: \(probability)")
    let tail = probability < 0.5 ? probability : 1 - probability
    guard tail > 0 else { return probability < 0.5 ? -.infinity : .infinity }
    let root = (-log(tail)).squareRoot()
    let distance = root <= 5 ? nearTail(root - 1.6) : farTail(root - 5)
    return probability < 0.5 ? -distance : distance
  }

  /// The distance from the middle for a tail of at least e^-25.
  @inline(__always)
  private static func nearTail(_ r: Double) -> Double {
    let numerator = polynomial(
      r,
      (
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
        2.27238449892691845833e-2, 7.74545014278341407640e-4
      ))
    let denominator = polynomial(
      r,
      (
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
        1.05075007164441684324e-9
      ))
    return numerator / denominator
  }

  /// The distance from the middle for a tail below e^-25.
  @inline(never)
  private static func farTail(_ r: Double) -> Double {
    let numerator = polynomial(
      r,
      (
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
        2.71155556874348757815e-5, 2.01033439929228813265e-7
      ))
    let denominator = polynomial(
      r,
      (
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15
      ))
    return numerator / denominator
  }

  /// The probability that a standard normal variable is at most the given number.
  public static func normalCumulative(_ z: Double) -> Double {
    let tail = 0.5 * IncompleteGamma(shape: 0.5).upper(0.5 * z * z)
    return z < 0 ? tail : 1 - tail
  }

  /// The density of a standard normal variable.
  public static func normalDensity(_ z: Double) -> Double {
    exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
  }
}
