import Blueprints
import Documents
import Kernel

/// The properties of `AWS::ElasticLoadBalancingV2::LoadBalancer`.
struct LoadBalancerSettings: Settings {
  private static let known = ["idle_timeout.timeout_seconds"]
  private static let harmless = [
    "access_logs.", "client_keep_alive.", "connection_logs.", "deletion_protection.",
    "dns_record.", "health_check_logs.", "ipv6.", "load_balancing.", "routing.", "secondary_ips.",
    "waf.", "zonal_shift.",
  ]

  var type = "application"
  var scheme = "internet-facing"
  var addressType: String?
  var subnets: Document?
  var mappings: Document?
  var attributes: [AttributeSetting] = []
  /// How long a target may be silent.
  var idleTimeout = TimeSpan.seconds(60)

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "Type", &type, among: ["application", "network", "gateway"], "The kind of load balancer.")
    try visitor.choice(
      "Scheme", &scheme, among: ["internet-facing", "internal"],
      "Whether it has an address on the internet in each subnet, which is paid for.")
    try visitor.visit(
      "IpAddressType", &addressType, "ipv4, or dualstack-without-public-ipv4 and others.")
    try visitor.document("Subnets", &subnets, "Where it is: one subnet in each zone.")
    try visitor.document("SubnetMappings", &mappings, "The same, with more about each.")
    try visitor.list(
      "LoadBalancerAttributes", &attributes, "The idle timeout; others change nothing here.")
    visitor.ignored(
      "EnableCapacityReservationProvisionStabilize",
      "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
      "EnablePrefixForIpv6SourceNat", "Ipv4IpamPoolId", "Name", "SecurityGroups", "Tags")
    visitor.notYet("MinimumLoadBalancerCapacity", "there is always capacity")
  }

  /// How many addresses on the internet it has: one in each subnet, two at least, as it is in two
  /// zones.
  var publicAddresses: Int64 {
    guard scheme != "internal", addressType != "dualstack-without-public-ipv4" else { return 0 }
    return Int64(max(2, subnets?.list?.count ?? mappings?.list?.count ?? 2))
  }

  /// Reads the attributes.
  mutating func readAttributes(at site: Site) throws(InputError) {
    let place = site.properties["LoadBalancerAttributes"]?.place ?? site.properties.place
    let list = AttributeList(attributes: attributes, owner: site.label, place: place)
    try list.check(known: Self.known, prefixes: Self.harmless)
    if let time = try list.count("idle_timeout.timeout_seconds", in: 1...4_000) {
      idleTimeout = .seconds(time)
    }
    if type != "application" {
      site.note("Type \(type) of \(site.label) is not modelled: it works as an application one")
    }
  }
}
