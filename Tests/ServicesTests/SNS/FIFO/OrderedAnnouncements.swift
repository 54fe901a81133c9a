import Kernel

@testable import Blueprints
@testable import Documents
@testable import Services

/// A FIFO topic on a stage, to which a test subscribes and publishes by hand: client *n* publishes
/// messages of group *n*.
final class OrderedAnnouncements {
  let stage: Stage
  let topic: FIFOTopic
  private var ordinals: [Int: UInt64] = [:]

  init(
    _ overrides: [String: Parameter.Value] = [:], calibration: String = "ideal",
    topic properties: String = "{FifoTopic: true}"
  ) {
    stage = Stage(calibration, overrides)
    _ = stage.world.addEdge(from: "test", to: "News")
    let settings: TopicSettings = stage.site("News", properties: properties).settings(
      TopicSettings.self)
    topic = stage.add(FIFOTopic(settings, label: "News", in: stage.world))
    let world = stage.world
    for client in 1..<100 {
      world.setGroups(GroupLaw(.one(UInt32(client)), purpose: world.purpose("g")), of: client)
    }
  }

  /// Adds a queue that takes what the test lets it take.
  func doorkeeper(_ label: String, _ answer: Acceptance = .accepted) -> Doorkeeper {
    let doorkeeper = stage.add(Doorkeeper(label, in: stage.world))
    doorkeeper.answer = answer
    return doorkeeper
  }

  /// Adds a FIFO queue.
  @discardableResult
  func queue(_ label: String) -> FIFOQueue {
    stage.add(FIFOQueue(QueueSettings(hidden: 30), label: label, in: stage.world))
  }

  /// Subscribes; the properties are those of the template, without the topic.
  @discardableResult
  func subscribe(_ label: String, _ properties: String) throws -> FIFOSubscription {
    let site = stage.site(label, properties: properties)
    let node = try FIFOSubscription.make(
      site.settings(SubscriptionSettings.self), label: label, of: topic, at: site)
    stage.world.add(node)
    return node
  }

  func begin() throws { try stage.begin() }
  func run(to seconds: Double) { stage.run(to: seconds) }

  /// Publishes messages of a group now.
  @discardableResult
  func publish(_ group: Int, _ count: Int = 1, size: Int64 = 1_024) -> [Answer] {
    (0..<count).map { _ in
      let ordinal = ordinals[group, default: 0]
      ordinals[group] = ordinal + 1
      return publish(Name(client: group, ordinal: ordinal), size: size)
    }
  }

  /// Publishes a message of a name, be it a new one or not.
  @discardableResult
  func publish(_ name: Name, size: Int64 = 1_024) -> Answer {
    topic.call(
      Call(
        inlet: 0, name: name, kind: 0, journey: stage.world.now, size: size, edge: 0,
        reply: Event(node: 0, kind: 0)), in: stage.world)
  }
}

extension Doorkeeper {
  /// The ordinals of the messages of a client, in the order in which they were offered.
  func ordinals(of client: Int) -> [UInt64] {
    roots.map { Name(root: $0) }.filter { $0.client == client }.map { $0.ordinal }
  }
}
