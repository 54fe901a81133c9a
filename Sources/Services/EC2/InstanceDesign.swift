import Blueprints
import Documents

/// What the instances of a resource are, once template and resource are put together.
struct InstanceDesign {
  /// The storage of one volume.
  struct Volume: Equatable {
    var gigabytes: Int64
    var type: String
  }

  var type: InstanceType
  /// Whether metrics have a value each minute, and not each five.
  var isMonitored = false
  /// Whether EC2 may want the capacity back.
  var isSpot = false
  /// Its availability zone, from 0.
  var zone = 0
  var volumes: [Volume] = []
  /// Whether each has an address on the internet.
  var hasPublicAddress = false

  /// Its cores.
  var shape: MachineShape { MachineShape(cores: type.cores) }
}

extension InstanceDesign {
  /// What the launch template of a label says of its instances.
  init(
    _ content: LaunchTemplateSettings.Content?, in properties: Document, of label: String
  ) throws(InputError) {
    let data = properties["LaunchTemplateData"]
    type = try Self.type(content?.type, at: data ?? properties, of: label)
    isMonitored = content?.monitoring?.isEnabled ?? false
    isSpot = content?.market?.type == "spot"
    zone = Self.zone(content?.placement?.zone)
    volumes = Self.volumes(content?.volumes ?? [])
    hasPublicAddress = PublicAddress.isGiven(by: content?.interfaces ?? []) ?? false
    try setCredits(content?.credits?.mode, at: data?["CreditSpecification"])
  }

  /// What an instance says of itself, and its launch template beside.
  init(
    _ settings: InstanceSettings, template: LaunchTemplate?, at site: Site
  ) throws(InputError) {
    if let template {
      if let own = settings.type { _ = try Self.type(own, at: site.properties, of: site.label) }
      self = try template.design(
        ofType: settings.type.map { Reference(text: $0, place: site.properties.place) })
    } else {
      type = try Self.type(settings.type, at: site.properties, of: site.label)
    }
    if site.properties["Monitoring"] != nil { isMonitored = settings.isMonitored }
    if settings.zone != nil { zone = Self.zone(settings.zone) }
    let own = Self.volumes(settings.volumes)
    if !own.isEmpty { volumes = own }
    hasPublicAddress = PublicAddress.isGiven(by: settings.interfaces) ?? hasPublicAddress
    try setCredits(settings.credits?.mode, at: site.properties["CreditSpecification"])
  }

  private static func type(
    _ name: String?, at document: Document, of label: String
  ) throws(InputError) -> InstanceType {
    guard let name else {
      throw InputError(
        "\(label) has no InstanceType", remedy: "for example InstanceType: t3.micro",
        at: document.place)
    }
    return try InstanceType.read(name, at: document["InstanceType"]?.place ?? document.place)
  }

  private mutating func setCredits(_ mode: String?, at document: Document?) throws(InputError) {
    guard let mode else { return }
    guard ["standard", "unlimited"].contains(mode) else {
      throw InputError(
        "CPU credits are standard or unlimited, and not \(mode)", remedy: "choose one of them",
        at: document?.place)
    }
    type.credits?.isUnlimited = mode == "unlimited"
  }

  /// The number of a zone by its letter: `us-east-1b` is 1.
  static func zone(_ name: String?) -> Int {
    guard let letter = name?.utf8.last, 0x61...0x7A ~= letter else { return 0 }
    return Int(letter) - 0x61
  }

  private static func volumes(_ mappings: [VolumeMapping]) -> [Volume] {
    mappings.compactMap { mapping in
      mapping.volume.flatMap { volume in
        volume.size.map { Volume(gigabytes: $0, type: volume.type) }
      }
    }
  }
}
