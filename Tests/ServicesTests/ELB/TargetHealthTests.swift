import Blueprints
import Kernel
import Measures
import Testing

@testable import Services

/// How targets come, fall ill, recover and go.
@Suite struct TargetHealthTests {
  private func gauge(_ name: String, _ rack: Rack) -> Int64? {
    let found = rack.world.instruments.first { $0.measure.name == name && $0.label == "Group" }
    guard case .gauge(let gauge)? = found?.keeper else { return nil }
    return gauge.gauge.level
  }

  @Test func `two failed checks make a target unhealthy, five that pass make it healthy`() throws {
    let rack = try Rack(machines: 2)
    rack.machines.sick = [0]
    // Checks every 30 s, and an answer is missed 5 s later.
    rack.stage.run(to: 64.9)
    #expect(rack.group.isHealthy(0, of: rack.machines, in: rack.world))
    rack.stage.run(to: 65)
    #expect(!rack.group.isHealthy(0, of: rack.machines, in: rack.world))
    #expect(gauge("HealthyHostCount", rack) == 1 && gauge("UnHealthyHostCount", rack) == 1)
    for _ in 0..<4 { try rack.ask() }
    #expect(rack.served.prefix(2) == [0, 4])
    rack.machines.sick = []
    rack.stage.run(to: 209)
    #expect(!rack.group.isHealthy(0, of: rack.machines, in: rack.world))
    rack.stage.run(to: 210)
    #expect(rack.group.isHealthy(0, of: rack.machines, in: rack.world))
    #expect(gauge("UnHealthyHostCount", rack) == 0)
  }

  @Test func `one failed check alone changes nothing`() throws {
    let rack = try Rack(machines: 2)
    rack.machines.sick = [0]
    rack.stage.run(to: 40)
    rack.machines.sick = []
    rack.stage.run(to: 65)
    rack.machines.sick = [0]
    rack.stage.run(to: 100)
    #expect(rack.group.isHealthy(0, of: rack.machines, in: rack.world))
  }

  @Test(arguments: [("", 29.0), (", HealthCheckTimeoutSeconds: 8", 32)])
  func `a check fails after 5 s, or what the target group says`(
    timeout: String, seconds: Double
  ) throws {
    let rack = try Rack(
      group: "{HealthCheckProtocol: HTTPS, HealthCheckIntervalSeconds: 12\(timeout)}",
      machines: 1)
    rack.machines.sick = [0]
    // The checks at 12 s and 24 s fail, which shows at the end of the timeout.
    rack.stage.run(to: seconds - 0.1)
    #expect(rack.group.isHealthy(0, of: rack.machines, in: rack.world))
    rack.stage.run(to: seconds)
    #expect(!rack.group.isHealthy(0, of: rack.machines, in: rack.world))
  }

  @Test func `a new target needs one check that passes`() throws {
    let rack = try Rack(machines: 1)
    rack.stage.run(to: 10)
    rack.machines.sick = [1]
    rack.group.register(1, of: rack.machines, zone: 0, in: rack.world)
    rack.stage.run(to: 39)
    for _ in 0..<2 { try rack.ask() }
    #expect(rack.served.prefix(2) == [2, 0])
    rack.machines.sick = []
    rack.stage.run(to: 40)
    for _ in 0..<2 { try rack.ask() }
    #expect(rack.served.prefix(2) == [3, 1])
  }

  @Test func `fail-open: where all targets are unhealthy, all get requests`() throws {
    let rack = try Rack(machines: 2)
    rack.machines.sick = [0, 1]
    rack.stage.run(to: 100)
    #expect(gauge("HealthyHostCount", rack) == 0 && gauge("UnHealthyHostCount", rack) == 2)
    for _ in 0..<4 { try rack.ask() }
    #expect(rack.served.prefix(2) == [2, 2])
  }

  @Test func `a target that signs off gets no more requests, and ends those it has`() throws {
    let rack = try Rack(machines: 2)
    rack.machines.answers[0] = .done(after: .seconds(20))
    try rack.ask()
    let host: any TargetHost = rack.machines
    #expect(rack.group.deregister(0, of: host, in: rack.world) == .seconds(300))
    #expect(rack.group.deregister(1, of: host, in: rack.world) == .zero)
    rack.group.register(1, of: host, zone: 0, in: rack.world)
    for _ in 0..<4 { try rack.ask() }
    #expect(rack.served.prefix(2) == [1, 4])
    rack.stage.run(to: 30)
    #expect(rack.heard.last == "done 20000" && rack.group.targets.count == 1)
  }

  @Test func `the deregistration delay is an attribute`() throws {
    let rack = try Rack(
      group: """
        {TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "20"}]}
        """)
    rack.machines.answers[0] = .later
    try rack.ask()
    #expect(rack.group.deregister(0, of: rack.machines, in: rack.world) == .seconds(20))
  }

  @Test func `signing up twice makes one target`() throws {
    let rack = try Rack(machines: 1)
    rack.group.register(0, of: rack.machines, zone: 0, in: rack.world)
    #expect(rack.group.members.count == 1)
  }
}
