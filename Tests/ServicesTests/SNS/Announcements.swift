import Kernel

@testable import Blueprints
@testable import Documents
@testable import Services

/// A topic on a stage, to which a test subscribes and publishes by hand.
final class Announcements {
  let stage: Stage
  let topic: Topic

  /// A topic in a world without latencies and jitter, unless a test sets them.
  init(
    _ overrides: [String: Parameter.Value] = [:], calibration: String = "ideal",
    topic properties: String = "{}"
  ) {
    stage = Stage(calibration, overrides)
    let settings: TopicSettings = stage.site("News", properties: properties).settings(
      TopicSettings.self)
    topic = stage.add(Topic(settings, label: "News", in: stage.world))
  }

  /// Adds a queue that takes what the test lets it take.
  func doorkeeper(_ label: String, _ answer: Acceptance = .accepted) -> Doorkeeper {
    let doorkeeper = stage.add(Doorkeeper(label, in: stage.world))
    doorkeeper.answer = answer
    return doorkeeper
  }

  /// Subscribes; the properties are those of the template, without the topic.
  @discardableResult
  func subscribe(_ label: String, _ properties: String) throws -> any Node {
    let site = stage.site(label, properties: properties)
    let settings = site.settings(SubscriptionSettings.self)
    let node = try Subscription.make(settings, label: label, of: topic, at: site)
    stage.world.add(node)
    return node
  }

  /// Subscribes an endpoint outside AWS.
  func outside(_ label: String, _ properties: String) throws -> OutsideSubscription {
    guard let node = try subscribe(label, properties) as? OutsideSubscription else {
      preconditionFailure("\(label) is inside AWS")
    }
    return node
  }

  func begin() throws { try stage.begin() }
  func run(to seconds: Double) { stage.run(to: seconds) }

  /// Publishes a number of messages now.
  func publish(_ count: Int = 1, size: Int64 = 1_024) {
    for _ in 0..<count { _ = stage.call(topic, 0, size: size) }
  }

  /// The moments [s] at which a count rises, looked at four times a second.
  func moments(until end: Double, of count: () -> Int64) -> [Double] {
    var moments: [Double] = []
    var seen: Int64 = 0
    for quarter in 0...Int(end * 4) {
      run(to: Double(quarter) / 4)
      while seen < count() {
        moments.append(Double(quarter) / 4)
        seen += 1
      }
    }
    return moments
  }

  /// What became of the copies for an endpoint.
  func edge(to label: String) -> Edge {
    guard let edge = stage.world.edges.first(where: { $0.from == "News" && $0.to == label }) else {
      preconditionFailure("no edge leads to \(label)")
    }
    return edge
  }
}

/// A queue that answers as a test says, and remembers when it was asked.
final class Doorkeeper: Node {
  let card: NodeCard
  var answer = Acceptance.accepted
  private(set) var moments: [Instant] = []
  private(set) var roots: [UInt64] = []
  private(set) var kinds: [UInt16] = []

  init(_ label: String, takesEvents: Bool = false, in world: World) {
    var declaration = Declaration(
      type: "AWS::SQS::Queue", title: "Queue", summary: "Takes copies.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.takesEvents = takesEvents
    card = NodeCard(label, declaration, in: world)
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    moments.append(world.now)
    roots.append(world.messages[slot].name.root)
    kinds.append(world.messages[slot].kind)
    if case .accepted = answer { world.forget(slot) }
    return answer
  }
}
