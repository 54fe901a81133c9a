import Kernel

@testable import Blueprints
@testable import Documents
@testable import Services

/// A bucket on a stage, to which a test sends requests by hand.
final class Warehouse {
  let stage: Stage
  let bucket: Bucket
  private var requests: UInt64 = 0
  private lazy var edge = stage.world.addEdge(from: "App", to: bucket.label)

  /// A bucket in a world without latencies and rates, unless a test sets them.
  init(
    _ overrides: [String: Parameter.Value] = [:], calibration: String = "ideal",
    _ properties: String = "{}"
  ) {
    stage = Stage(calibration, overrides)
    let site = stage.site("Uploads", properties: properties)
    bucket = stage.add(
      Bucket(
        site.settings(BucketSettings.self), label: "Uploads", name: "uploads", in: stage.world))
  }

  /// Adds a queue that takes what the test lets it take.
  @discardableResult
  func doorkeeper(_ label: String, _ answer: Acceptance = .accepted) -> Doorkeeper {
    let doorkeeper = stage.add(Doorkeeper(label, in: stage.world))
    doorkeeper.answer = answer
    return doorkeeper
  }

  /// Adds whoever the properties of `NotificationConfiguration` say.
  func configure(_ configuration: String) throws {
    let site = stage.site("Uploads", properties: "NotificationConfiguration: \(configuration)")
    let settings = site.settings(BucketSettings.self)
    try site.diagnostics.throwIfAny()
    try bucket.notify(settings.notifications?.requests, at: site)
  }

  /// Adds one notification of a queue.
  func notify(
    _ queue: String, of event: String = "s3:ObjectCreated:*", _ rules: [(String, String)] = []
  ) throws {
    let filter =
      rules.isEmpty
      ? ""
      : ", Filter: {S3Key: {Rules: ["
        + rules.map { "{Name: \($0.0), Value: '\($0.1)'}" }.joined(separator: ", ") + "]}}"
    try configure("{QueueConfigurations: [{Event: '\(event)', Queue: \(queue)\(filter)}]}")
  }

  /// What is wrong with a configuration, and the way out.
  func slip(in configuration: String) -> String? {
    ServicesTests.slip { try configure(configuration) }
  }

  func begin() throws { try stage.begin() }
  func run(to seconds: Double) { stage.run(to: seconds) }

  /// A kind of event as a client sends it.
  func kind(_ event: String, size: Int64 = 1_024) -> UInt16 {
    let content = ContentReader.literal(stage.document(event))
    return stage.world.add(EventKind(label: "App", body: .json(content), size: size))
  }

  /// Makes a request now about an object of a key.
  @discardableResult
  func request(
    _ action: Bucket.Action = .putObject, _ key: String = "a.txt", size: Int64 = 1_024
  ) -> Answer {
    request(action, kind("{key: '\(key)'}", size: size), size: size)
  }

  /// Makes a request now with an event of a kind.
  @discardableResult
  func request(_ action: Bucket.Action, _ kind: UInt16, size: Int64 = 1_024) -> Answer {
    requests += 1
    edge.enter()
    return bucket.call(
      Call(
        inlet: action.rawValue, name: Name(client: 0, ordinal: requests), kind: kind,
        journey: stage.world.now, size: size, edge: edge.number, reply: Event(node: 0, kind: 0)),
      in: stage.world)
  }

  /// What was told last, as JSON.
  var told: String {
    guard let kind = stage.world.kinds.last(where: { $0.label.hasPrefix("Object ") }) else {
      return "null"
    }
    let occasion = EventContent.Occasion(
      Name(client: 0, ordinal: requests), sent: stage.world.now, in: stage.world)
    return String(decoding: kind.content?.json(on: occasion) ?? [], as: UTF8.self)
  }

  /// What became of the copies for somebody.
  func edge(to label: String) -> Edge {
    guard let edge = stage.world.edges.first(where: { $0.from == "Uploads" && $0.to == label })
    else { preconditionFailure("no edge leads to \(label)") }
    return edge
  }
}
