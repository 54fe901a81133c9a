import Blueprints
import Documents
import Kernel

/// Something whose capacity policies change: the tasks of a service, or what is provisioned of a
/// table.
protocol Scalable: AnyObject {
  var bounds: CapacityBounds { get }
  /// How much is wanted.
  var desired: Int64 { get }
  var cooldowns: ScalingCooldowns { get set }
  /// All that tracks a target of it.
  var trackers: ContiguousArray<TargetTracker> { get set }
  /// Keeps it between two bounds from the start on.
  func begin(within bounds: CapacityBounds, in world: World)
  /// Whether a change of its capacity can be asked for now.
  func mayMove(to capacity: Int64, in world: World) -> Bool
  /// Asks for another capacity.
  func want(_ capacity: Int64, in world: World)
  /// Gives it other bounds, and the capacity that follows.
  func resize(_ minimum: Int64?, _ maximum: Int64?, in world: World)
}

extension MachineGroup: Scalable {
  func begin(within bounds: CapacityBounds, in world: World) {
    self.bounds = bounds
    desired = bounds.clamp(desired)
  }

  func mayMove(to capacity: Int64, in world: World) -> Bool { true }

  func resize(_ minimum: Int64?, _ maximum: Int64?, in world: World) {
    resize(minimum, maximum, desired: nil, in: world)
  }
}

extension CapacityUpdate: Scalable {
  func begin(within bounds: CapacityBounds, in world: World) {
    self.bounds = bounds
    if bounds.clamp(provisioned) != provisioned { provide(bounds.clamp(provisioned), in: world) }
  }

  func resize(_ minimum: Int64?, _ maximum: Int64?, in world: World) {
    bounds.minimum = minimum ?? bounds.minimum
    bounds.maximum = max(maximum ?? bounds.maximum, bounds.minimum)
    want(provisioned, in: world)
  }
}

/// What a scalable target registers: its capacity, and the names of its metrics.
struct ScaledResource {
  /// What is scaled.
  let capacity: any Scalable
  /// The logical id of what it is part of.
  let label: String
  /// The name of the resource in metrics.
  let name: String
  /// The index of a table that is scaled, and not the table itself.
  var index: String?
  /// Which direction of a table is scaled; nil of what is no table.
  var isOfReads: Bool?

  /// Whether it is part of a table, which has rules of its own.
  var isTable: Bool { isOfReads != nil }

  /// What an id names, as `service/CLUSTER/SERVICE` or `table/NAME/index/INDEX`; nil, with a
  /// remark, where that is something else that AWS can scale.
  static func find(
    _ resource: Reference, _ dimension: String?, at site: Site
  ) throws(InputError) -> ScaledResource? {
    let parts = resource.text.split(separator: "/").map { String($0) }
    if let dimension, dimension.hasPrefix("dynamodb:") {
      return try table(parts, dimension, resource, at: site)
    }
    if let dimension, dimension != ScalableTarget.dimension {
      site.note("\(dimension) is not modelled: \(site.label) does nothing")
      return nil
    }
    guard let name = parts.last, parts.first == "service",
      let node = site.find(name) as? ContainerService
    else {
      throw InputError(
        "\(resource.text) is no ECS service of this template",
        remedy: "join service, the cluster and the service's Name by /", at: resource.place)
    }
    return ScaledResource(capacity: node.group, label: node.label, name: name)
  }

  private static func table(
    _ parts: [String], _ dimension: String, _ resource: Reference, at site: Site
  ) throws(InputError) -> ScaledResource? {
    let words = ["table", "index"].flatMap { part in
      ["Read", "Write"].map { "dynamodb:\(part):\($0)CapacityUnits" }
    }
    guard words.contains(dimension) else {
      let near = Suggestion.nearest(to: dimension, among: words)
      throw InputError(
        "\(dimension) is no ScalableDimension of a table",
        remedy: near.map { "did you mean \($0)?" }
          ?? "choose from \(words.joined(separator: ", "))",
        at: resource.place)
    }
    let isOfIndex = dimension.hasPrefix("dynamodb:index:")
    guard parts.count == (isOfIndex ? 4 : 2), parts[0] == "table",
      let table = site.find(parts[1]) as? Table,
      !isOfIndex || parts[2] == "index" && table.indexes.contains(where: { $0.name == parts[3] })
    else {
      throw InputError(
        "\(resource.text) is no \(isOfIndex ? "index of a table" : "table") of this template",
        remedy: isOfIndex ? "write table/NAME/index/INDEX" : "write table/NAME",
        at: resource.place)
    }
    guard !table.settings.isOnDemand else {
      throw InputError(
        "\(table.label) is paid per request, and nothing of it is scaled",
        remedy: "set BillingMode to PROVISIONED, or leave out \(site.label)", at: resource.place)
    }
    let index = isOfIndex ? parts[3] : nil
    let isOfReads = dimension.hasSuffix(":ReadCapacityUnits")
    return ScaledResource(
      capacity: table.update(of: index, reading: isOfReads, in: site.world), label: table.label,
      name: parts[1], index: index, isOfReads: isOfReads)
  }
}
