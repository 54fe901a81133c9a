import Blueprints
import Documents

/// An address on the internet that a resource has while it is there.
///
/// Those are counted that the template gives to a network interface, a task, a load balancer or the
/// account itself; one that a subnet gives by itself is not seen.
enum PublicAddress {
  /// An address for an hour; what is counted are seconds.
  static let price = Price(
    "VPC public IPv4 addresses", microdollars: 5_000, per: 3_600,
    source: .documented("https://aws.amazon.com/vpc/pricing/, since February 2024")
  ).sold(by: "hour", of: 3_600)

  /// Whether network interfaces give one; nil where there are none.
  static func isGiven(by interfaces: [NetworkInterface]) -> Bool? {
    interfaces.isEmpty ? nil : interfaces.contains { $0.hasPublicAddress }
  }
}

/// A network interface of an instance.
struct NetworkInterface: Settings {
  var hasPublicAddress = false

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "AssociatePublicIpAddress", &hasPublicAddress,
      "Whether it has an address on the internet, which is paid for.")
    visitor.ignored(
      "AssociateCarrierIpAddress", "ConnectionTrackingSpecification", "DeleteOnTermination",
      "Description", "DeviceIndex", "EnaQueueCount", "EnaSrdSpecification", "GroupSet", "Groups",
      "InterfaceType", "Ipv4PrefixCount", "Ipv4Prefixes", "Ipv6AddressCount", "Ipv6Addresses",
      "Ipv6PrefixCount", "Ipv6Prefixes", "NetworkCardIndex", "NetworkInterfaceId", "PrimaryIpv6",
      "PrivateIpAddress", "PrivateIpAddresses", "SecondaryPrivateIpAddressCount", "SubnetId")
  }
}
