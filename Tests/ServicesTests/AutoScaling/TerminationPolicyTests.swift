import Kernel
import Testing

@testable import Services

/// Which instance goes, and how many may be missing meanwhile.
@Suite struct TerminationPolicyTests {
  private static func instance(
    _ machine: UInt32, zone: Int = 0, age: Int64 = 0, version: Int = 0, protected: Bool = false
  ) -> Candidate {
    Candidate(
      machine: machine, zone: zone, launched: now - .seconds(age), version: version,
      isProtected: protected)
  }

  private static let now = Instant.start + .hours(100)

  private static func victim(
    _ candidates: [Candidate], _ policies: TerminationPolicy..., lot: Int = 0
  ) -> UInt32? {
    TerminationPolicy.victim(among: candidates, by: policies, at: now) { _ in lot }?.machine
  }

  @Test func `rule 12: the zone with the most instances comes before every policy`() {
    let instances = [
      Self.instance(1, zone: 0, age: 9_000, version: 0), Self.instance(2, zone: 1, version: 5),
      Self.instance(3, zone: 1, age: 60, version: 5),
    ]
    #expect(Self.victim(instances, .oldestInstance) == 3)
    #expect(Self.victim(instances, .newestInstance) == 2)
    #expect(Self.victim(instances, .standard) == 3)
  }

  @Test func `rule 12: protected instances stay, and count in their zone`() {
    let instances = [
      Self.instance(1, zone: 0), Self.instance(2, zone: 1, protected: true),
      Self.instance(3, zone: 1),
    ]
    #expect(Self.victim(instances, .standard) == 3)
    #expect(Self.victim([Self.instance(1, protected: true)], .standard) == nil)
  }

  @Test func `rule 12: the default takes the oldest template, then the nearest billing hour`() {
    let instances = [
      Self.instance(1, age: 3_500, version: 2), Self.instance(2, age: 60, version: 1),
      Self.instance(3, age: 7_100, version: 1), Self.instance(4, age: 3_700, version: 1),
    ]
    // 3 has 100 s to the end of its second hour.
    #expect(Self.victim(instances, .standard) == 3)
    #expect(Self.victim(instances, .closestToNextInstanceHour, lot: 1) == 3)
    #expect(Self.victim(instances, .oldestLaunchTemplate, .newestInstance) == 2)
  }

  @Test func `rule 12: what no policy tells apart goes by lot`() {
    let instances = [Self.instance(1), Self.instance(2), Self.instance(3)]
    #expect(Self.victim(instances, .standard, lot: 2) == 3)
    #expect(Self.victim(instances, .standard, lot: 0) == 1)
  }

  @Test(arguments: [(1, 0), (5, 4), (10, 9), (25, 23), (100, 90)] as [(Int64, Int64)])
  func `rule 4: a tenth is replaced at a time, and one at least`(desired: Int64, fewest: Int64) {
    #expect(ReplacementLimits().fewest(of: desired) == fewest)
    #expect(ReplacementLimits().most(of: desired) == desired)
  }

  @Test func `rule 4: a maintenance policy keeps more, and launches before it terminates`() {
    let gentle = ReplacementLimits(minimum: 100, maximum: 110)
    #expect(gentle.fewest(of: 10) == 10 && gentle.most(of: 10) == 11)
    #expect(gentle.most(of: 3) == 4)
    let brisk = ReplacementLimits(minimum: 75, maximum: 100)
    #expect(brisk.fewest(of: 1) == 0 && brisk.fewest(of: 3) == 2)
    #expect(brisk.fewest(of: 10) == 8 && brisk.most(of: 10) == 10)
  }

  @Test func `five fields of cron say the same as six of EventBridge`() {
    #expect(UnixCron.expression("30 6 * * 1-5") == "cron(30 6 ? * 2-6 *)")
    #expect(UnixCron.expression("0 9 1 * *") == "cron(0 9 1 * ? *)")
    #expect(UnixCron.expression("*/10 * * * *") == "cron(*/10 * * * ? *)")
    #expect(UnixCron.expression("0 0 * * 0,7") == "cron(0 0 ? * 1,1 *)")
    #expect(UnixCron.expression("0 0 * * MON") == "cron(0 0 ? * MON *)")
    #expect(UnixCron.expression("0 0 1 * 1") == nil)
    #expect(UnixCron.expression("0 0 * *") == nil)
    #expect(UnixCron.expression("0 0 * * 9") == nil)
  }
}
