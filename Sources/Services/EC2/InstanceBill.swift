import Blueprints
import Kernel

/// What instances cost: their seconds, from when they run to when they no longer do, and their
/// volumes, from when they are launched to when they are gone.
struct InstanceBill {
  /// The seconds of a start are a minute at least.
  private static let leastSeconds: Int64 = 60
  private static let month: Int64 = 730 * 3_600
  private static let volumes = Source.documented("https://aws.amazon.com/ebs/pricing/")

  private var seconds: Int64 = 0
  /// Since when each machine runs, by its number; nil where it does not.
  private var begins: ContiguousArray<Instant?> = []
  /// How long volumes were kept, of all instances that are gone.
  private var volumeTime: Int64 = 0
  /// The number of instances whose volumes are kept, and since when that is so.
  private var kept: Int64 = 0
  private var keptSince = Instant.start

  /// A machine runs from now on.
  mutating func begin(_ machine: UInt32, at now: Instant) {
    while begins.count <= machine { begins.append(nil) }
    begins[Int(machine)] = now
  }

  /// A machine that may have run does so no longer.
  mutating func end(_ machine: UInt32, at now: Instant) {
    guard machine < begins.count, let begin = begins[Int(machine)] else { return }
    seconds += max(Self.leastSeconds, Self.seconds(from: begin, to: now))
    begins[Int(machine)] = nil
  }

  private static func seconds(from begin: Instant, to end: Instant) -> Int64 {
    ((end - begin).nanoseconds + 999_999_999) / 1_000_000_000
  }

  /// The volumes of an instance are kept from now on.
  mutating func volumesBegin(at now: Instant) {
    keep(1, at: now)
  }

  /// The volumes of an instance are deleted.
  mutating func volumesEnd(at now: Instant) {
    keep(-1, at: now)
  }

  private mutating func keep(_ change: Int64, at now: Instant) {
    volumeTime = volumeTime(until: now)
    kept += change
    keptSince = now
  }

  private func volumeTime(until end: Instant) -> Int64 {
    volumeTime + kept * ((end - keptSince).nanoseconds / 1_000_000)
  }

  /// The charges until a moment; of a start that still runs then, only the seconds until then.
  ///
  /// - Parameter surplus: Thousandths of credits that were charged.
  func charges(
    for design: InstanceDesign, spotPrice: Double, surplus: Int64, until end: Instant
  ) -> [Charge] {
    var all = seconds
    for case let begin? in begins { all += Self.seconds(from: begin, to: end) }
    let hourly =
      design.isSpot ? Int64(Double(design.type.hourly) * spotPrice + 0.5) : design.type.hourly
    let item = "EC2 \(design.type.name)\(design.isSpot ? " Spot" : "") instances"
    var charges = [
      Charge(
        price: Self.price(item, hourly),
        units: all, isByTime: true)
    ]
    if design.isMonitored {
      charges.append(Charge(price: Self.monitoring, units: all, isByTime: true))
    }
    for (type, price) in [("gp2", Self.gp2), ("gp3", Self.gp3)] {
      let gigabytes = design.volumes.reduce(0) { $1.type == type ? $0 + $1.gigabytes : $0 }
      guard gigabytes > 0 else { continue }
      let units = gigabytes * (volumeTime(until: end) / 1_000)
      charges.append(Charge(price: price, units: units, isByTime: true))
    }
    if design.hasPublicAddress {
      charges.append(Charge(price: PublicAddress.price, units: all, isByTime: true))
    }
    if let credits = design.type.credits, surplus > 0 {
      // A credit is a vCPU's minute.
      charges.append(Charge(price: Self.surplus(credits.surplusHour), units: surplus))
    }
    return charges
  }

  /// All that instances are charged for, those of every type.
  static let prices =
    InstanceType.names.compactMap { InstanceType(named: $0) }.map {
      price("EC2 \($0.name) instances", $0.hourly)
    } + [monitoring, gp2, gp3, PublicAddress.price]
    + BurstableFamily.allCases.map { surplus($0.surplusHour) }

  private static func price(_ item: String, _ hourly: Int64) -> Price {
    Price(item, microdollars: hourly, per: 3_600, source: InstanceType.pricing)
      .sold(by: "hour", of: 3_600)
  }

  /// The hour of a vCPU that credits did not cover; what is counted are thousandths of a minute.
  private static func surplus(_ hourly: Int64) -> Price {
    let item = "EC2 CPU credits\(hourly == BurstableFamily.t4g.surplusHour ? ", ARM" : "")"
    return Price(item, microdollars: hourly, per: 60_000, source: InstanceType.pricing)
      .sold(by: "vCPU-hour", of: 60_000)
  }

  /// Seven metrics of one instance for a month; what is counted are seconds.
  private static let monitoring = Price(
    "EC2 detailed monitoring", microdollars: 2_100_000, per: month,
    source: .documented("https://aws.amazon.com/cloudwatch/pricing/")
  ).sold(by: "month", of: month)
  /// A GB for a month; what is counted are seconds.
  private static let gp2 = Price(
    "EBS gp2 storage", microdollars: 100_000, per: month, source: volumes
  ).sold(by: "GB-month", of: month).billed(by: "EC2")
  /// A GB for a month; what is counted are seconds.
  private static let gp3 = Price(
    "EBS gp3 storage", microdollars: 80_000, per: month, source: volumes
  ).sold(by: "GB-month", of: month).billed(by: "EC2")
}
