import Testing

@testable import Kernel
@testable import Measures

@Suite struct QuantityTests {
  @Test func `time is said in the unit that fits`() {
    let table: [(Int64, String)] = [
      (0, "0 ns"), (950, "950 ns"), (999, "999 ns"), (1_000, "1 µs"), (1_234, "1.23 µs"),
      (950_000_000, "950 ms"), (999_499_999, "999 ms"), (999_500_000, "1 s"),
      (4_200_000_000, "4.2 s"), (12_345_000_000, "12.3 s"), (59_940_000_000, "59.9 s"),
      (59_960_000_000, "1 min"), (125_000_000_000, "2 min 5 s"), (125_500_000_000, "2 min 6 s"),
      (3_599_600_000_000, "1 h"), (5_400_000_000_000, "1 h 30 min"),
      (86_399_000_000_000, "1 d"), (97_200_000_000_000, "1 d 3 h"),
      (-4_200_000_000, "-4.2 s"), (.max, "106,752 d"),
    ]
    for (value, text) in table {
      #expect(Quantity(value, .nanoseconds).text == text)
    }
    #expect(Quantity(real: 1_499.6, .nanoseconds).text == "1.5 µs")
  }

  @Test func `sizes go by powers of 1,024`() {
    let table: [(Int64, String)] = [
      (0, "0 B"), (1_023, "1023 B"), (1_024, "1 KB"), (262_144, "256 KB"),
      (13_002_342, "12.4 MB"), (1_073_741_823, "1 GB"), (5_000_000_000_000, "4.55 TB"),
      (-2_048, "-2 KB"),
    ]
    for (value, text) in table { #expect(Quantity(value, .bytes).text == text) }
  }

  @Test func `counts are said in full, or short where room is scarce`() {
    #expect(Quantity(1_234_567, .messages).text == "1,234,567")
    #expect(Quantity(1_234_567, .messages).named == "1,234,567 messages")
    #expect(Quantity(1, .requests).named == "1 request")
    #expect(Quantity(real: 3.14159, .messages).named == "3.14 messages")
    #expect(Quantity(-1_000, .count).named == "-1,000")
    let table: [(Int64, String)] = [
      (0, "0"), (999, "999"), (1_300, "1.3 k"), (12_345, "12.3 k"), (999_499, "999 k"),
      (999_500, "1 M"), (1_234_567_890, "1.23 G"), (-45_000, "-45 k"),
      (9_000_000_000_000_000, "9,000 T"),
    ]
    for (value, text) in table { #expect(NumberText.short(value) == text) }
    #expect(NumberText.grouped(.min) == "-9,223,372,036,854,775,808")
  }

  @Test func `shares are said in percent, and only all is 100 %`() {
    let table: [(Double, String)] = [
      (0, "0 %"), (1, "100 %"), (0.0012, "0.12 %"), (0.1, "10 %"), (0.123456, "12.35 %"),
      (0.9995, "99.95 %"), (0.99996, "> 99.99 %"), (0.0000123, "0.0012 %"),
      (1e-12, "< 0.000001 %"), (1.5, "150 %"), (-0.25, "-25 %"),
    ]
    for (value, text) in table { #expect(Quantity(real: value, .share).text == text) }
  }

  @Test func `money is said in dollars`() {
    let table: [(Int64, String)] = [
      (0, "$0"), (42, "$0.000042"), (4_200, "$0.0042"), (52_000, "$0.052"), (99_999, "$0.10"),
      (500_000, "$0.50"), (12_400_000, "$12.40"), (1_234_567_890, "$1,234.57"),
      (-1_200_000, "-$1.20"), (7, "$0.000007"),
    ]
    for (value, text) in table { #expect(Quantity(value, .microUSD).text == text) }
  }

  @Test func `real numbers keep three digits that count`() {
    let table: [(Double, String)] = [
      (0, "0"), (0.00123, "0.00123"), (0.05, "0.05"), (3.14159, "3.14"), (99.96, "100"),
      (1_234.5, "1,235"), (1e-9, "< 0.000001"), (-2.5, "-2.5"), (.infinity, "∞"), (.nan, "–"),
      (1e30, "> 9 × 10¹⁸"), (0.0000123, "0.000012"),
    ]
    for (value, text) in table { #expect(NumberText.real(value) == text) }
    #expect(Quantity(real: 2_000, .perSecond).text == "2,000/s")
    #expect(Quantity(real: 0.3333, .perSecond).text == "0.333/s")
  }

  @Test func `a table of times has one unit and one number of decimals`() {
    func column(_ nanoseconds: [Int64]) -> [String] {
      let lengths = nanoseconds.map { TimeSpan(nanoseconds: $0) }
      let column = TimeColumn(fitting: lengths)
      return lengths.map { column.text($0) } + [column.unit.symbol]
    }
    #expect(column([14_650_000, 39_800_000, 250_000_000]) == ["15", "40", "250", "ms"])
    #expect(column([1_400_000, 250_000_000]) == ["1.4", "250.0", "ms"])
    #expect(column([1_200_000, 4_200_000_000]) == ["0.001", "4.200", "s"])
    #expect(column([12_000, 4_200_000_000, 0]) == ["< 0.001", "4.200", "0.000", "s"])
    #expect(column([900, 12]) == ["900", "12", "ns"])
    #expect(column([-90_000_000_000, 30_000_000_000]) == ["-1.50", "0.50", "min"])
    #expect(column([]) == ["ns"])
    #expect(TimeUnit(fitting: .hours(30)) == .hours)
  }

  @Test func `a sparkline keeps the greatest value of each column`() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], width: 20) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([0, 1, 1_000_000, 0], width: 4) == "▁▂█▁")
    #expect(Sparkline.text([0, 0, 0, 9, 0, 0, 0, 0, 0], width: 3) == "▁█▁")
    #expect(Sparkline.text([0, 0], width: 5) == "▁▁")
    #expect(Sparkline.text([.max, 1, .max / 2], width: 3) == "█▂▄")
    #expect(Sparkline.text([], width: 5) == "")
  }
}
