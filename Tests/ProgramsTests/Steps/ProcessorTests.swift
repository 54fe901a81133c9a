import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Programs

/// Code whose computing takes its turn on the cores of its host.
@Suite struct ProcessorTests {
  private func rehearsal(_ behavior: String, cores: Int64) throws -> Rehearsal {
    let rehearsal = try Rehearsal(behavior)
    let performer = rehearsal.performer
    performer.processor = performer.runner.addProcessor(
      cores: cores, in: Utilization(of: "Code", in: rehearsal.world), rehearsal.world)
    return rehearsal
  }

  @Test func `runs share the cores of their host`() throws {
    let rehearsal = try rehearsal("duration: 10 ms", cores: 2)
    for ordinal in 0..<4 { rehearsal.start(UInt64(ordinal)..<UInt64(ordinal) + 1) }
    rehearsal.play()
    #expect(rehearsal.performer.lines.filter { $0.hasSuffix("returned") }.count == 4)
    #expect(rehearsal.world.now == .start + .milliseconds(20))
  }

  @Test func `what is done side by side shares them too`() throws {
    let rehearsal = try rehearsal(
      "steps: [parallel: [compute: 10 ms, compute: 10 ms, wait: 5 ms]]", cores: 1)
    #expect(rehearsal.play(1).last == "20 returned")
  }

  @Test func `a run that is out of time leaves the cores to the others`() throws {
    let rehearsal = try rehearsal("duration: 10 ms", cores: 1)
    rehearsal.start(0..<1, limit: .milliseconds(8))
    rehearsal.start(1..<2)
    // Both have had 4 ms by then; the other needs 6 more.
    let lines = rehearsal.play()
    #expect(lines.contains("8 out of time") && lines.last == "14 returned")
    #expect(rehearsal.performer.runner.processors[0].count == 0)
  }

  @Test func `work of no length costs no turn`() throws {
    let rehearsal = try rehearsal("steps: [compute: 0 ms, wait: 3 ms, compute: 0 ms]", cores: 1)
    #expect(rehearsal.play(1).last == "3 returned")
  }

  @Test func `a run that is cancelled gives its messages back and leaves the cores to the others`()
    throws
  {
    let rehearsal = try rehearsal("duration: 10 ms", cores: 1)
    let runner = rehearsal.performer.runner
    rehearsal.start(0..<1)
    rehearsal.start(1..<2)
    rehearsal.world.run(until: .start + .milliseconds(4))
    #expect(runner.cancel(0, in: rehearsal.world).count == 1)
    // Each had had 2 ms; the other needs 8 more.
    #expect(rehearsal.play() == ["12 message 1 succeeded", "12 returned"])
    runner.retireProcessor(0, in: rehearsal.world)
  }

  @Test func `a run whose end is known is cancelled too, and its event finds nothing`() throws {
    let rehearsal = try Rehearsal("duration: 10 ms")
    let runner = rehearsal.performer.runner
    rehearsal.start(0..<1)
    #expect(runner.cancel(0, in: rehearsal.world).count == 1)
    rehearsal.start(1..<2)
    #expect(rehearsal.play() == ["10 message 1 succeeded", "10 returned"])
    #expect(runner.runs.count == 0 && rehearsal.performer.consumer.completed == 1)
  }

  @Test func `cores that get a tenth of their time are a tenth busy, and take ten times as long`()
    throws
  {
    let rehearsal = try rehearsal("duration: 10 ms", cores: 1)
    let gauge = rehearsal.world.instruments.first { $0.measure.name == "CPUUtilization" }
    guard case .gauge(let level)? = gauge?.keeper else { preconditionFailure("there is no gauge") }
    rehearsal.start(0..<1)
    rehearsal.world.run(until: .start + .milliseconds(5))
    #expect(level.gauge.level == 100)
    rehearsal.performer.runner.processors[0].setShare(0.1, in: rehearsal.world)
    #expect(level.gauge.level == 10)
    #expect(rehearsal.play().last == "55 returned")
  }

  @Test func `the utilization of several machines is the mean of theirs`() throws {
    let rehearsal = try rehearsal("duration: 10 ms", cores: 4)
    let world = rehearsal.world
    let level = GaugeMeasure()
    let utilization = Utilization(level)
    let runner = rehearsal.performer.runner
    for cores in [1, 4] {
      rehearsal.performer.processor = runner.addProcessor(
        cores: Int64(cores), in: utilization, world)
      rehearsal.start(UInt64(cores)..<UInt64(cores) + 1)
    }
    world.run(until: .start + .milliseconds(1))
    #expect(level.gauge.level == 63)
    _ = rehearsal.play()
    runner.retireProcessor(1, in: world)
    #expect(level.gauge.level == 0)
  }
}
