import Foundation
import Testing

@testable import Kernel

@Suite struct UlpTests {
  @Test func `the logarithm is within 2 ulp of the C library's over a million points`() {
    var words = SplitMix64(seed: 1)
    var worst = Worst()
    for _ in 0..<600_000 {
      let x = Double(bitPattern: words.next() >> 1 % 0x7ff0_0000_0000_0000)
      worst.compare(Arithmetic.log(x), Foundation.log(x), at: "\(x)")
    }
    for _ in 0..<400_000 {
      let x = 0.5 + 1.5 * unit(words.next())
      worst.compare(Arithmetic.log(x), Foundation.log(x), at: "\(x)")
    }
    #expect(worst.distance <= 2, "\(worst.distance) ulp at \(worst.point)")
  }

  @Test func `the exponential is within 2 ulp of the C library's over a million points`() {
    var words = SplitMix64(seed: 2)
    var worst = Worst()
    for _ in 0..<600_000 {
      let x = -746 + 1_456 * unit(words.next())
      worst.compare(Arithmetic.exp(x), Foundation.exp(x), at: "\(x)")
    }
    for _ in 0..<400_000 {
      let x = -2 + 4 * unit(words.next())
      worst.compare(Arithmetic.exp(x), Foundation.exp(x), at: "\(x)")
    }
    #expect(worst.distance <= 2, "\(worst.distance) ulp at \(worst.point)")
  }

  @Test func `powers are within 2 ulp of the C library's over a million points`() {
    var words = SplitMix64(seed: 3)
    var worst = Worst()
    for _ in 0..<500_000 {
      let x = Double(bitPattern: words.next() >> 1 % 0x7ff0_0000_0000_0000)
      let y = 1_500 / Foundation.log(x) * (unit(words.next()) - 0.5)
      worst.compare(Arithmetic.pow(x, y), Foundation.pow(x, y), at: "\(x), \(y)")
    }
    for _ in 0..<500_000 {
      let x = 0.5 + 1.5 * unit(words.next())
      let y = 2_000 * (unit(words.next()) - 0.5)
      worst.compare(Arithmetic.pow(x, y), Foundation.pow(x, y), at: "\(x), \(y)")
    }
    #expect(worst.distance <= 2, "\(worst.distance) ulp at \(worst.point)")
  }

  @Test func `the ends of the range are the C library's`() {
    let ends: [Double] = [
      0, 1, 2, 10, .infinity, .nan, .leastNonzeroMagnitude, 0x1p-1022, 0x1p-1074,
      1.7976931348623157e308,
      709.782712893384, 709.7827128933841, 1 - 0x1p-53, 1 + 0x1p-52, 0x1p66, 0x1p70,
    ]
    for x in ends + ends.map({ -$0 }) + [-745.1332191019411, -745.1332191019412, -708.5] {
      #expect(ulps(Arithmetic.exp(x), Foundation.exp(x)) <= 1, "exp \(x)")
      #expect(ulps(Arithmetic.log(x), Foundation.log(x)) <= 1, "log \(x)")
    }
    for x in ends {
      for y in ends + ends.map({ -$0 }) + [0.5, -1, 3] {
        #expect(ulps(Arithmetic.pow(x, y), Foundation.pow(x, y)) <= 1, "pow \(x), \(y)")
      }
    }
  }

  @Test func `growth and deviation keep their digits near zero`() {
    var words = SplitMix64(seed: 4)
    for _ in 0..<20_000 {
      let size = Foundation.pow(10, -12 * unit(words.next()))
      let x = size * (2 * unit(words.next()) - 1)
      let growth = Arithmetic.expMinusOne(x)
      #expect(abs(growth / Foundation.expm1(x) - 1) < 1e-15, "\(x)")
      // The series, which is exact for small arguments, stands in for what the C library lacks.
      guard abs(x) < 0.01 else { continue }
      var series = 0.0
      for n in (2...12).reversed() { series = 1 / Double(n) - x * series }
      #expect(abs(Arithmetic.logDeviation(x) / (-x * x * series) - 1) < 2e-15, "\(x)")
    }
    for x in [-0.9, -0.5, -0.29, 0.3, 0.41, 2, 100] {
      let reference = Foundation.log1p(x) - x
      #expect(abs(Arithmetic.logDeviation(x) / reference - 1) < 1e-14, "\(x)")
    }
  }
}

/// How far two numbers lie apart, counted in representable numbers.
private func ulps(_ a: Double, _ b: Double) -> UInt64 {
  if a == b || (a.isNaN && b.isNaN) { return 0 }
  func place(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits < 0 ? Int64.min &- bits : bits
  }
  let (distance, overflow) = place(a).subtractingReportingOverflow(place(b))
  return overflow ? .max : distance.magnitude
}

/// The greatest distance found, and the point where it was.
private struct Worst {
  var distance: UInt64 = 0
  var point = ""

  mutating func compare(_ own: Double, _ reference: Double, at point: @autoclosure () -> String) {
    let distance = ulps(own, reference)
    guard distance > self.distance else { return }
    self.distance = distance
    self.point = point()
  }
}
