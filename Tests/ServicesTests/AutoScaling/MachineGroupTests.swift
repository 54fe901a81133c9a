import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Services

/// How a group brings what is there towards what is wanted.
@Suite struct MachineGroupTests {
  private static func sample(
    _ desired: Int64, in sizes: ClosedRange<Int64> = 0...20,
    _ change: (inout GroupTerms) -> Void = { _ in }
  ) throws -> GroupSample {
    var terms = GroupTerms(sizes, desired: desired)
    change(&terms)
    return try GroupSample(terms)
  }

  @Test func `rule 1: what is missing is launched, what is too many is terminated`() throws {
    let sample = try Self.sample(2)
    #expect(sample.numbers == [2, 0, 0])
    sample.group.want(5, in: sample.world)
    sample.run(to: 1)
    #expect(sample.numbers == [2, 3, 0])
    sample.run(to: 10)
    #expect(sample.numbers == [5, 0, 0])
    sample.group.want(1, in: sample.world)
    sample.run(to: 11)
    #expect(sample.numbers == [1, 0, 4])
    sample.run(to: 30)
    #expect(sample.numbers == [1, 0, 0])
  }

  @Test func `rule 1: nothing is launched twice for what is pending`() throws {
    let sample = try Self.sample(2)
    sample.group.want(4, in: sample.world)
    sample.run(to: 1)
    sample.group.want(5, in: sample.world)
    sample.run(to: 2)
    #expect(sample.numbers == [2, 3, 0])
  }

  @Test func `rule 2: an instance that does not run is replaced at once, grace or not`() throws {
    let sample = try Self.sample(3) { $0.grace = .hours(1) }
    sample.run(to: 1)
    sample.lose(1)
    sample.run(to: 1.5)
    #expect(sample.numbers == [2, 1, 1])
    sample.run(to: 30)
    #expect(sample.numbers == [3, 0, 0])
  }

  @Test func `rule 2: an instance that is stopped is terminated`() throws {
    let sample = try Self.sample(1)
    sample.run(to: 1)
    sample.group.fleet.stop(sample.group.members[0].machine, in: sample.world)
    sample.run(to: 60)
    #expect(sample.numbers == [1, 0, 0])
    #expect(sample.group.members[0].serial == 1)
  }

  @Test func `rule 3: who is unhealthy for its load balancer is replaced after its grace`() throws {
    let sample = try Self.sample(1) {
      $0.asksBalancers = true
      $0.grace = .seconds(100)
    }
    sample.run(to: 200)
    sample.group.want(2, in: sample.world)
    // In service from 205 s on, up and registered from 225 s on.
    sample.run(to: 230)
    let young = sample.group.members[1].machine
    sample.registry.unhealthy = [young]
    sample.run(to: 304)
    #expect(sample.numbers == [2, 0, 0])
    sample.run(to: 331)
    #expect(sample.numbers == [1, 1, 1])
  }

  @Test func `rule 3: without ELB as health check load balancers are not asked`() throws {
    let sample = try Self.sample(1)
    sample.registry.unhealthy = [sample.group.members[0].machine]
    sample.run(to: 600)
    #expect(sample.group.members[0].serial == 0)
  }

  @Test func `rule 4: a tenth is replaced at a time, terminated first and launched then`() throws {
    let sample = try Self.sample(20) { $0.asksBalancers = true }
    sample.registry.unhealthy = sample.group.members.prefix(6).map { $0.machine }
    sample.run(to: 31)
    // Two of twenty go; others take their place.
    #expect(sample.numbers == [18, 2, 2])
    sample.run(to: 36)
    #expect(sample.group.members.count { $0.defect == .unhealthy } >= 4)
  }

  @Test func `rule 4: with a maintenance policy the replacement comes first`() throws {
    let sample = try Self.sample(10) {
      $0.asksBalancers = true
      $0.grace = .seconds(60)
      $0.limits = ReplacementLimits(minimum: 100, maximum: 110)
    }
    sample.registry.unhealthy = [sample.group.members[0].machine]
    sample.run(to: 31)
    #expect(sample.numbers == [10, 1, 0])
    sample.run(to: 36)
    #expect(sample.numbers == [10, 0, 1])
  }

  @Test func `rule 5: a simple policy pauses once everything is done, others do not`() throws {
    let sample = try Self.sample(2)
    let world = sample.world
    sample.group.want(3, in: world)
    sample.group.pause(for: .seconds(300), in: world)
    sample.run(to: 4)
    #expect(sample.group.isPausing(in: world))
    // The instance is in service after 5 s.
    sample.run(to: 304)
    #expect(sample.group.isPausing(in: world))
    sample.group.want(4, in: world)
    sample.run(to: 306)
    #expect(!sample.group.isPausing(in: world))
    #expect(sample.numbers == [3, 1, 0])
  }

  @Test func `rule 5: lifecycle hooks come before the pause`() throws {
    let sample = try Self.sample(1) { $0.hooks = [Self.hook(.launching, goesOn: true)] }
    let world = sample.world
    sample.group.want(2, in: world)
    sample.group.pause(for: .seconds(100), in: world)
    // The hook waits from 5 s to 65 s.
    sample.run(to: 64)
    #expect(sample.group.pause != nil)
    sample.run(to: 66)
    #expect(sample.group.pause == nil && sample.group.isPausing(in: world))
    sample.run(to: 166)
    #expect(!sample.group.isPausing(in: world))
  }

  @Test func `rule 9: new instances warm up, and those that were there do not`() throws {
    let sample = try Self.sample(2)
    let world = sample.world
    func capacity() -> Capacity { sample.group.capacity(warmingUpFor: .seconds(120), in: world) }
    #expect(capacity().warming == 0 && capacity().mayShrink)
    sample.group.want(4, in: world)
    #expect(capacity().warming == 2 && !capacity().mayShrink)
    sample.run(to: 124)
    #expect(capacity().warming == 2)
    sample.run(to: 126)
    #expect(capacity().warming == 0)
  }

  @Test func `rule 12: instances are spread over the zones, and taken from the fullest`() throws {
    let sample = try Self.sample(4) { $0.zoneCount = 3 }
    #expect(sample.zones == [2, 1, 1])
    sample.group.want(6, in: sample.world)
    sample.run(to: 30)
    #expect(sample.zones == [2, 2, 2])
    sample.group.want(4, in: sample.world)
    sample.run(to: 60)
    #expect(sample.zones.max() == 2 && sample.zones.min() == 1)
  }

  @Test func `rule 12: protected instances are not taken away, and are replaced all the same`()
    throws
  {
    let sample = try Self.sample(3) { $0.isProtected = true }
    sample.group.want(1, in: sample.world)
    sample.run(to: 60)
    #expect(sample.numbers == [3, 0, 0])
    sample.lose(0)
    sample.run(to: 120)
    #expect(sample.numbers == [2, 0, 0])
  }

  @Test func `rule 13: an instance signs up when it is up, and drains before it is gone`() throws {
    let sample = try Self.sample(1)
    sample.registry.patience = .seconds(50)
    sample.group.want(2, in: sample.world)
    sample.run(to: 24)
    #expect(sample.registry.machines.count == 1)
    sample.run(to: 26)
    #expect(sample.registry.machines.count == 2)
  }

  @Test func `rule 13: a hook keeps a launch waiting, and abandons it if nobody comes`() throws {
    let sample = try Self.sample(1) { $0.hooks = [Self.hook(.launching, goesOn: false)] }
    sample.group.want(2, in: sample.world)
    sample.run(to: 64)
    #expect(sample.group.members[1].stage == .pendingWait)
    #expect(sample.registry.machines.count == 1)
    sample.run(to: 66)
    // Another one is launched in its place.
    #expect(sample.numbers == [1, 1, 1])
  }

  @Test func `rule 13: a hook keeps a termination waiting, whatever its result`() throws {
    for goesOn in [true, false] {
      let sample = try Self.sample(2) { $0.hooks = [Self.hook(.terminating, goesOn: goesOn)] }
      sample.group.want(1, in: sample.world)
      sample.run(to: 59)
      #expect(sample.group.members.contains { $0.stage == .terminatingWait })
      sample.run(to: 61)
      #expect(!sample.group.members.contains { $0.stage == .terminatingWait })
      sample.run(to: 71)
      #expect(sample.numbers == [1, 0, 0])
    }
  }

  @Test func `whoever answers a hook lets the instance go on`() throws {
    let sample = try Self.sample(1) { $0.hooks = [Self.hook(.launching, goesOn: false)] }
    #expect(!sample.group.complete(Name(root: 1), in: sample.world))
    sample.group.want(2, in: sample.world)
    sample.run(to: 10)
    #expect(sample.group.complete(Name(root: 1), in: sample.world))
    #expect(sample.numbers == [2, 0, 0])
    sample.run(to: 100)
    #expect(sample.numbers == [2, 0, 0])
  }

  @Test func `an instance that is too old is replaced`() throws {
    let sample = try Self.sample(1) { $0.lifetime = .days(1) }
    sample.run(to: 86_399)
    #expect(sample.group.members[0].serial == 0)
    sample.run(to: 86_500)
    #expect(sample.group.members[0].serial == 1)
  }

  private static func hook(
    _ transition: LifecycleHook.Transition, goesOn: Bool
  ) -> LifecycleHook {
    LifecycleHook(
      name: "Hook", transition: transition, heartbeat: .seconds(60), goesOn: goesOn)
  }

  @Test func `rule 5: where all are protected there is nothing for a simple policy to wait for`()
    throws
  {
    let sample = try Self.sample(2) { $0.isProtected = true }
    sample.run(to: 1)
    sample.group.want(1, in: sample.world)
    sample.group.pause(for: .seconds(60), in: sample.world)
    sample.run(to: 60)
    #expect(sample.numbers == [2, 0, 0] && sample.group.isPausing(in: sample.world))
    sample.run(to: 62)
    #expect(!sample.group.isPausing(in: sample.world))
  }
}
