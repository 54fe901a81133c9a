import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// The lives of machines, and requests that come while they come and go.
@Suite struct FleetTests {
  @Test func `a machine runs, boots, and serves once it is opened`() throws {
    let visit = try YardVisit(does: "{duration: 100 ms}")
    let machine = visit.fleet.launch(MachineShape(cores: 1), zone: 2, in: visit.world)
    #expect(visit.fleet.machine(machine).state == .pending)
    #expect(visit.ask()[0].isRetryable)
    visit.stage.run(to: 3)
    #expect(visit.fleet.machine(machine).state == .booting && visit.level("RunningMachines") == 1)
    #expect(visit.ask()[0].isRetryable && visit.level("ServingMachines") == 0)
    visit.stage.run(to: 8)
    #expect(visit.yard.changes == ["2000 running(0)", "7000 ready(0)"])
    #expect(visit.ask()[0].isLater && visit.level("ServingMachines") == 1)
    #expect(visit.heard(until: 9) == ["done 8100"])
    #expect(visit.fleet.machine(machine).zone == 2 && visit.fleet.count(.serving) == 1)
  }

  @Test func `requests go to the serving machines in turn`() throws {
    let visit = try YardVisit("{workers: 1}", does: "{duration: 1 s}")
    let machines = visit.place(3)
    visit.ask(6)
    visit.settle()
    for machine in machines { #expect(visit.fleet.processor(of: machine)?.count == 1) }
    let heard = visit.heard(until: 5)
    #expect(
      heard == ["done 1000", "done 1000", "done 1000"] + Array(repeating: "done 2000", count: 3))
  }

  @Test func `each machine has workers, a queue and cores of its own`() throws {
    let visit = try YardVisit("{workers: 1, queue: {capacity: 1}}", does: "{duration: 1 s}")
    _ = visit.place(2)
    let answers = visit.ask(6)
    #expect(answers.map(\.isLater) == [true, true, true, true, false, false])
    #expect(answers[5].isThrottled)
    #expect(visit.level("ActiveWorkers") == 2 && visit.level("QueueLength") == 2)
  }

  @Test func `the utilization is the mean of the machines that run`() throws {
    let visit = try YardVisit(does: "{duration: 10 s}")
    let machines = visit.place(4, cores: 2)
    visit.ask(2)
    visit.settle()
    #expect(visit.level("CPUUtilization") == 25)
    visit.fleet.end(machines[2], in: visit.world)
    #expect(visit.level("CPUUtilization") == 33)
    visit.fleet.end(machines[0], in: visit.world)
    #expect(visit.level("CPUUtilization") == 25)
    visit.fleet.end(machines[1], in: visit.world)
    visit.fleet.end(machines[3], in: visit.world)
    #expect(visit.level("CPUUtilization") == 0 && visit.level("RunningMachines") == 0)
  }

  @Test func `requests on a machine that ends abruptly fail at once, those that wait too`() throws {
    let visit = try YardVisit(
      "{workers: 2, queue: {capacity: 9}}", does: "{duration: 1 s, steps: [wait: 1 s]}")
    let machines = visit.place(2)
    visit.ask(8)
    visit.stage.run(to: 0.5)
    visit.fleet.end(machines[0], in: visit.world)
    #expect(visit.level("ActiveWorkers") == 2 && visit.level("QueueLength") == 2)
    let heard = visit.heard(until: 20)
    #expect(heard.prefix(4) == ["failed 500", "failed 500", "failed 500", "failed 500"])
    #expect(heard.dropFirst(4).allSatisfy { $0.hasPrefix("done") } && heard.count == 8)
    #expect(visit.yard.changes == ["4500 ended(0)"])
    #expect(!visit.fleet.isBusy && visit.world.messages.count == 0)
    #expect(visit.fleet.stations.answers.failures.total == 4)
  }

  @Test func `a run without cores that its machine takes along answers nobody later`() throws {
    let visit = try YardVisit(does: "{waits: 1 s}")
    let machines = visit.place(1)
    visit.ask(2)
    visit.stage.run(to: 0.5)
    visit.fleet.end(machines[0], in: visit.world)
    #expect(visit.heard(until: 3) == ["failed 500", "failed 500"])
    #expect(visit.world.messages.count == 0)
  }

  @Test func `a failing answer that comes after its machine is gone hits nobody else`() throws {
    let visit = try YardVisit(does: "{duration: 1 s}")
    let machines = visit.place(2)
    visit.fleet.apply(.fail(1), in: visit.world)
    visit.fleet.apply(.slow(2), in: visit.world)
    visit.ask()
    visit.fleet.end(machines[0], in: visit.world)
    visit.fleet.apply(.fail(0), in: visit.world)
    visit.ask()
    #expect(visit.heard(until: 5) == ["failed 0", "done 2000"])
  }

  @Test func `a machine that is closed ends its requests and gets no new ones`() throws {
    let visit = try YardVisit(does: "{duration: 1 s}")
    let machines = visit.place(2)
    visit.ask(2)
    visit.fleet.close(machines[0], within: .seconds(30), in: visit.world)
    #expect(visit.fleet.machine(machines[0]).state == .draining)
    visit.ask(2)
    visit.settle()
    #expect(visit.fleet.processor(of: machines[1])?.count == 3)
    let heard = visit.heard(until: 10)
    #expect(heard.count == 4 && heard.allSatisfy { $0.hasPrefix("done") })
    #expect(visit.yard.changes == ["1000 closed(0)", "5000 ended(0)"])
  }

  @Test func `what is not done when the time to drain is over fails`() throws {
    let visit = try YardVisit(does: "{duration: 10 s}")
    let machines = visit.place(1)
    visit.ask()
    visit.fleet.close(machines[0], within: .seconds(3), in: visit.world)
    #expect(visit.heard(until: 20) == ["failed 3000"])
    #expect(visit.yard.changes == ["3000 closed(0)", "7000 ended(0)"])
  }

  @Test func `a machine can be stopped and started again`() throws {
    let visit = try YardVisit(does: "{duration: 1 s}")
    let machines = visit.place(1)
    visit.ask()
    visit.fleet.stop(machines[0], in: visit.world)
    visit.stage.run(to: 15)
    #expect(visit.fleet.machine(machines[0]).state == .stopped)
    visit.fleet.start(machines[0], in: visit.world)
    visit.stage.run(to: 30)
    visit.ask()
    #expect(visit.heard(until: 40) == ["failed 0", "done 31000"])
    #expect(
      visit.yard.changes == ["10000 stopped(0)", "17000 running(0)", "22000 ready(0)"])
  }

  @Test func `an order that is taken back while the machine starts leaves no trace`() throws {
    let visit = try YardVisit()
    let machine = visit.fleet.launch(MachineShape(cores: 1), zone: 0, in: visit.world)
    visit.stage.run(to: 1)
    visit.fleet.end(machine, in: visit.world)
    let next = visit.fleet.launch(MachineShape(cores: 1), zone: 0, in: visit.world)
    visit.stage.run(to: 20)
    #expect(machine != next)
    #expect(visit.yard.changes == ["3000 running(1)", "5000 ended(0)", "8000 ready(1)"])
    #expect(visit.fleet.roll == [next])
  }

  @Test func `a struck machine ends behind what goes on, and once`() throws {
    let visit = try YardVisit(does: "{duration: 1 s}")
    let machines = visit.place(2)
    visit.ask(2)
    visit.fleet.strike(machines[1], in: visit.world)
    visit.fleet.strike(machines[1], in: visit.world)
    #expect(visit.heard(until: 9) == ["failed 0", "done 1000"])
    #expect(visit.yard.changes == ["0 struck(1)", "4000 ended(1)"])
  }

  @Test func `machines of one fleet take their turn at another`() throws {
    let stage = Stage()
    let sink = stage.add(Sink(in: stage.world))
    let front = stage.add(Yard(StationTerms(), label: "Web", in: stage.world))
    let spare = stage.add(
      Yard(StationTerms(), label: "Spare", in: stage.world), does: "{duration: 1 s, joins: Web}")
    try stage.begin()
    #expect(stage.call(front, 0).isRetryable)
    let machine = spare.fleet.launch(MachineShape(cores: 1), zone: 0, in: stage.world)
    stage.run(to: 10)
    #expect(stage.call(front, 0).isLater && stage.call(front, 0).isLater)
    stage.run(to: 10)
    #expect(spare.fleet.processor(of: machine)?.count == 2)
    stage.run(to: 20)
    spare.fleet.close(machine, in: stage.world)
    #expect(stage.call(front, 0).isRetryable && sink.replies == [.done, .done])
    stage.run(to: 40)
    #expect(spare.changes.last == "24000 ended(0)")
  }

  @Test func `half a vCPU takes twice as long, and is busy all of its time`() throws {
    #expect(MachineShape(millicores: 2_000).cores == 2)
    #expect(MachineShape(millicores: 2_000).share == 1)
    let shape = MachineShape(millicores: 500)
    let visit = try YardVisit(does: "{duration: 1 s}")
    let machine = visit.fleet.place(shape, zone: 0, in: visit.world)
    visit.fleet.open(machine, in: visit.world)
    visit.ask()
    visit.settle()
    #expect(visit.level("CPUUtilization") == 100)
    #expect(visit.heard(until: 5) == ["done 2000"])
  }

  @Test func `slow is a fault of every machine, of those too that come later`() throws {
    let visit = try YardVisit(does: "{duration: 1 s}")
    visit.fleet.apply(.slow(3), in: visit.world)
    _ = visit.place(1)
    visit.ask()
    #expect(visit.heard(until: 5) == ["done 3000"])
  }

  @Test func `a health check is answered by what serves, is not stopped and has room`() throws {
    let visit = try YardVisit("{workers: 1, queue: {capacity: 0}}", does: "{duration: 1 s}")
    let machines = visit.place(1)
    func isHealthy() -> Bool {
      visit.fleet.isHealthy(machines[0], of: visit.fleet, in: visit.world)
    }
    #expect(isHealthy())
    visit.ask()
    #expect(!isHealthy())
    visit.stage.run(to: 2)
    visit.fleet.apply(.stop(true), in: visit.world)
    #expect(!isHealthy())
    visit.fleet.apply(.stop(false), in: visit.world)
    visit.fleet.reboot(machines[0], in: visit.world)
    #expect(!isHealthy())
    visit.stage.run(to: 8)
    #expect(isHealthy() && visit.yard.changes == ["7000 ready(0)"])
  }

  @Test func `a fault ends the oldest machines that run, or all of a zone`() throws {
    let visit = try YardVisit()
    let first = visit.place(3, zone: 0)
    let second = visit.place(2, zone: 1)
    visit.fleet.apply(.terminate(2), in: visit.world)
    visit.stage.run(to: 1)
    #expect(visit.yard.changes == ["0 struck(\(first[0]))", "0 struck(\(first[1]))"])
    let late = visit.fleet.launch(MachineShape(cores: 1), zone: 1, in: visit.world)
    visit.fleet.apply(.loseZone(1), in: visit.world)
    visit.stage.run(to: 2)
    #expect(
      visit.yard.changes.dropFirst(2) == [
        "1000 struck(\(second[0]))", "1000 struck(\(second[1]))", "1000 struck(\(late))",
      ])
    #expect(visit.fleet.lostZone == 1 && visit.fleet.count(.serving) == 1)
    visit.fleet.apply(.loseZone(nil), in: visit.world)
    #expect(visit.fleet.lostZone == nil)
  }

  @Test func `a machine that is added twice has one turn`() {
    var circle = MachineCircle()
    circle.add(3, of: nil)
    circle.add(3, of: nil)
    circle.remove(3, of: nil)
    #expect(circle.next()?.machine == nil)
  }
}
