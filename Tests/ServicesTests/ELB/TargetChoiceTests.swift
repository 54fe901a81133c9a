import Blueprints
import Kernel
import Testing

@testable import Services

/// Which of its targets gets a request.
@Suite struct TargetChoiceTests {
  private static func attributes(_ key: String, _ value: String) -> String {
    "{TargetGroupAttributes: [{Key: \(key), Value: \(value)}]}"
  }

  @Test func `round robin: targets get requests in turn`() throws {
    let rack = try Rack()
    for _ in 0..<7 { try rack.ask() }
    #expect(rack.served.prefix(3) == [3, 2, 2])
  }

  @Test func `least outstanding requests: the target with the fewest under way is next`() throws {
    let rack = try Rack(
      group: Self.attributes("load_balancing.algorithm.type", "least_outstanding_requests"))
    rack.machines.answers[0] = .done(after: .seconds(30))
    for second in 0..<20 {
      rack.stage.run(to: Double(second))
      for _ in 0..<2 { try rack.ask() }
    }
    #expect(rack.served[0] == 1 && rack.served[1] + rack.served[2] == 39)
    // By turns the slow one would have got a third of them.
    let inTurn = try Rack()
    inTurn.machines.answers[0] = .done(after: .seconds(30))
    for _ in 0..<39 { try inTurn.ask() }
    #expect(inTurn.served[0] == 13)
  }

  @Test func `weighted random: every target gets its share, and a message always goes there`()
    throws
  {
    func served() throws -> [Int] {
      let rack = try Rack(
        group: Self.attributes("load_balancing.algorithm.type", "weighted_random"))
      for _ in 0..<3_000 { try rack.ask() }
      return rack.served
    }
    let first = try served()
    #expect(first.prefix(3).allSatisfy { 900...1_100 ~= $0 } && first[0] != 1_000)
    #expect(try served() == first)
  }

  @Test func `slow start: the share of a new target grows evenly`() throws {
    let rack = try Rack(group: Self.attributes("slow_start.duration_seconds", "100"), machines: 1)
    rack.stage.run(to: 10)
    rack.group.register(1, of: rack.machines, zone: 0, in: rack.world)
    var shares: [Int] = []
    for tenth in 0..<12 {
      let before = rack.served[1]
      for step in 0..<100 {
        rack.stage.run(to: 10 + Double(tenth * 10) + Double(step) / 10)
        try rack.ask()
      }
      shares.append(rack.served[1] - before)
    }
    // A target that is passed over leaves its turns to the other: a share s of its turns is
    // s / (1 + s) of the requests.
    #expect(shares[0] <= 6 && 30...36 ~= shares[5] && shares[10] == 50 && shares[11] == 50)
    #expect(shares == shares.sorted())
  }

  @Test func `slow start is for those who come to others alone`() throws {
    let rack = try Rack(group: Self.attributes("slow_start.duration_seconds", "100"), machines: 0)
    rack.stage.run(to: 10)
    for machine in UInt32(0)..<2 {
      rack.group.register(machine, of: rack.machines, zone: 0, in: rack.world)
    }
    rack.stage.run(to: 20)
    rack.group.deregister(0, of: rack.machines, in: rack.world)
    for _ in 0..<4 { try rack.ask() }
    #expect(rack.served[1] == 4)
  }

  @Test func `a slow start with another algorithm is refused`() throws {
    let problem = slip {
      _ = try Rack(
        group: """
          {TargetGroupAttributes: [{Key: slow_start.duration_seconds, Value: 100},
          {Key: load_balancing.algorithm.type, Value: weighted_random}]}
          """)
    }
    #expect(
      problem == "Group has a slow start, and its algorithm is weighted_random → AWS has slow "
        + "starts with round_robin alone")
  }

  @Test func `requests per target are counted by those that get some`() throws {
    let rack = try Rack()
    for _ in 0..<300 { try rack.ask() }
    #expect(rack.count("RequestCountPerTarget", at: "Group") == 100)
    #expect(rack.count("RequestCount", at: "Group") == 300)
    rack.group.deregister(0, of: rack.machines, in: rack.world)
    for _ in 0..<101 { try rack.ask() }
    #expect(rack.count("RequestCountPerTarget", at: "Group") == 150)
  }
}

extension TargetGroup {
  @discardableResult
  fileprivate func deregister(_ machine: UInt32, of host: Machines, in world: World) -> TimeSpan {
    deregister(machine, of: host as any TargetHost, in: world)
  }
}
