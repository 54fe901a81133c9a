import Kernel
import Testing

@testable import Blueprints

@Suite struct ClientMarkTests {
  private func world(_ clients: [String]) -> (world: World, marks: [String: Int]) {
    let world = World(seed: 1, calibration: Calibration())
    var marks: [String: Int] = [:]
    for client in clients { marks[client] = world.addClient(client) }
    return (world, marks)
  }

  @Test func `the names of a client's messages do not depend on who else sends`() {
    let alone = world(["Shop"]).marks["Shop"]
    #expect(world(["App", "Site", "Shop"]).marks["Shop"] == alone)
    let clock = World(seed: 1, calibration: Calibration()).addOrigin("Clock")
    let (busy, _) = world(["App", "Site", "Shop"])
    _ = busy.addOrigin("Other")
    #expect(busy.addOrigin("Clock") == clock)
  }

  @Test func `no two clients have one mark, however many there are`() {
    let names = (0..<3_000).map { "client \($0)" }
    let (world, marks) = world(names)
    #expect(Set(marks.values).count == 3_000)
    for (index, name) in names.enumerated() {
      let message = Name(client: marks[name] ?? 0, ordinal: 7)
      #expect(world.client(of: message) == index)
    }
  }

  @Test func `the number of a group comes from its name`() {
    let (one, other) = (world([]).world, world([]).world)
    let acme = one.groupNumber(named: "acme")
    _ = other.groupNumber(named: "before")
    #expect(other.groupNumber(named: "acme") == acme)
  }
}
