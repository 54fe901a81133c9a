import Blueprints
import Documents
import Kernel

/// An action of a listener or of one of its rules, as the template has it.
struct ListenerActionSettings: Settings {
  /// A target group among several, with its weight.
  struct Share: Settings {
    var group: Reference?
    var weight: Int64 = 1

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("TargetGroupArn", &group, "A target group.")
      try visitor.visit("Weight", &weight, in: 0...999, "Its share, beside the other weights.")
    }
  }

  struct Forward: Settings {
    var shares: [Share] = []

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.list("TargetGroups", &shares, "The target groups and their weights.")
      visitor.notYet("TargetGroupStickinessConfig", "every request is dealt out by the weights")
    }
  }

  struct Fixed: Settings {
    var status: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("StatusCode", &status, "The status of the answer: 2XX, 4XX or 5XX.")
      visitor.ignored("ContentType", "MessageBody")
    }
  }

  static let kinds = [
    "forward", "fixed-response", "redirect", "authenticate-cognito", "authenticate-oidc",
    "jwt-validation",
  ]

  var kind = "forward"
  var order: Int64?
  var group: Reference?
  var forward: Forward?
  var fixed: Fixed?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice("Type", &kind, among: Self.kinds, "What is done with a request.")
    try visitor.reference("TargetGroupArn", &group, "The target group that gets it.")
    try visitor.group("ForwardConfig", &forward, "Several target groups, by weight.")
    try visitor.group("FixedResponseConfig", &fixed, "The answer that the load balancer gives.")
    visitor.ignored("Order", "RedirectConfig")
    for name in ["AuthenticateCognitoConfig", "AuthenticateOidcConfig", "JwtValidationConfig"] {
      visitor.notYet(name, "every client is let in")
    }
  }
}

/// What is done with a request.
enum ListenerAction {
  /// It goes to one of the target groups.
  case forward([TargetGroup], by: DiscreteChoice?)
  /// The load balancer answers it.
  case fixed(HTTPStatus)
  /// The client is sent elsewhere.
  case redirect

  /// The last of some actions; those before it only let clients in.
  static func read(
    _ actions: [ListenerActionSettings], of label: String, at site: Site
  ) throws(InputError) -> ListenerAction {
    let finals = actions.filter { ["forward", "fixed-response", "redirect"].contains($0.kind) }
    guard let action = finals.last else {
      throw InputError(
        "\(label) does nothing with requests", remedy: "give it an action of type forward",
        at: site.properties.place)
    }
    switch action.kind {
    case "redirect": return .redirect
    case "forward": return try forward(action, of: label, at: site)
    default:
      let text = action.fixed?.status ?? ""
      guard let code = UInt16(text), 200...599 ~= code, code / 100 != 3 else {
        throw InputError(
          "the fixed response of \(label) has status \(text.isEmpty ? "none" : text)",
          remedy: "choose 200 to 299 or 400 to 599", at: site.properties.place)
      }
      return .fixed(HTTPStatus(code))
    }
  }

  private static func forward(
    _ action: ListenerActionSettings, of label: String, at site: Site
  ) throws(InputError) -> ListenerAction {
    var shares = action.forward?.shares ?? []
    if shares.isEmpty {
      var share = ListenerActionSettings.Share()
      share.group = action.group
      shares = [share]
    }
    var groups: [TargetGroup] = []
    for share in shares {
      let node = try site.node(required: share.group, "TargetGroupArn", as: "a target group")
      guard let group = node as? TargetGroup else {
        throw site.slip(share.group, "\(node.label) is no target group")
      }
      groups.append(group)
    }
    guard groups.count > 1 else { return .forward(groups, by: nil) }
    guard shares.contains(where: { $0.weight > 0 }) else {
      throw InputError(
        "all target groups of \(label) weigh nothing", remedy: "give one a Weight above 0",
        at: site.properties.place)
    }
    return .forward(groups, by: DiscreteChoice(weights: shares.map { Double($0.weight) }))
  }
}
