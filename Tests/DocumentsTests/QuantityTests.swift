import Kernel
import Testing

@testable import Documents

@Suite struct QuantityTests {
  private func read<Value>(
    _ text: String, _ reader: (String) throws(QuantityProblem) -> Value
  ) -> String {
    do {
      return "\(try reader(text))"
    } catch {
      return error.problem + (error.remedy.map { "; " + $0 } ?? "")
    }
  }

  static let durations: [(text: String, nanoseconds: Int64)] = [
    ("250 ms", 250_000_000), ("5 min", 300_000_000_000), ("1 h 30 min", 5_400_000_000_000),
    ("1h30min", 5_400_000_000_000), ("30s", 30_000_000_000), ("1.5 h", 5_400_000_000_000),
    ("2 d", 172_800_000_000_000), ("0 s", 0), ("7 ns", 7), ("14.65 ms", 14_650_000),
    ("3 us", 3_000), ("3 µs", 3_000), ("3 \u{3BC}s", 3_000), ("0.1 s", 100_000_000),
    ("1,000 s", 1_000_000_000_000), ("1e3 ms", 1_000_000_000), (" 1  d  2 h ", 93_600_000_000_000),
    ("106751 d", 9_223_286_400_000_000_000), ("0.000000001 s", 1),
  ]

  @Test(arguments: durations)
  func `a duration is exact in nanoseconds`(text: String, nanoseconds: Int64) throws {
    #expect(try Quantities.duration(text).nanoseconds == nanoseconds)
  }

  static let badDurations: [(text: String, problem: String)] = [
    ("30", "30 has no unit; write 30 s, 30 min or 30 h"),
    ("1 h 30", "30 has no unit; write 30 s, 30 min or 30 h"),
    ("30 m", "m in 30 m is not a unit known here; did you mean min?"),
    ("5 minutes", "minutes in 5 minutes is not a unit known here; did you mean min?"),
    (
      "5 fortnights",
      "fortnights in 5 fortnights is not a unit known here; use ns, us, ms, s, min, h or d"
    ),
    ("soon", "soon is not a length of time; write it like 30 s or 1 h 30 min"),
    ("", "an empty text is not a length of time; write it like 30 s or 1 h 30 min"),
    ("-5 s", "-5 s is below zero; write an amount from 0 up"),
    (
      "30 min 1 h",
      "h in 30 min 1 h does not follow a larger unit; "
        + "write each unit once and the largest first, as in 1 h 30 min"
    ),
    (
      "1 s 1 s",
      "s in 1 s 1 s does not follow a larger unit; "
        + "write each unit once and the largest first, as in 1 h 30 min"
    ),
    (
      "1.5 ns",
      "1.5 ns is not a whole number of nanoseconds; "
        + "write fewer digits; time passes in steps of 1 ns"
    ),
    ("106752 d", "106752 d is longer than 292 years; write a shorter time"),
    ("106751 d 24 h", "106751 d 24 h is longer than 292 years; write a shorter time"),
    ("1e30 s", "1e30 is too large; write an amount below 1e24"),
    (
      "0.1234567890123456789012345 s",
      "0.1234567890123456789012345 has more than 24 digits; "
        + "write up to 24 digits, those behind the point included"
    ),
    ("1.2.3 s", "1.2.3 is not a number; write it with one point"),
    (
      "1,5 s",
      "the digits of 1,5 s are not in groups of three; write 1,000 or 1000, and 1.5 with a point"
    ),
  ]

  @Test(arguments: badDurations)
  func `a duration that is none says the way out`(text: String, problem: String) {
    #expect(read(text, Quantities.duration) == problem)
  }

  static let rates: [(text: String, count: Int64, nanoseconds: Int64)] = [
    ("50/s", 1, 20_000_000), ("3000/min", 1, 20_000_000), ("2.5/s", 1, 400_000_000),
    ("10/h", 1, 360_000_000_000), ("1 k/s", 1, 1_000_000), ("1.5 M / min", 1, 40_000),
    ("7/s", 7, 1_000_000_000), ("3/ns", 3, 1), ("1,000/d", 1, 86_400_000_000),
  ]

  @Test(arguments: rates)
  func `a rate is exact in lowest terms`(text: String, count: Int64, nanoseconds: Int64) throws {
    let rate = try Quantities.rate(text)
    #expect(rate == Rate(count: count, per: TimeSpan(nanoseconds: nanoseconds)))
    #expect(rate.count == count && rate.per.nanoseconds == nanoseconds)
  }

  @Test func `a rate has a value per second`() throws {
    #expect(try Quantities.rate("2.5/s").perSecond == 2.5)
    #expect(try Quantities.rate("100/min").perSecond == 100.0 / 60)
    #expect(try Quantities.rate("0/s") == Quantities.rate("0/min"))
    #expect(try Quantities.rate("0/h").perSecond == 0)
  }

  static let sizes: [(text: String, bytes: Int64)] = [
    ("400 B", 400), ("256 KB", 262_144), ("2KiB", 2_048), ("1 MiB", 1_048_576), ("1.5 KB", 1_536),
    ("10 GB", 10_737_418_240), ("1 TB", 1_099_511_627_776), ("0 B", 0),
  ]

  @Test(arguments: sizes)
  func `KB is 1,024 bytes, as AWS means it`(text: String, bytes: Int64) throws {
    #expect(try Quantities.size(text) == bytes)
  }

  static let shares: [(text: String, share: Double)] = [
    ("0.1 %", 0.001), ("50%", 0.5), ("0.5 ‰", 0.0005), ("0.001", 0.001), ("1", 1), ("0", 0),
    ("100 %", 1), ("12.34 %", 0.1234), ("29 %", 0.29),
  ]

  @Test(arguments: shares)
  func `a share is the nearest double to what is written`(text: String, share: Double) throws {
    #expect(try Quantities.share(text) == share)
  }

  @Test func `money, factors and counts`() throws {
    #expect(try Quantities.money("400 USD") == 400_000_000)
    #expect(try Quantities.money("0.000001 USD") == 1)
    #expect(try Quantities.money("1,234.5 USD") == 1_234_500_000)
    #expect(try Quantities.factor("10x") == 10)
    #expect(try Quantities.factor("0.1 ×") == 0.1)
    #expect(try Quantities.count("1,000") == 1_000)
    #expect(try Quantities.count("12,345,678") == 12_345_678)
    #expect(try Quantities.count("1.5 M") == 1_500_000)
    #expect(try Quantities.count("10 k") == 10_000)
    #expect(try Quantities.count("1e6") == 1_000_000)
  }

  @Test func `rates, sizes and amounts that are none say the way out`() {
    #expect(read("50", Quantities.rate) == "50 has no unit; write 50/s, 50/min or 50/h")
    #expect(
      read("50/", Quantities.rate) == "50/ does not say in what time; write 50/s, 50/min or 50/h")
    #expect(
      read("50 per s", Quantities.rate) == "50 per s does not say in what time; write it like 50/s")
    #expect(
      read("50/sec", Quantities.rate) == "sec in 50/sec is not a unit known here; did you mean s?")
    #expect(
      read("5 K/s", Quantities.rate) == "K in 5 K/s is not a multiple; write k for a thousand")
    #expect(
      read("5 orders/s", Quantities.rate)
        == "orders in 5 orders/s is not a multiple; "
        + "write k for a thousand, M for a million, or no word at all"
    )
    #expect(read("fast", Quantities.rate) == "fast is not a rate; write it like 50/s or 3000/min")
    #expect(read("-1/s", Quantities.rate) == "-1/s is below zero; write an amount from 0 up")
    #expect(read("256", Quantities.size) == "256 has no unit; write 256 B, 256 KB or 256 MB")
    #expect(
      read("2 kb", Quantities.size) == "kb in 2 kb is not a unit known here; did you mean KB?")
    #expect(
      read("0.1 KB", Quantities.size)
        == "0.1 KB is not a whole number of bytes; write it in a smaller unit")
    #expect(
      read("99999999 TB", Quantities.size) == "99999999 TB is too large; write a smaller size")
    #expect(
      read("5", Quantities.share) == "5 is more than the whole; write a share from 0 to 1, or 5 %")
    #expect(
      read("101 %", Quantities.share) == "101 % is more than the whole; write a share up to 100 %")
    #expect(
      read("5 percent", Quantities.share)
        == "percent in 5 percent is not a unit known here; did you mean %?")
    #expect(read("400", Quantities.money) == "400 has no currency; write 400 USD")
    #expect(read("$400", Quantities.money) == "$400 has its currency in front; write 400 USD")
    #expect(
      read("4 EUR", Quantities.money) == "EUR in 4 EUR is not a currency known here; write 4 USD")
    #expect(read("10", Quantities.factor) == "10 has no unit; write 10x")
    #expect(read("10 times", Quantities.factor) == "10 times is not a factor; write 10x")
    #expect(
      read("1.5", Quantities.count) == "1.5 is not a whole number; write it without a fraction")
    #expect(
      read("1_000", Quantities.count)
        == "the digits of 1_000 are not in groups of three; "
        + "write 1,000 or 1000, and 1.5 with a point"
    )
    #expect(
      read("10,00", Quantities.count)
        == "the digits of 10,00 are not in groups of three; "
        + "write 1,000 or 1000, and 1.5 with a point"
    )
  }

  @Test func `a quantity in a document is an error at its place`() throws {
    let root = try YAML.read(SourceText(name: "s.yaml", text: "a: 30\nb: [1]\nc: 2 s\n"))
    #expect(try root["c"]?.duration() == .seconds(2))
    func rendered(_ key: String) -> String {
      do {
        return "\(try root[key]?.duration() ?? .zero)"
      } catch {
        return error.rendered
      }
    }
    #expect(
      rendered("a") == """
        s.yaml:1:4: 30 has no unit
          1 | a: 30
            |    ^ write 30 s, 30 min or 30 h
        """)
    #expect(
      rendered("b") == """
        s.yaml:2:4: this should be a length of time, and is a list
          2 | b: [1]
            |    ^
        """)
  }
}
