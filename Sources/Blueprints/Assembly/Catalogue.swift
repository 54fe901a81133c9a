import Documents

/// Everything that Spillway can model: the services, and the two things that no template has.
public struct Catalogue: Sendable {
  /// The services, in the order of the reference.
  public let services: [Service]
  /// Makes the node of a client from its entry under `traffic`.
  public let client: @Sendable (Site) throws(InputError) -> any Node
  /// Makes the node of an endpoint from its entry under `outside`.
  public let outside: @Sendable (Site) throws(InputError) -> any Node
  /// Resources that every account has and no template holds, as the default event bus.
  public let implied: [ImpliedResource]
  /// Types of resource that change nothing in a simulation, as roles and permissions.
  public let inert: [String]
  /// Parameters that belong to no service, as the retries of SDKs.
  public let parameters: [Parameter]

  /// A catalogue.
  public init(
    services: [Service], implied: [ImpliedResource] = [], inert: [String], parameters: [Parameter],
    client: @escaping @Sendable (Site) throws(InputError) -> any Node,
    outside: @escaping @Sendable (Site) throws(InputError) -> any Node
  ) {
    self.services = services
    self.implied = implied
    self.inert = inert
    self.parameters = parameters
    self.client = client
    self.outside = outside
  }

  /// The service of a CloudFormation type.
  public func service(_ type: String) -> Service? {
    services.first { $0.declaration.type == type }
  }

  /// Every short form that some service understands.
  public var shorthands: [Shorthand] { services.flatMap { $0.shorthands } }
}
