import Blueprints
import Documents
import Kernel

/// Finds who does the work for a route: by the URI of its integration, and by what is sent along.
struct IntegrationFinder {
  /// A service that an API calls directly, with the type of resource that the request names.
  private struct Direct {
    let service: String
    let type: String
    let action: String
  }

  private static let directs = [
    Direct(service: "sqs", type: "AWS::SQS::Queue", action: "SendMessage"),
    Direct(service: "sns", type: "AWS::SNS::Topic", action: "Publish"),
    Direct(service: "events", type: "AWS::Events::EventBus", action: "PutEvents"),
    Direct(service: "dynamodb", type: "AWS::DynamoDB::Table", action: "PutItem"),
    Direct(service: "s3", type: "AWS::S3::Bucket", action: "PutObject"),
  ]

  let site: Site
  let route: GatewayRoute

  private var plan: IntegrationPlan { route.integration }

  /// Who does the work; what is not modelled is noted and answers at once.
  func passage() throws(InputError) -> Passage {
    if plan.type == "MOCK" { return Passage(kind: .mock) }
    if let subtype = plan.subtype { return try direct(subtype) }
    guard let uri = plan.uri else {
      throw InputError(
        "\(route.owner) does not say what it integrates", remedy: "give it a URI",
        at: route.place)
    }
    if plan.type.hasPrefix("HTTP") { return try web(uri) }
    if let call = ServiceCall(uri.text) {
      if call.service == "lambda" { return try function(call.function, uri) }
      return try service(call, at: uri.place)
    }
    return try function(uri.text, uri)
  }

  private func function(_ text: String, _ uri: Reference) throws(InputError) -> Passage {
    guard let node = site.find(text) else {
      guard site.isElsewhere(text) else {
        throw InputError(
          "\(route.owner) integrates \(text), which is no resource of this template",
          remedy: "name a Lambda function", at: uri.place)
      }
      return unknown(text, at: uri.place)
    }
    let inlets = node.card.declaration.inlets
    let word = plan.isAsynchronous ? "InvokeAsync" : "Invoke"
    guard let inlet = inlets.firstIndex(where: { $0.name == word }) else {
      throw InputError(
        "\(route.owner) integrates \(node.label), which is no Lambda function",
        remedy: "it is of type \(node.card.declaration.type)", at: uri.place)
    }
    return Passage(kind: .function, node: node, inlet: inlet)
  }

  private func unknown(_ text: String, at place: Place) -> Passage {
    site.note("\(text) is not part of the template: \(route.owner) answers by itself", at: place)
    return Passage(kind: .mock)
  }

  // MARK: Services

  private func direct(_ subtype: String) throws(InputError) -> Passage {
    let parts = subtype.split(separator: "-", maxSplits: 1)
    guard let service = parts.first?.lowercased() else {
      throw InputError(
        "the IntegrationSubtype of \(route.owner) names no service",
        remedy: "for example SQS-SendMessage", at: route.place)
    }
    let call = ServiceCall(
      service: service == "eventbridge" ? "events" : service,
      action: parts.count > 1 ? String(parts[1]) : "", rest: "")
    return try self.service(call, at: route.place)
  }

  private func service(_ call: ServiceCall, at place: Place) throws(InputError) -> Passage {
    guard let direct = Self.directs.first(where: { $0.service == call.service }) else {
      site.note(
        "\(call.service) behind an API is not modelled: \(route.owner) answers by itself",
        at: place)
      return Passage(kind: .mock)
    }
    guard let node = resource(of: direct.type, named: call) else {
      site.note(
        "\(route.owner) names no resource of type \(direct.type) in this template: it answers by "
          + "itself", at: place)
      return Passage(kind: .mock)
    }
    let word = call.action.isEmpty ? direct.action : call.action
    let inlets = node.card.declaration.inlets
    guard let inlet = inlets.firstIndex(where: { $0.name == word && $0.isCalled }) else {
      site.note(
        "\(word) of \(node.label) is not modelled: \(route.owner) answers by itself", at: place)
      return Passage(kind: .mock)
    }
    return Passage(kind: .service, node: node, inlet: inlet)
  }

  /// The resource of a type that the request names somewhere: in its address, its parameters or a
  /// template of its body.
  private func resource(of type: String, named call: ServiceCall) -> (any Node)? {
    for text in [call.rest] + plan.texts.map({ $0.text }) {
      for word in Self.words(in: text) {
        if let node = site.find(word), node.card.declaration.type == type { return node }
      }
    }
    guard type == "AWS::Events::EventBus" else { return nil }
    return EventBus.standard(at: site)
  }

  /// The pieces of a text that may be names, ARNs or URLs.
  private static func words(in text: String) -> [String] {
    let marks: [UInt8] = [0x2D, 0x2E, 0x2F, 0x3A, 0x5F]
    var words: [String] = []
    for piece in text.utf8.split(whereSeparator: { byte in
      !(0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || marks.contains(byte))
    }) {
      let word = String(Substring(piece))
      words.append(word)
      let pieces = word.split(separator: "/")
      if pieces.count > 1 { words += pieces.map { String($0) } }
    }
    return words
  }

  // MARK: Servers

  private func web(_ uri: Reference) throws(InputError) -> Passage {
    let host = OutsideAddress.host(of: uri.text) ?? uri.text
    let known = site.find(uri.text) ?? site.find(host) ?? site.find("https://\(host)")
    // Behind a private link an HTTP API names the listener.
    let balancer = (known as? Listener)?.balancer.flatMap { site.find($0) }
    guard let node = balancer ?? known else {
      site.note(
        "nothing is said under outside of \(host): it answers as the calibration has it",
        at: uri.place)
      return Passage(kind: .web, node: assumed(host))
    }
    guard node.label != site.label else {
      throw InputError(
        "\(route.owner) integrates \(site.label) itself", remedy: "name who does the work",
        at: uri.place)
    }
    guard node.card.declaration.entry == "Request" else {
      throw InputError(
        "\(route.owner) integrates \(node.label), which is no server",
        remedy: "it is of type \(node.card.declaration.type)", at: uri.place)
    }
    var passage = Passage(kind: .web, node: node)
    if let router = node.router {
      let line = RequestLine(method: route.method, path: OutsideAddress.path(of: uri.text))
      passage.way = try router.way(of: line, in: site.world, at: uri.place)
    }
    return passage
  }

  /// What stands for a server that the scenario does not describe, made for the first who asks.
  private func assumed(_ host: String) -> any Node {
    if let known = site.world.node(labelled: host) { return known }
    var settings = EndpointSettings()
    settings.latency = site.world.calibration.time(GatewayParameters.webLatency)
    let node = Endpoint(settings, label: host, in: site.world)
    site.world.add(node)
    return node
  }
}

/// The call of an AWS service that the URI of an integration means:
/// `arn:aws:apigateway:us-east-1:sqs:path/123456789012/Orders`.
struct ServiceCall {
  var service: String
  /// The action; empty where the URI gives a path.
  var action: String
  /// The path; empty where the URI gives an action.
  var rest: String

  init(service: String, action: String, rest: String) {
    self.service = service
    self.action = action
    self.rest = rest
  }

  /// The call of a URI; nil where it means none.
  init?(_ uri: String) {
    let parts = uri.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[2] == "apigateway" else { return nil }
    // A subdomain may stand before the service.
    service = parts[4].split(separator: ".").last.map { String($0) } ?? ""
    let tail = parts[5]
    action = tail.hasPrefix("action/") ? String(tail.dropFirst(7).prefix { $0 != "&" }) : ""
    rest = tail.hasPrefix("path/") ? String(tail.dropFirst(5)) : ""
  }

  /// The function whose ARN or name the path holds.
  var function: String {
    let parts = rest.split(separator: "/")
    guard let mark = parts.firstIndex(of: "functions"), mark + 1 < parts.count else { return rest }
    return String(parts[mark + 1])
  }
}
