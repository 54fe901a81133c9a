import Kernel
import Testing

@testable import Blueprints
@testable import Programs

/// Lines of those who wait, against a plain list.
@Suite struct WaitsTests {
  @Test(arguments: 0..<20)
  func `the least patient is first, whoever came and went before`(seed: UInt64) {
    var state = seed &+ 1
    func roll(_ sides: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % sides
    }
    let waits = Waits()
    let lines = [waits.addLine(), waits.addLine()]
    var plain: [(slot: UInt32, owner: UInt32, line: UInt32, end: Instant, reply: Event)] = []
    var old: [Event] = []
    for step in UInt32(0)..<2_000 {
      if roll(5) < 3 || plain.isEmpty {
        let line = lines[Int(roll(2))]
        let end = Instant.start + .milliseconds(Int64(step) + Int64(roll(50)))
        let slot = waits.begin(step, in: line, until: end)
        plain.append((slot, step, line, end, waits.reply(to: slot, node: 3, kind: 9)))
      } else {
        let gone = plain.remove(at: Int(roll(UInt64(plain.count))))
        waits.end(gone.slot)
        old.append(gone.reply)
      }
      for line in lines {
        let expected = plain.filter { $0.line == line }.map { $0.end }.min()
        #expect(waits.first(in: line).map { waits.end(of: $0) } == expected)
      }
    }
    for wait in plain {
      #expect(waits.slot(of: wait.reply) == wait.slot && waits.owner(of: wait.slot) == wait.owner)
    }
    #expect(old.allSatisfy { waits.slot(of: $0) == nil })
  }

  @Test func `a thousand who wait cost one event, and a less patient one another`() throws {
    let world = World(seed: 7, calibration: Calibration("ideal", overrides: [:]))
    let waits = Waits()
    let line = waits.addLine()
    for owner in UInt32(0)..<1_000 {
      _ = waits.begin(owner, in: line, until: .start + .seconds(60 + Int64(owner)))
      waits.set(line, node: 0, kind: 0, in: world)
    }
    _ = waits.begin(1_000, in: line, until: .start + .seconds(5))
    waits.set(line, node: 0, kind: 0, in: world)
    var due: [Instant] = []
    while world.calendar.next(until: .never) != nil { due.append(world.now) }
    #expect(due == [.start + .seconds(5), .start + .seconds(60)])
    let slot = try #require(waits.overdue(in: line, at: .start + .seconds(60)))
    #expect(waits.owner(of: slot) == 1_000)
  }

  @Test func `nobody who waits for ever costs an event`() {
    let world = World(seed: 7, calibration: Calibration("ideal", overrides: [:]))
    let waits = Waits()
    let line = waits.addLine()
    _ = waits.begin(0, in: line, until: .never)
    waits.set(line, node: 0, kind: 0, in: world)
    #expect(world.calendar.next(until: .never) == nil)
  }
}
