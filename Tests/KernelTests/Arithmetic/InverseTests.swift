import Foundation
import Testing

@testable import Kernel

@Suite struct InverseTests {
  @Test func `the inverse normal returns through the C library's error function`() {
    var words = SplitMix64(seed: 5)
    var worst = 0.0
    for step in 0..<200_000 {
      let tail = 0.5 * Foundation.pow(10, -Double(step) / 200_000 * 300)
      let p = step % 2 == 0 ? tail : 0.5 * unit(words.next())
      let back = 0.5 * erfc(-Arithmetic.inverseNormal(p) / 2.0.squareRoot())
      worst = max(worst, abs(back / p - 1) / (p < 1e-100 ? 4 : 1))
    }
    #expect(worst < 1e-12)
  }

  @Test func `the inverse normal is odd and knows its landmarks`() {
    #expect(Arithmetic.inverseNormal(0.5) == 0)
    #expect(Arithmetic.inverseNormal(0) == -.infinity)
    #expect(Arithmetic.inverseNormal(1) == .infinity)
    #expect(abs(Arithmetic.inverseNormal(0.975) - 1.959963984540054) < 1e-15)
    #expect(abs(Arithmetic.inverseNormal(0.99) - 2.3263478740408408) < 1e-15)
    var words = SplitMix64(seed: 6)
    for _ in 0..<1_000 {
      let word = words.next()
      #expect(Arithmetic.inverseNormal(unit(word)) == -Arithmetic.inverseNormal(unit(~word)))
    }
  }

  @Test func `the normal distribution function is the C library's`() {
    for step in -370...80 {
      let z = Double(step) / 10
      let reference = 0.5 * erfc(-z / 2.0.squareRoot())
      #expect(abs(Arithmetic.normalCumulative(z) / reference - 1) < 1e-12, "\(z)")
    }
  }

  @Test func `log-gamma is the C library's`() {
    for step in 1...4_000 {
      let x = Double(step) / 100
      for argument in [x, x * 1e-3, x * 1e3, x * 1e7] {
        let difference = abs(Arithmetic.logGamma(argument) - Foundation.lgamma(argument))
        #expect(difference <= max(1e-14, 4e-15 * abs(Foundation.lgamma(argument))), "\(argument)")
      }
    }
  }

  /// The tails of a gamma variable whose shape is a whole or a half number, by their closed forms.
  ///
  /// Q(a + 1, x) = Q(a, x) + x^a e^-x / Γ(a + 1), from Q(1) = e^-x or Q(½) = erfc √x; the lower
  /// tail is the sum of the terms that the upper one lacks.
  private func tails(shape: Double, _ x: Double) -> (lower: Double, upper: Double) {
    let half = shape.truncatingRemainder(dividingBy: 1) != 0
    var term = half ? 2 * (x / Double.pi).squareRoot() * Foundation.exp(-x) : Foundation.exp(-x) * x
    var a = half ? 0.5 : 1
    var upper = half ? erfc(x.squareRoot()) : Foundation.exp(-x)
    while a < shape {
      upper += term
      a += 1
      term *= x / a
    }
    var lower = 0.0
    while term > lower * 1e-18 {
      lower += term
      a += 1
      term *= x / a
    }
    return (lower, upper)
  }

  @Test(arguments: [0.5, 1, 1.5, 2, 2.5, 3, 5, 7.5, 9.5, 10, 12, 20.5, 50, 120, 400.5])
  func `the inverse gamma returns through the closed forms`(shape: Double) {
    let gamma = IncompleteGamma(shape: shape)
    var worst = 0.0
    for step in 1..<600 {
      let p = step < 300 ? 0.5 * Foundation.pow(10, -Double(step) / 20) : Double(step) / 600
      let below = tails(shape: shape, gamma.inverse(lower: p, upper: 1 - p))
      worst = max(worst, abs(p <= 0.5 ? below.lower / p - 1 : below.upper / (1 - p) - 1))
      let above = tails(shape: shape, gamma.inverse(lower: 1 - p, upper: p))
      worst = max(worst, abs(p > 0.5 ? above.lower / (1 - p) - 1 : above.upper / p - 1))
    }
    #expect(worst < 1e-12)
  }

  /// The probability below x by the trapezium rule.
  ///
  /// With t = x e^(-u) and u = e^(s - e^-s) the integrand falls doubly exponentially in s at both
  /// ends, where the rule is as good as exact.
  private func integral(shape: Double, _ x: Double) -> Double {
    var sum = 0.0
    let step = 1.0 / 64
    for n in -400...900 {
      let s = Double(n) * step
      let u = Foundation.exp(s - Foundation.exp(-s))
      let weight = u * (1 + Foundation.exp(-s))
      sum += weight * Foundation.exp(-shape * u + x * (-Foundation.expm1(-u)))
    }
    let factor = Foundation.exp(shape * Foundation.log(x) - x - Foundation.lgamma(shape))
    return factor * step * sum
  }

  @Test(arguments: [0.01, 0.1, 0.3, 0.77, 1.23, 3.3, 6.02, 9.99])
  func `the inverse gamma returns through an integral at any shape`(shape: Double) {
    let gamma = IncompleteGamma(shape: shape)
    for step in 1...200 {
      let p = Double(step) / 201
      let x = gamma.inverse(lower: p, upper: 1 - p)
      guard x > 1e-300 else { continue }
      #expect(abs(integral(shape: shape, x) / p - 1) < 1e-12, "\(p)")
    }
  }

  @Test(arguments: [1e4, 123_456.7, 1e6]) func `large shapes return too`(shape: Double) {
    let gamma = IncompleteGamma(shape: shape)
    for p in [1e-12, 1e-3, 0.2, 0.5, 0.8, 0.999] {
      let x = gamma.inverse(lower: p, upper: 1 - p)
      // One ulp of x is worth more of the probability the larger the shape.
      #expect(abs(gamma.lower(x) / p - 1) < 1e-14 * shape.squareRoot(), "\(p)")
      // Wilson and Hilferty's approximation is good to a few parts in a million here.
      let cube = 1 - 1 / (9 * shape) + Arithmetic.inverseNormal(p) / (9 * shape).squareRoot()
      #expect(abs(x / (shape * cube * cube * cube) - 1) < 1e-5, "\(p)")
    }
  }

  @Test func `the incomplete beta function is the binomial sum`() {
    for n in [1, 2, 5, 17, 60] {
      for k in 1...n {
        for x in [0.001, 0.1, 0.35, 0.5, 0.81, 0.99] {
          var sum = 0.0
          for j in k...n {
            let choose =
              Foundation.lgamma(Double(n + 1)) - Foundation.lgamma(Double(j + 1))
              - Foundation.lgamma(Double(n - j + 1))
            sum += Foundation.exp(
              choose + Double(j) * Foundation.log(x) + Double(n - j) * Foundation.log1p(-x))
          }
          let own = Arithmetic.regularizedBeta(x, Double(k), Double(n - k + 1))
          #expect(abs(own / sum - 1) < 1e-12, "\(n) \(k) \(x)")
        }
      }
    }
  }

  @Test func `the incomplete beta function has its closed forms and its symmetry`() {
    for x in [1e-9, 0.01, 0.3, 0.5, 0.7, 0.999] {
      let arc = 2 / Double.pi * asin(x.squareRoot())
      #expect(abs(Arithmetic.regularizedBeta(x, 0.5, 0.5) / arc - 1) < 1e-13)
      for a in [0.3, 1, 4, 250, 1e5] {
        #expect(abs(Arithmetic.regularizedBeta(x, a, 1) - Foundation.pow(x, a)) < 1e-13)
        guard a < 1e5, x > 1e-3 else { continue }
        let sum =
          Arithmetic.regularizedBeta(x, a, 2.5) + Arithmetic.regularizedBeta(1 - x, 2.5, a)
        #expect(abs(sum - 1) < 1e-12)
      }
    }
    #expect(abs(Arithmetic.regularizedBeta(0.5, 1e6, 1e6) - 0.5) < 1e-12)
    // Student's t with 10 degrees of freedom: 2.22814 leaves 5 % outside.
    let t = 2.2281388519862747
    #expect(abs(Arithmetic.regularizedBeta(10 / (10 + t * t), 5, 0.5) - 0.05) < 1e-14)
  }
}
