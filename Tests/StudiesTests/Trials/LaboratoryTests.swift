import Bench
import Dispatch
import Documents
import Scenarios
import Services
import Synchronization
import Testing

@testable import Studies

struct LaboratoryTests {
  private static let rates = Knob("traffic.Shop.rate", ["10/s", "20/s"])

  private func scenario(at point: Point) throws(InputErrors) -> Scenario {
    try Bench.scenario(
      OrdersSample.scenario(
        "template: template.yaml\ngoals: [mean of latency Shop to ProcessOrder < 1 h]"),
      files: ["template.yaml": OrdersSample.template],
      settings: point.choices.map { "\($0.path)=\($0.value)" })
  }

  private func laboratory(
    knowing known: [Trial] = [], _ watch: Laboratory.Watch = .init(), crew: Crew = .whole
  ) throws -> Laboratory {
    let figures = AskedFigure.all(of: try scenario(at: Point([])).designs)
    return Laboratory(
      asking: figures, knowing: known, catalogue: .aws, crew: crew, watch: watch
    ) { (point) throws(InputErrors) in
      let scenario = try scenario(at: point)
      return Setup(scenario, scenario.designs[0])
    }
  }

  private var keys: [Trial.Key] {
    Study.grid([""], [Self.rates]).flatMap { point in (0..<2).map { Trial.Key(point, $0) } }
  }

  @Test func `trials come in the order in which they are asked for`() throws {
    let wanted = Array(keys.reversed())
    let trials = try #require(try laboratory().trials(wanted))
    #expect(trials.map { $0.key } == wanted)
    #expect(Set(trials.map { $0.fingerprint }).count == 4)
    for trial in trials {
      let scenario = try scenario(at: trial.key.point)
      let alone = try Simulation.run(
        scenario, scenario.designs[0], replication: trial.key.replication, catalogue: .aws)
      #expect(trial.fingerprint == alone.fingerprint.value)
      #expect(
        trial.figures == GoalVerdict.all(of: scenario, scenario.designs[0], [alone])[0].figures)
    }
  }

  /// The runs that a plan asks for and those that ended, both in their order; with a crew of two
  /// the first of each pair ends after the second.
  private func plan(by threads: Int) throws -> (asked: [Trial.Key], ended: [Trial.Key], Plan) {
    let ended = Mutex<[Trial.Key]>([])
    let begun = Mutex(0)
    let next = DispatchSemaphore(value: 0)
    let laboratory = try laboratory(
      .init(
        began: { _ in
          let number = begun.withLock { count in
            count += 1
            return count
          }
          if threads > 1, number % 2 == 1 { _ = next.wait(timeout: .now() + .milliseconds(200)) }
        },
        ended: { trial in
          ended.withLock { $0.append(trial.key) }
          next.signal()
        }), crew: Crew(threads))
    var question = PlanQuestion(knobs: [Self.rates], figures: laboratory.figures, aim: 0)
    question.budget = 40
    var (search, asked) = (PlanSearch(question), [Trial.Key]())
    let plan = try search.plan { (keys) throws(InputErrors) in
      asked += keys
      return try laboratory.trials(keys)?.map { $0.figures }
    }
    return (asked, ended.withLock { $0 }, try #require(plan))
  }

  @Test func `a plan asks for the same runs whatever the order in which they end`() throws {
    let (alone, together) = (try plan(by: 1), try plan(by: 2))
    #expect(alone.asked == together.asked && alone.asked == alone.ended)
    #expect(together.ended != alone.ended && together.ended.count == alone.ended.count)
    #expect(alone.2.tried.map { $0.figure } == together.2.tried.map { $0.figure })
  }

  @Test func `what is known is not run again`() throws {
    let begun = Mutex<[Trial.Key]>([])
    let known = try #require(try laboratory().trials(Array(keys.prefix(3))))
    let laboratory = try laboratory(
      knowing: known, .init(began: { key in begun.withLock { $0.append(key) } }))
    let all = try #require(try laboratory.trials(keys))
    #expect(begun.withLock { $0 } == [keys[3]])
    #expect(try self.laboratory().trials(keys) == all)
    #expect(try laboratory.trials(keys + keys)?.count == 8)
    #expect(begun.withLock { $0.count } == 1)
  }

  @Test func `a cancelled study gives nothing and keeps what it has`() throws {
    let ended = Mutex<[Trial]>([])
    let laboratory = try laboratory(
      knowing: [],
      .init(
        ended: { trial in ended.withLock { $0.append(trial) } },
        isCancelled: { ended.withLock { !$0.isEmpty } }))
    #expect(try laboratory.trials(keys) == nil)
    let kept = ended.withLock { $0 }
    #expect((1...2).contains(kept.count))
    #expect(laboratory.count == kept.count)
  }

  @Test func `the first point that cannot be read ends a check`() throws {
    let knob = Knob("traffic.Shop.rate", ["10/s", "no", "never"])
    #expect { try laboratory().check(Study.grid([""], [knob])) } throws: { error in
      (error as? InputErrors)?.errors.first?.place?.source.text == "no"
    }
  }
}
