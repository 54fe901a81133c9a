import Kernel

/// Which messages are followed on their way: some of those that clients send, as X-Ray samples
/// requests, and those that somebody asks for by name.
public struct TraceSampling: Sendable {
  /// The most traces of sampled messages that are kept, spread over the run.
  public static let usualCapacity = 500

  private static let guide = "https://docs.aws.amazon.com/xray/latest/devguide/"

  /// How many messages of each second are followed whatever else is sent.
  public static let reservoir = Parameter(
    "xray.reservoir", .count(1), in: .counts(0...1_000_000),
    "How many messages are traced in each second, before a share of the rest.",
    source: .documented(guide + "xray-console-sampling.html"))

  /// The share that is followed of all others.
  public static let share = Parameter(
    "xray.share", .real(0.05), in: .shares,
    "The share of the messages beyond the reservoir that is traced.",
    source: .documented(guide + "xray-console-sampling.html"))

  /// Both, in the order of the page.
  public static let parameters = [reservoir, share]

  /// How many of each second are followed whatever else is sent.
  public var perSecond: Int64
  /// The share that is followed of the others, from 0 to 1.
  public var others: Double
  /// The most traces of sampled messages that are kept; where there are more, every other one goes.
  public var capacity: Int
  /// Messages that are followed whatever the sample says, by the roots of their names.
  public var wanted: Set<UInt64> = []
  /// Whether the run finds out which messages were the slowest, lost, or came twice.
  public var seeksRemarkable = false

  /// A sample of the sizes given.
  public init(perSecond: Int64, others: Double, capacity: Int = usualCapacity) {
    precondition(
      perSecond >= 0 && others >= 0 && others <= 1 && capacity > 0,
      "\(perSecond)/s, \(others) of the others, \(capacity) kept")
    self.perSecond = perSecond
    self.others = others
    self.capacity = capacity
  }

  /// The sample of a calibration.
  public init(_ calibration: Calibration) {
    self.init(
      perSecond: calibration.count(Self.reservoir), others: calibration.real(Self.share))
  }

  /// Every message, and all that becomes of it.
  public static let everything = TraceSampling(perSecond: 0, others: 1, capacity: .max)
}
