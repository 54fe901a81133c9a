import Foundation
import Testing

@testable import Documents

@Suite struct NumberTests {
  static let integers: [(text: String, integer: Int64?)] = [
    ("0", 0), ("-0", 0), ("007", 7), ("+12", 12), ("1e3", 1000), ("1.50e1", 15), ("2.0", 2),
    ("1.5", nil), ("1e-1", nil), ("10e-1", 1), ("0x1F", 31), ("0o17", 15),
    ("9223372036854775807", .max), ("9223372036854775808", nil), ("-9223372036854775808", .min),
    ("-9223372036854775809", nil), ("1e18", 1_000_000_000_000_000_000), ("1e19", nil),
    ("1e999999999999999999999", nil), ("0e999999999999999999999", 0), ("0.000", 0),
    ("0xFFFFFFFFFFFFFFFF", nil),
  ]

  @Test(arguments: integers)
  func `a whole number that fits has its exact value`(text: String, integer: Int64?) {
    #expect(NumberText(text)?.integer == integer)
  }

  @Test(arguments: [
    "", "+", "-", ".", "e1", "1e", "1e+", "1_0", "0x", "0xg", "0o8", "1.2.3", "- 1",
  ])
  func `what is no number has no number text`(text: String) {
    #expect(NumberText(text) == nil)
  }

  private func agrees(_ text: String) -> Bool {
    NumberText(text)?.double.bitPattern == strtod(text, nil).bitPattern
  }

  static let hard = [
    "0", "-0", "9007199254740993", "9007199254740992.99999999999999999", "1e23", "8.5e22", "1e22",
    "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308",
    "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1e309", "1e310",
    "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-324",
    "1e-400", "1e99999999999", "1e-99999999999", "6.631236846766476e-316",
    "3.2378839133029012e-319",
    "1.00000000000000011102230246251565404236316680908203125",
    "1.00000000000000011102230246251565404236316680908203124",
    "1.00000000000000011102230246251565404236316680908203126",
    "0.500000000000000166533453693773481063544750213623046875", "1090544144181609348835077142190",
    "7.0420557077594588669468784357561207962098443483187940792729600000e59",
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977"
      + "58720709633028641669288791094655554785194040263065748867150582068190890200070838367627385"
      + "48458177115317644757302700698555713669596228429148198608349364752927190741684443655107043"
      + "42711559699508093042880177904174497791.9999",
  ]

  @Test(arguments: hard)
  func `hard decimals are rounded as by the C library`(text: String) {
    #expect(agrees(text))
  }

  @Test func `a digit beyond the seven-hundredth decides a tie`() {
    let smallest = String(format: "%.1080f", Double.leastNonzeroMagnitude)
    var half = "", rest = 0
    for digit in (smallest + "0").utf8 {
      guard digit != 0x2E else {
        half += "."
        continue
      }
      let value = rest * 10 + Int(digit - 0x30)
      half += String(value / 2)
      rest = value % 2
    }
    #expect(NumberText(half)?.double == 0)
    let more = half + String(repeating: "0", count: 300) + "1"
    #expect(NumberText(more)?.double == Double.leastNonzeroMagnitude)
    let tie = "1.00000000000000011102230246251565404236316680908203125"
    #expect(NumberText(tie + String(repeating: "0", count: 900))?.double == 1)
    let above = tie + String(repeating: "0", count: 900) + "1"
    #expect(NumberText(above)?.double == 1.0.nextUp)
    #expect(agrees(String(repeating: "9", count: 2_000) + "e-1900"))
  }

  @Test func `twenty thousand random decimals are rounded as by the C library`() {
    var numbers = Numbers(seed: 1)
    for _ in 0..<6_000 {
      let double = Double(bitPattern: numbers.next())
      guard double.isFinite else { continue }
      #expect(agrees(double.description))
    }
    for _ in 0..<10_000 {
      let digits = String(numbers.next()).prefix(1 + numbers.below(19))
      #expect(agrees("\(digits)e\(numbers.below(60) - 40)"))
    }
    for _ in 0..<2_000 {
      #expect(agrees("\(numbers.next())\(numbers.next())e\(numbers.below(680) - 360)"))
    }
    for _ in 0..<2_000 {
      // Halfway between two neighbours, and one unit of the last place beside it.
      let odd = (1 << 53 + numbers.next() >> 11) | 1
      let tie = odd << UInt64(numbers.below(9))
      #expect(agrees("\(tie)") && agrees("\(tie + 1)") && agrees("\(tie - 1)"))
    }
  }

  @Test func `hexadecimal numbers are rounded as by the C library`() {
    var numbers = Numbers(seed: 2)
    for _ in 0..<500 {
      #expect(agrees("0x" + String(numbers.next(), radix: 16)))
      let long = String(numbers.next(), radix: 16) + String(numbers.next(), radix: 16)
      #expect(agrees("0x" + long))
    }
    #expect(NumberText("0o777")?.double == 511)
    #expect(NumberText("0x1" + String(repeating: "0", count: 300))?.double == .infinity)
  }

  static let shortest: [(number: Double, text: String)] = [
    (0, "0"), (-0.0, "-0"), (5, "5"), (0.1, "0.1"), (1e-7, "1e-7"), (1.5e300, "1.5e300"),
    (1e16, "1e16"), (123_456_789_012_345_680, "1.2345678901234568e17"), (-2.5e-10, "-2.5e-10"),
    (1e100, "1e100"), (.leastNonzeroMagnitude, "5e-324"), (0.0001, "0.0001"), (1e-5, "1e-5"),
  ]

  @Test(arguments: shortest)
  func `a double is written as JSON takes it`(number: Double, text: String) {
    #expect(ShortestDecimal.text(number) == text)
  }

  @Test func `a double that was written reads back the same, in at most 17 digits`() throws {
    var numbers = Numbers(seed: 3)
    for _ in 0..<5_000 {
      let double = Double(bitPattern: numbers.next())
      guard double.isFinite else { continue }
      let text = ShortestDecimal.text(double)
      let read = try JSON.read(SourceText(name: "t", text: text))
      #expect(read.number?.double.bitPattern == double.bitPattern)
      #expect(text.prefix { $0 != "e" }.drop { "-0.".contains($0) }.count <= 18)
    }
  }
}
