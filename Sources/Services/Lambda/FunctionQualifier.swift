import Blueprints
import Documents
import Kernel

/// Passes requests to a version or an alias on to the function, whose provisioned environments are
/// for them alone.
///
/// All versions of a function run the same code here. Requests that name the function itself run on
/// demand, as in AWS.
final class FunctionQualifier: Node, BatchProcessor {
  let card: NodeCard
  /// What the template names as its function.
  let target: Reference?
  /// The name of the alias, or the number of the version.
  let name: String
  private let provisioned: Int64
  private var function: Function!

  /// A version or an alias by its declaration, of the function that a reference means.
  init(
    _ declaration: Declaration, of target: Reference?, named name: String = "1",
    provisioned: Int64, at site: Site
  ) {
    card = NodeCard(site.label, declaration, in: site.world)
    self.target = target
    self.name = name
    self.provisioned = provisioned
  }

  func connect(_ site: Site) throws(InputError) {
    let node = try site.node(required: target, "FunctionName", as: "a Lambda function")
    guard let function = node as? Function else {
      throw site.slip(target, "\(node.label) is no Lambda function")
    }
    self.function = function
    address.isPublished = true
    address.terms = function.asynchronous.number(of: name)
    guard provisioned > 0 else { return }
    if function.settings.restores {
      throw InputError(
        "\(function.label) has SnapStart, and \(label) provisioned concurrency",
        remedy: "AWS takes one of them for a version", at: site.properties.place)
    }
    guard function.provisioned == nil else {
      throw InputError(
        "\(function.label) has provisioned concurrency under two names, which is not modelled",
        remedy: "keep it on one alias", at: site.properties.place)
    }
    if let reserved = function.settings.reserved, reserved < provisioned {
      throw InputError(
        "\(label) keeps \(provisioned) environments of \(reserved) reserved ones",
        remedy: "raise ReservedConcurrentExecutions of \(function.label)",
        at: site.properties.place)
    }
    address.isProvisioned = true
    function.provisioned = ProvisionedConcurrency(
      provisioned, of: function, label: label, in: site.world)
  }

  func start(in world: World) {
    for edge in world.edges where edge.ends.contains(label) {
      edge.isPassed(to: function.label)
    }
  }

  /// What it means for a request to come by this name.
  private var address = FunctionAddress.latest

  /// The label of the function that it is of.
  var functionLabel: String { function.label }

  var answersAtOnce: Bool { false }

  var processor: (any BatchProcessor)? { self }

  func call(_ call: Call, in world: World) -> Answer {
    function.address = address
    defer { function.address = .latest }
    return function.call(call, in: world)
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    function.address = address
    defer { function.address = .latest }
    return function.offer(slot, in: world)
  }

  /// Takes copies that are one asynchronous event together.
  func offer(_ slots: ContiguousArray<UInt32>, in world: World) {
    function.address = address
    defer { function.address = .latest }
    function.offer(slots, in: world)
  }

  /// The most bytes of an asynchronous event.
  var asynchronousPayload: Int64 { function.payloads.asynchronous }

  func begin(_ batch: Batch, reply: Event, in world: World) -> Acceptance {
    function.address = address
    defer { function.address = .latest }
    return function.begin(batch, reply: reply, in: world)
  }

  func room(in world: World) -> Int64 {
    function.address = address
    defer { function.address = .latest }
    return function.room(in: world)
  }

  var timeLimit: TimeSpan { function.timeLimit }

  func shareOutOfTime(_ messages: Int64, in world: World) -> Double {
    function.shareOutOfTime(messages, in: world)
  }

  func awaitRoom(_ event: Event) {
    function.awaitRoom(event)
  }
}

extension FunctionQualifier {
  private static func declaration(
    _ type: String, _ title: String, _ summary: String, _ identity: Identity
  ) -> Declaration {
    var declaration = Declaration(type: type, title: title, summary: summary, identity: identity)
    declaration.emblem = .function
    declaration.isPassage = true
    declaration.authority = .elsewhere
    declaration.policyNames = [PolicyName("{Ref}", "{Arn}")]
    declaration.inlets = Function.declaration.inlets.map {
      Inlet($0.name, $0.summary, permission: $0.permission)
    }
    declaration.entry = Function.declaration.entry
    declaration.takesEvents = true
    declaration.measures = ProvisionedConcurrency.measures
    declaration.limits = ProvisionedConcurrency.limits
    declaration.parameters = ProvisionedConcurrency.parameters
    return declaration
  }

  private static let arn = "arn:{partition}:lambda:{region}:{account}:function:{FunctionName.name}:"

  /// What a version says of itself.
  static let versionDeclaration = declaration(
    "AWS::Lambda::Version", "Lambda version", "Names the code of a function as it was published.",
    Identity(
      ref: arn + "1", arn: arn + "1", attributes: [("FunctionArn", arn + "1"), ("Version", "1")]))

  /// What an alias says of itself.
  static let aliasDeclaration = declaration(
    "AWS::Lambda::Alias", "Lambda alias", "Names a version of a function.",
    Identity(
      ref: arn + "{Name}", arn: arn + "{Name}", attributes: [("AliasArn", arn + "{Name}")]))

  /// A version as templates have it.
  static let version = Service(versionDeclaration, settings: VersionSettings.self) {
    (settings, site) throws(InputError) in
    FunctionQualifier(
      versionDeclaration, of: settings.function, provisioned: settings.provisioned?.count ?? 0,
      at: site)
  }

  /// An alias as templates have it.
  static let alias = Service(aliasDeclaration, settings: AliasSettings.self) {
    (settings, site) throws(InputError) in
    FunctionQualifier(
      aliasDeclaration, of: settings.function, named: settings.name ?? "",
      provisioned: settings.provisioned?.count ?? 0,
      at: site)
  }
}
