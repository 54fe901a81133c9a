import Kernel
import Measures

@testable import Blueprints
@testable import Documents
@testable import Programs
@testable import Services

/// A node that keeps a fleet, lets every machine serve as soon as it can, and writes down what
/// becomes of each.
final class Yard: Node {
  let card: NodeCard
  let fleet: Fleet
  /// What happened, as `3000 ready 0`: the moment in milliseconds, and the machine.
  var changes: [String] = []
  /// Whether machines wait to be opened by hand.
  var keepsShut = false

  init(_ terms: StationTerms, label: String, in world: World) {
    var declaration = Declaration(
      type: "yard", title: "Yard", summary: "Keeps machines.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.measures = Fleet.measures
    declaration.inlets = [Inlet("Request", "Sends a request.", permission: nil)]
    card = NodeCard(label, declaration, in: world)
    func time(_ role: String, _ seconds: Int64) -> DrawnTime {
      DrawnTime(.constant(Double(seconds) * 1e9), for: "\(role)/\(label)", in: world)
    }
    let times = MachineTimes(
      pending: time("pending", 2), boot: time("boot", 5), stop: time("stop", 10),
      end: time("end", 4))
    fleet = Fleet(terms, taking: times, at: card, in: world)
  }

  var answersAtOnce: Bool { false }
  var isBusy: Bool { fleet.isBusy }
  var targetHost: (any TargetHost)? { fleet }
  var targetRegistry: (any TargetRegistry)? { fleet }

  func connect(_ site: Site) throws(InputError) {
    let joins = site.behavior?["joins"]?.text.flatMap { site.find($0)?.targetRegistry }
    let program = try ProgramReader.program(
      of: label, doing: site.behavior, beside: ["joins"], at: site)
    fleet.connect(program, joining: joins.map { [$0] } ?? [])
  }

  func receive(_ event: Event, in world: World) {
    guard let change = fleet.receive(event, in: world) else { return }
    changes.append("\(world.now.nanoseconds / 1_000_000) \(change)")
    if case .ready(let machine) = change, !keepsShut { fleet.open(machine, in: world) }
    if case .closed(let machine) = change { fleet.end(machine, in: world) }
  }

  func call(_ call: Call, in world: World) -> Answer { fleet.call(call, in: world) }
  func apply(_ fault: FaultState, in world: World) { fleet.apply(fault, in: world) }
  func finish(in world: World) { fleet.finish(in: world) }
}

/// A yard with callers who write down what they hear.
final class YardVisit {
  let stage = Stage()
  let yard: Yard
  let sink: Sink

  init(_ terms: String = "{}", does behavior: String = "{}") throws {
    sink = stage.add(Sink(in: stage.world))
    yard = stage.add(
      Yard(
        try StationTerms(stage.document(terms), of: "Web"), label: "Web", in: stage.world),
      does: behavior)
    try stage.begin()
  }

  var world: World { stage.world }
  var fleet: Fleet { yard.fleet }

  /// Adds machines that have been there for ever, and lets them serve.
  func place(_ count: Int, cores: Int64 = 1, zone: Int = 0) -> [UInt32] {
    (0..<count).map { _ in
      let machine = fleet.place(MachineShape(cores: cores), zone: zone, in: world)
      fleet.open(machine, in: world)
      return machine
    }
  }

  /// Calls the fleet now, so often.
  @discardableResult
  func ask(_ times: Int = 1) -> [Answer] {
    (0..<times).map { _ in stage.call(yard, 0) }
  }

  /// Lets happen what is due now.
  func settle() { world.run(until: world.now) }

  /// Lets time pass; what was heard, each with its moment in milliseconds.
  func heard(until seconds: Double) -> [String] {
    stage.run(to: seconds)
    return zip(sink.replies, sink.moments).map { "\($0) \($1.nanoseconds / 1_000_000)" }
  }

  /// The level of a gauge of the yard.
  func level(_ name: String) -> Int64 {
    for instrument in world.instruments
    where instrument.measure.name == name && instrument.label == "Web" {
      if case .gauge(let gauge) = instrument.keeper { return gauge.gauge.level }
    }
    preconditionFailure("there is no gauge \(name)")
  }
}
