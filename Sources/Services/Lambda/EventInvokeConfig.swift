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
    try visitor.visit(
      "Qualifier", &qualifier, "The version or alias whose events are meant, or $LATEST.")
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
/// There is one for each version and alias, and one for the function itself.
enum EventInvokeConfig {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Lambda::EventInvokeConfig", title: "Asynchronous invocation",
      summary: "Says how a function treats asynchronous events.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .function
    declaration.authority = .elsewhere
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
    let qualifier = settings.qualifier ?? AsynchronousTerms.latest
    try check(qualifier, of: function, at: site)
    function.asynchronous.change(qualifier) { terms in
      if let retries = settings.maximumRetries { terms.maximumRetries = retries }
      if let age = settings.maximumAge { terms.maximumAge = .seconds(age) }
    }
    if let target = settings.destinations?.onSuccess?.target {
      let destination = try destination(of: function, qualifier, to: target, settings, at: site)
      function.asynchronous.change(qualifier) { $0.onSuccess = destination }
    }
    if let target = settings.destinations?.onFailure?.target {
      let destination = try destination(of: function, qualifier, to: target, settings, at: site)
      function.asynchronous.edge.setsAside(along: destination.edge)
      function.asynchronous.change(qualifier) { $0.onFailure = destination }
    }
  }

  /// Refuses a qualifier that is no version or alias of the function.
  private static func check(
    _ qualifier: String, of function: Function, at site: Site
  ) throws(InputError) {
    var known = [AsynchronousTerms.latest]
    for label in site.world.labels {
      if let node = site.world.node(labelled: label) as? FunctionQualifier,
        let target = node.target, site.find(target.text) === function
      {
        known.append(node.name)
      }
    }
    guard !known.contains(qualifier) else { return }
    throw InputError(
      "\(function.label) has no version or alias \(qualifier)",
      remedy: "choose from " + known.joined(separator: ", "), at: site.properties.place)
  }

  private static func destination(
    of function: Function, _ qualifier: String, to target: Reference,
    _ settings: EventInvokeSettings, at site: Site
  ) throws(InputError) -> InvocationDestination {
    let node = try site.receiver(target, as: "an SQS queue, an SNS topic or a Lambda function")
    try FIFORules.refuseFIFO(node, for: "destinations of a function", at: target.place)
    let name = settings.function?.text ?? function.label
    let arn = name.hasPrefix("arn:") ? name : site.world.arn(of: "function:\(name)", in: "lambda")
    return InvocationDestination(
      node, arn: target.text,
      along: function.asynchronous.outgoing(to: node, of: function, in: site.world),
      of: (arn, qualifier, function.settings.timeout), in: site.world)
  }
}
