import Blueprints
import Documents
import Kernel

/// The one target of a subscriber, and what its calls can carry.
final class SubscriberTarget {
  private(set) var node: (any Node)?
  let label: String
  /// How long a call waits for its end.
  let timeout: TimeSpan
  /// Whether a function is waited for.
  let isWaitedFor: Bool
  /// The most events of a call.
  let greatestBatch: Int
  /// The most bytes of a call.
  let greatestBytes: Int64
  private let isFunction: Bool

  /// Reads how a subscriber calls its target.
  init(_ settings: SubscriberSettings, at site: Site) throws(InputError) {
    guard let invocation = settings.invocation, let reference = invocation.target else {
      throw InputError(
        "\(site.label) has no TargetArn", remedy: "give it in InvokeConfiguration",
        at: site.properties.place)
    }
    if let bus = site.find(reference.text) as? CustomBus {
      (node, label) = (bus, bus.label)
    } else {
      let address = try TargetAddress(reference, of: site.label, at: site)
      (node, label) = (address.node, address.label)
    }
    isFunction = node?.processor != nil
    isWaitedFor = isFunction && invocation.function?.type == "REQUEST_RESPONSE"
    timeout = .seconds(invocation.function?.timeout ?? invocation.web?.timeout ?? 30)
    switch node {
    case is CustomBus: (greatestBatch, greatestBytes) = (100, 1_048_576)
    case is EventBus: (greatestBatch, greatestBytes) = (10, 1_048_576)
    case let node? where node.invocable != nil: (greatestBatch, greatestBytes) = (1, .max)
    case _? where isWaitedFor: (greatestBatch, greatestBytes) = (500, 6_291_456)
    case let function as Function:
      (greatestBatch, greatestBytes) = (500, function.payloads.asynchronous)
    case let qualifier as FunctionQualifier:
      (greatestBatch, greatestBytes) = (500, qualifier.asynchronousPayload)
    default: (greatestBatch, greatestBytes) = (10, 262_144)
    }
    try check(settings, at: site)
  }

  private func check(_ settings: SubscriberSettings, at site: Site) throws(InputError) {
    if let queue = node as? FIFOQueue, settings.invocation?.queue?.group == nil {
      throw InputError(
        "\(site.label) has no MessageGroupId",
        remedy: "give SqsParameters: {MessageGroupId: …}, as \(queue.label) is a FIFO queue",
        at: site.properties.place)
    }
    guard greatestBatch == 1, let size = settings.batching?.size, size > 1 else { return }
    site.note(
      "batches of \(site.label) are not modelled: each event is a request of its own")
  }

  /// Hands events to a function as one asynchronous event; false where the target is none.
  func invokes(_ slots: ContiguousArray<UInt32>, in world: World) -> Bool {
    if let function = node as? Function {
      function.offer(slots, in: world)
    } else if let qualifier = node as? FunctionQualifier {
      qualifier.offer(slots, in: world)
    } else {
      return false
    }
    return true
  }

  /// Whether a function gets events and is not waited for.
  var isInvokedAsynchronously: Bool { isFunction && !isWaitedFor }

  /// What the target gets of an event; nil where that is the event.
  func transformation(_ settings: SubscriberSettings, in world: World) -> Int? {
    let hasMetadata = settings.transformer?.type == "WITH_METADATA"
    guard hasMetadata || isFunction else { return nil }
    let isList = isFunction
    return world.addEnvelope { kind in
      guard let content = kind.content else { return kind }
      var whole = content
      if hasMetadata {
        whole = .map([
          .init("Data", content), .init("Metadata", .empty),
          .init("SystemMetadata", kind.systemMetadata),
        ])
      }
      return kind.saying(isList ? .list([whole]) : whole)
    }
  }

  /// Lets go of the target: what it sends to may send to the bus.
  func close() { node = nil }
}
