import Blueprints
import Documents
import Kernel

extension GroupTerms {
  /// A lifetime of instances is a day at least.
  private static let shortestLifetime = TimeSpan.days(1)

  /// The terms of a group, checked as AWS does.
  init(_ settings: GroupSettings, at site: Site) throws(InputError) {
    func place(_ name: String) -> Place { site.properties[name]?.place ?? site.properties.place }
    guard let minimum = settings.minimum, let maximum = settings.maximum else {
      throw InputError(
        "\(site.label) has no \(settings.minimum == nil ? "MinSize" : "MaxSize")",
        remedy: "give MinSize and MaxSize", at: site.properties.place)
    }
    guard minimum <= maximum else {
      throw InputError(
        "MinSize of \(site.label) is \(minimum), and its MaxSize \(maximum)",
        remedy: "choose from 0 to \(maximum)", at: place("MinSize"))
    }
    self.init(minimum...maximum, desired: settings.desired)
    guard minimum...maximum ~= desired else {
      throw InputError(
        "DesiredCapacity of \(site.label) is \(desired), out of range",
        remedy: "choose from \(minimum) to \(maximum)", at: place("DesiredCapacity"))
    }
    limits = try Self.limits(
      settings.maintenance, of: site.label, place("InstanceMaintenancePolicy"))
    policies = try settings.policies(of: site.label, at: place("TerminationPolicies"))
    for hook in settings.hooks {
      hooks.append(
        try LifecycleHook(
          hook, named: hook.name ?? "", at: place("LifecycleHookSpecificationList")))
    }
    zoneCount = settings.zoneCount
    cooldown = settings.cooldown
    warmUp = settings.warmUp.flatMap { $0 < 0 ? nil : .seconds($0) }
    grace = settings.grace
    asksBalancers = try Self.asksBalancers(
      settings.healthCheck ?? "EC2", of: site.label, at: place("HealthCheckType"))
    isProtected = settings.isProtected
    lifetime = settings.lifetime
    if lifetime > .zero, lifetime < Self.shortestLifetime {
      throw InputError(
        "MaxInstanceLifetime of \(site.label) is less than a day", remedy: "choose 86400 or more",
        at: place("MaxInstanceLifetime"))
    }
  }

  private static func limits(
    _ settings: GroupSettings.Maintenance?, of label: String, _ place: Place
  ) throws(InputError) -> ReplacementLimits {
    guard let settings else { return ReplacementLimits() }
    guard let minimum = settings.minimum, let maximum = settings.maximum else {
      throw InputError(
        "the InstanceMaintenancePolicy of \(label) is incomplete",
        remedy: "give MinHealthyPercentage and MaxHealthyPercentage", at: place)
    }
    guard maximum - minimum <= 100 else {
      throw InputError(
        "the percentages of the InstanceMaintenancePolicy of \(label) are \(maximum - minimum) "
          + "apart", remedy: "AWS allows 100", at: place)
    }
    return ReplacementLimits(minimum: minimum, maximum: maximum)
  }

  /// Whether load balancers are among those who have to find an instance healthy.
  private static func asksBalancers(
    _ text: String, of label: String, at place: Place
  ) throws(InputError) -> Bool {
    let known = ["EC2", "ELB", "EBS", "VPC_LATTICE"]
    let words = text.split(separator: ",").map { String($0.filter { $0 != " " }) }
    for word in words where !known.contains(word) {
      throw InputError(
        "HealthCheckType of \(label) has \(word)",
        remedy: "choose from \(known.joined(separator: ", "))", at: place)
    }
    return words.contains("ELB")
  }
}
