import Kernel
import Testing

@testable import Blueprints
@testable import Programs

/// Code whose computing takes its turn on the cores of its host.
@Suite struct ProcessorTests {
  private func rehearsal(_ behavior: String, cores: Int64) throws -> Rehearsal {
    let rehearsal = try Rehearsal(behavior)
    rehearsal.performer.runner.processor = Processor(
      cores: cores, label: "Code", host: rehearsal.performer.number, in: rehearsal.world)
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
    #expect(rehearsal.performer.runner.processor?.count == 0)
  }

  @Test func `work of no length costs no turn`() throws {
    let rehearsal = try rehearsal("steps: [compute: 0 ms, wait: 3 ms, compute: 0 ms]", cores: 1)
    #expect(rehearsal.play(1).last == "3 returned")
  }
}
