import Kernel
import Measures

@testable import Blueprints
@testable import Documents
@testable import Programs
@testable import Services

/// A world put together by hand, in which a test makes calls itself.
final class Stage {
  let world: World
  let place = Place(source: SourceText(name: "test", text: "x"), offset: 0)
  private var named: [String: any Node] = [:]
  private var behaviors: [String: Document] = [:]
  /// What is said under `outside` of what answers in the place of a node, by its label.
  var outside: [String: Document] = [:]
  private var calls: UInt64 = 0
  private lazy var edge = world.addEdge(from: "test", to: "test")

  init(
    _ calibration: String = "aws-2026", _ overrides: [String: Parameter.Value] = [:],
    almanac: Almanac = Almanac()
  ) {
    world = World(
      seed: 7, calibration: Calibration(calibration, overrides: overrides), almanac: almanac)
    _ = world.add(EventKind(label: "order", size: 1_024))
    _ = world.addClient("test", marked: 0)
  }

  func reference(_ text: String) -> Reference { Reference(text: text, place: place) }

  func document(_ yaml: String) -> Document {
    do {
      return try YAML.read(SourceText(name: "test.yaml", text: yaml))
    } catch {
      preconditionFailure(error.rendered)
    }
  }

  @discardableResult
  func add<Part: Node>(_ node: Part, does behavior: String? = nil) -> Part {
    world.add(node)
    named[node.label] = node
    behaviors[node.label] = behavior.map { document($0) }
    return node
  }

  /// Finds a node by its label from now on.
  func adopt(_ node: any Node) { named[node.label] = node }

  func site(_ label: String, properties: String = "{}") -> Site {
    Site(
      label: label, world: world, properties: document(properties), behavior: behaviors[label],
      outside: outside[label], diagnostics: Diagnostics(), find: { [unowned self] in named[$0] })
  }

  /// Draws the wires and begins.
  func begin() throws {
    world.seal()
    for node in world.nodes { try node.connect(site(node.label)) }
    world.start()
  }

  func run(to seconds: Double) {
    world.run(until: Instant(nanoseconds: Int64(seconds * 1e9)))
  }

  /// Calls a node now, about a message of its own.
  func call(_ node: any Node, _ inlet: Int, size: Int64 = 1_024) -> Answer {
    calls += 1
    let name = Name(client: 0, ordinal: calls)
    return node.call(
      Call(
        inlet: inlet, name: name, kind: 0, journey: world.now, size: size, edge: edge.number,
        reply: Event(node: named["sink"]?.number ?? 0, kind: 0)), in: world)
  }
}

/// Takes the answers that come by an event.
final class Sink: Node {
  let card: NodeCard
  var replies: [Reply] = []
  var moments: [Instant] = []

  init(in world: World) {
    card = NodeCard(
      "sink",
      Declaration(
        type: "sink", title: "Sink", summary: "Takes answers.",
        identity: Identity(ref: "{name}", arn: "{name}")), in: world)
  }

  func receive(_ event: Event, in world: World) {
    guard let reply = Reply(rawValue: event.second) else {
      preconditionFailure("an answer says \(event.second)")
    }
    replies.append(reply)
    moments.append(world.now)
  }
}

extension Answer {
  var isDone: Bool { if case .done = self { true } else { false } }
  var isThrottled: Bool { if case .throttled = self { true } else { false } }
  var isRefused: Bool { if case .refused = self { true } else { false } }
  var isUnmet: Bool { if case .unmet = self { true } else { false } }
  var left: UInt32? { if case .partly(_, let left) = self { left } else { nil } }
  var isLater: Bool { if case .later = self { true } else { false } }
  var isRetryable: Bool { if case .failed(_, true) = self { true } else { false } }
  var time: TimeSpan {
    switch self {
    case .done(let time), .throttled(let time), .refused(let time), .failed(let time, _),
      .partly(let time, _), .unmet(let time, _):
      time
    case .later: .zero
    }
  }
}

/// Runs what is expected to be refused; gives what is wrong and the way out.
func slip(_ work: () throws -> Void) -> String? {
  do {
    try work()
    return nil
  } catch let error as InputError {
    return error.problem + (error.remedy.map { " → " + $0 } ?? "")
  } catch {
    return "\(error)"
  }
}
