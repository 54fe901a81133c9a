/// What the numbers of a measure count: nanoseconds, bytes, messages.
public struct UnitOfMeasure: Hashable, Sendable {
  /// How numbers of a unit are said to people.
  public enum Scale: Sendable {
    /// Nanoseconds, said in the unit that fits: `4.2 s`.
    case time
    /// Bytes, said in powers of 1,024 as AWS does: `12.4 MB`.
    case size
    /// Things, said in full: `1,234,567`.
    case number
    /// Millionths of a US dollar, said in dollars: `$12.40`.
    case money
    /// Parts of one, said in percent: `0.12 %`.
    case share
    /// Something in each second: `2,000/s`.
    case rate
  }

  /// The unit in the plural, as a table's head says it: `messages`.
  public let name: String
  /// The unit of exactly one: `message`.
  public let singular: String
  /// What stands behind a number in the unit's base; empty where nothing does.
  public let symbol: String
  /// How its numbers are said.
  public let scale: Scale

  /// A unit of things that are counted.
  public init(_ name: String, one singular: String) {
    self.init(name, one: singular, symbol: "", .number)
  }

  /// A unit with a symbol and a way to say its numbers.
  public init(_ name: String, one singular: String, symbol: String, _ scale: Scale) {
    self.name = name
    self.singular = singular
    self.symbol = symbol
    self.scale = scale
  }

  /// Simulated time.
  public static let nanoseconds = UnitOfMeasure(
    "nanoseconds", one: "nanosecond", symbol: "ns", .time)
  /// Sizes of messages, items and memory.
  public static let bytes = UnitOfMeasure("bytes", one: "byte", symbol: "B", .size)
  /// Money in millionths of a US dollar.
  public static let microUSD = UnitOfMeasure("micro-USD", one: "micro-USD", symbol: "$", .money)
  /// A part of a whole, from 0 to 1.
  public static let share = UnitOfMeasure("share", one: "share", symbol: "%", .share)
  /// Hundredths of a whole, as CloudWatch gauges them.
  public static let percent = UnitOfMeasure("percent", one: "percent")
  /// How often in a second.
  public static let perSecond = UnitOfMeasure(
    "per second", one: "per second", symbol: "/s", .rate)
  /// Things that need no name.
  public static let count = UnitOfMeasure("", one: "")
  /// Copies of messages.
  public static let messages = UnitOfMeasure("messages", one: "message")
  /// Calls of a service's interface.
  public static let requests = UnitOfMeasure("requests", one: "request")
  /// Runs of a function.
  public static let invocations = UnitOfMeasure("invocations", one: "invocation")
  /// Execution environments of a function.
  public static let environments = UnitOfMeasure("environments", one: "environment")
  /// Read or write units of a table.
  public static let capacityUnits = UnitOfMeasure("capacity units", one: "capacity unit")
}
