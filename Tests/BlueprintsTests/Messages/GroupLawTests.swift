import Kernel
import Testing

@testable import Blueprints

@Suite struct GroupLawTests {
  private func law(_ choice: GroupLaw.Choice) -> GroupLaw {
    GroupLaw(choice, purpose: Purpose(seed: 42, replication: 0, "group/Shop"))
  }

  /// How many of 20,000 messages fall to each group, from group 1 on.
  private func shares(_ choice: GroupLaw.Choice, groups: Int) -> [Double] {
    let law = law(choice)
    var counts = [Double](repeating: 0, count: groups)
    for ordinal in 0..<20_000 {
      counts[Int(law.group(of: Name(client: 0, ordinal: UInt64(ordinal)))) - 1] += 1
    }
    return counts.map { $0 / 20_000 }
  }

  @Test func `groups that are counted share the messages evenly`() {
    for share in shares(.even(10), groups: 10) { #expect(abs(share - 0.1) < 0.01) }
  }

  @Test func `groups with weights share the messages by them`() {
    let found = shares(.weighted(DiscreteChoice(weights: [8, 1, 1])), groups: 3)
    for (share, wanted) in zip(found, [0.8, 0.1, 0.1]) { #expect(abs(share - wanted) < 0.01) }
  }

  @Test func `of Zipf's groups the first has twice the share of the second`() {
    let found = shares(.zipf(ZipfDistribution(count: 100, exponent: 1)), groups: 100)
    #expect(abs(found[0] / found[1] - 2) < 0.15)
    #expect(found[0] > found[9] && found[9] > found[99])
  }

  @Test func `what a handler sends on is of the group of its cause`() {
    let law = law(.even(1_000))
    for ordinal in 0..<100 {
      let name = Name(client: 0, ordinal: UInt64(ordinal))
      let child = name.child(sender: 7, step: 1, ordinal: 0)
      #expect(law.group(of: child) == law.group(of: name))
    }
  }

  @Test func `a client that gives no group has none, and others keep theirs`() {
    let world = World(seed: 1, calibration: Calibration())
    #expect(!world.hasGroups)
    world.setGroups(law(.one(5)), of: 2)
    #expect(world.hasGroups)
    #expect(world.group(of: Name(client: 2, ordinal: 0)) == 5)
    #expect(world.group(of: Name(client: 1, ordinal: 0)) == nil)
    #expect(world.group(of: Name(client: 3, ordinal: 0)) == nil)
  }

  @Test func `one name is one group, and no numbered group`() {
    let world = World(seed: 1, calibration: Calibration())
    let (acme, other) = (world.groupNumber(named: "acme"), world.groupNumber(named: "other"))
    #expect(world.groupNumber(named: "acme") == acme)
    #expect(acme != other)
    #expect(min(acme, other) > GroupLaw.greatestCount)
  }
}
