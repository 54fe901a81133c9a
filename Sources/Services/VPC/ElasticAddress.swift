import Blueprints
import Documents
import Kernel

/// An address on the internet that stays with the account: it is paid for from the first hour on,
/// whether it is in use or idle.
///
/// An instance to which it goes gives up an address of its own, which then costs nothing.
final class ElasticAddress: Node {
  static let declaration: Declaration = {
    let address = "eip-{name}"
    var declaration = Declaration(
      type: "AWS::EC2::EIP", title: "Elastic IP address",
      summary: "Is an address on the internet, paid by the hour, in use or idle.",
      identity: Identity(
        ref: address, arn: "arn:{partition}:ec2:{region}:{account}:elastic-ip/eipalloc-{name}",
        attributes: [("AllocationId", "eipalloc-{name}"), ("PublicIp", address)]))
    declaration.emblem = .address
    declaration.authority = .free
    declaration.prices = [PublicAddress.price]
    return declaration
  }()

  /// `AWS::EC2::EIP` in the catalogue.
  static let service = Service(declaration, settings: ElasticAddressSettings.self) {
    (settings, site) throws(InputError) in
    ElasticAddress(settings, label: site.label, in: site.world)
  }

  let card: NodeCard
  private let settings: ElasticAddressSettings

  private init(_ settings: ElasticAddressSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
  }

  func connect(_ site: Site) throws(InputError) {
    if let instance = settings.instance { try ElasticAddressLink.give(to: instance, at: site) }
  }

  func extraCharges(until end: Instant) -> [Charge] {
    // Addresses that somebody brings along cost nothing.
    guard settings.ownPool == nil else { return [] }
    let seconds = (end - .start).nanoseconds / 1_000_000_000
    return [Charge(price: PublicAddress.price, units: seconds, isByTime: true)]
  }
}

/// The properties of `AWS::EC2::EIP`.
struct ElasticAddressSettings: Settings {
  var instance: Reference?
  var ownPool: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("InstanceId", &instance, "The instance that has it.")
    try visitor.visit(
      "PublicIpv4Pool", &ownPool,
      "A pool of addresses that were brought to AWS, which cost nothing.")
    visitor.ignored(
      "Address", "Domain", "IpamPoolId", "NetworkBorderGroup", "Tags", "TransferAddress")
  }
}

/// Gives an instance an address that stays with the account.
enum ElasticAddressLink {
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::EC2::EIPAssociation", title: "Elastic IP association",
      summary: "Gives an instance an Elastic IP address, in the place of one of its own.",
      identity: Identity(ref: "eipassoc-{name}", arn: "eipassoc-{name}"))
    declaration.emblem = .address
    declaration.authority = .free
    return declaration
  }()

  /// `AWS::EC2::EIPAssociation` in the catalogue.
  static let service = Service(
    declaration, settings: ElasticAddressLinkSettings.self, isWire: true
  ) { (settings, site) throws(InputError) in
    if let instance = settings.instance { try give(to: instance, at: site) }
    return nil
  }

  /// Has an instance give up an address of its own.
  static func give(to reference: Reference, at site: Site) throws(InputError) {
    guard let node = site.find(reference.text) else { return }
    guard let instance = node as? Instance else {
      throw site.slip(reference, "\(node.label) is no EC2 instance")
    }
    instance.instances.hasElasticAddress = true
  }
}

/// The properties of `AWS::EC2::EIPAssociation`.
struct ElasticAddressLinkSettings: Settings {
  var instance: Reference?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("InstanceId", &instance, "The instance that gets the address.")
    visitor.ignored("AllocationId", "EIP", "NetworkInterfaceId", "PrivateIpAddress")
  }
}
