import Blueprints
import Kernel

/// For how long tasks were there, by the second, a minute at least for each.
struct TaskBill {
  private static let pricing = Source.documented(
    "https://aws.amazon.com/fargate/pricing/, as read in us-east-1 at "
      + "https://www.vantage.sh/blog/fargate-pricing and https://www.wring.co/blog/"
      + "aws-fargate-pricing-guide in 2025 and 2026")
  private static let leastSeconds: Int64 = 60

  /// A vCPU for an hour; what is counted are 1,024ths of one for a second.
  static let x86 = Price(
    "Fargate vCPU, x86", microdollars: 40_480, per: 1_024 * 3_600, source: pricing
  ).sold(by: "vCPU-hour", of: 1_024 * 3_600)
  private static let arm = Price(
    "Fargate vCPU, ARM", microdollars: 32_380, per: 1_024 * 3_600, source: pricing
  ).sold(by: "vCPU-hour", of: 1_024 * 3_600)
  /// A GB for an hour; what is counted are MB for a second.
  private static let x86Memory = Price(
    "Fargate memory, x86", microdollars: 4_445, per: 1_024 * 3_600, source: pricing
  ).sold(by: "GB-hour", of: 1_024 * 3_600)
  private static let armMemory = Price(
    "Fargate memory, ARM", microdollars: 3_560, per: 1_024 * 3_600, source: pricing
  ).sold(by: "GB-hour", of: 1_024 * 3_600)

  /// A GB of disk above the free ones for an hour; what is counted are seconds.
  private static let storage = Price(
    "Fargate storage", microdollars: 111, per: 3_600, source: pricing
  ).sold(by: "GB-hour", of: 3_600)
  /// All that tasks are charged for.
  static let prices = [x86, x86Memory, arm, armMemory, storage]

  /// The seconds of tasks that are gone.
  private var seconds: Int64 = 0
  /// When each task began that is there, by its number in the fleet.
  private var begins: ContiguousArray<Instant?> = []

  /// A task is ordered.
  ///
  /// AWS counts from the pull of its image, which is a little later.
  mutating func begin(_ machine: UInt32, at now: Instant) {
    while begins.count <= Int(machine) { begins.append(nil) }
    begins[Int(machine)] = now
  }

  /// A task is gone.
  mutating func end(_ machine: UInt32, at now: Instant) {
    guard let begin = begins[Int(machine)] else { return }
    begins[Int(machine)] = nil
    seconds += Self.seconds(from: begin, until: now)
  }

  private static func seconds(from begin: Instant, until end: Instant) -> Int64 {
    max(leastSeconds, ((end - begin).nanoseconds + 999_999_999) / 1_000_000_000)
  }

  /// The seconds of all tasks until a moment.
  func totalSeconds(until end: Instant) -> Int64 {
    var all = seconds
    for case let begin? in begins { all += Self.seconds(from: begin, until: end) }
    return all
  }

  /// What tasks of a definition cost until a moment.
  func charges(for definition: TaskDefinition, until end: Instant) -> [Charge] {
    let all = totalSeconds(until: end)
    let (cpu, memory) = definition.isARM ? (Self.arm, Self.armMemory) : (Self.x86, Self.x86Memory)
    var charges = [
      Charge(price: cpu, units: all * definition.size.cpu, isByTime: true),
      Charge(price: memory, units: all * definition.size.memory, isByTime: true),
    ]
    if definition.storage > 0 {
      charges.append(
        Charge(price: Self.storage, units: all * definition.storage, isByTime: true))
    }
    return charges
  }
}
