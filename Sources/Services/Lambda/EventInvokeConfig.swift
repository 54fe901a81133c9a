import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Lambda::EventInvokeConfig`.
struct EventInvokeSettings: Settings {
  /// Where a record of what became of an event goes.
  struct Destination: Settings {
    var target: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "Destination", &target, "The queue, topic or function that gets the record.")
    }
  }

  /// The destinations, by how an event ended.
  struct Destinations: Settings {
    var onSuccess: Destination?
    var onFailure: Destination?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.group("OnSuccess", &onSuccess, "Where records of successful runs go.")
      try visitor.group("OnFailure", &onFailure, "Where records of events go that were given up.")
    }
  }

  var function: Reference?
  var qualifier: String?
  var maximumRetries: Int64?
  var maximumAge: Int64?
  var destinations: Destinations?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("FunctionName", &function, "The function whose events are meant.")
    try visitor.visit("Qualifier", &qualifier, "The version or alias; one of them stands for all.")
    try visitor.visit(
      "MaximumRetryAttempts", &maximumRetries, in: 0...2, "How often a failed run is repeated.")
    try visitor.visit(
      "MaximumEventAgeInSeconds", &maximumAge, in: 60...21_600,
      "How old an event may become before it is given up.")
    try visitor.group(
      "DestinationConfig", &destinations, "Where records of what became of events go.")
  }
}

/// Says how a function treats asynchronous events: how often, how long, and what gets the records.
///
/// AWS keeps one for each version and alias; here the one of a template holds for all of a
/// function's events.
enum EventInvokeConfig {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Lambda::EventInvokeConfig", title: "Asynchronous invocation",
      summary: "Says how a function treats asynchronous events.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.limits = [
      Limit(
        "attempts", .resource, "Runs of one event: three at most, the first included.",
        source: .documented(
          "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html"))
    ]
    return declaration
  }()

  /// The configuration as templates have it; it changes its function and is no node itself.
  static let service = Service(
    declaration, settings: EventInvokeSettings.self, isWire: true
  ) { (settings, site) throws(InputError) in
    try apply(settings, at: site)
    return nil
  }

  /// Sets what the function's queue does.
  private static func apply(_ settings: EventInvokeSettings, at site: Site) throws(InputError) {
    let node = try site.node(required: settings.function, "FunctionName", as: "a Lambda function")
    guard let function = node as? Function else {
      throw site.slip(settings.function, "\(node.label) is no Lambda function")
    }
    let queue = function.asynchronous
    if let retries = settings.maximumRetries { queue.maximumRetries = retries }
    if let age = settings.maximumAge { queue.maximumAge = .seconds(age) }
    if let target = settings.destinations?.onSuccess?.target {
      queue.onSuccess = try outlet(of: function, to: target, at: site)
    }
    if let target = settings.destinations?.onFailure?.target {
      queue.onFailure = try outlet(of: function, to: target, at: site)
    }
  }

  private static func outlet(
    of function: Function, to target: Reference, at site: Site
  ) throws(InputError) -> AsynchronousQueue.Outlet {
    let node = try site.node(target, as: "an SQS queue, an SNS topic or a Lambda function")
    return AsynchronousQueue.Outlet(
      node: node, edge: site.world.addEdge(from: function.label, to: node.label))
  }
}
