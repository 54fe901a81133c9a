import Blueprints
import Documents

/// The properties of `AWS::EC2::LaunchTemplate`.
struct LaunchTemplateSettings: Settings {
  /// Whether metrics have a value each minute.
  struct Monitoring: Settings {
    var isEnabled = false

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "Enabled", &isEnabled,
        "Whether metrics have a value each minute, for a price, and not each five minutes.")
    }
  }

  /// Whether an instance of a burstable type works on beyond its credits.
  struct CreditMode: Settings {
    var mode: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "CpuCredits", &mode, "standard, or unlimited: whether it works on beyond its credits.")
    }
  }

  /// How instances are bought.
  struct Market: Settings {
    var type: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("MarketType", &type, "spot, where EC2 may want them back.")
      visitor.ignored("SpotOptions")
    }
  }

  /// Where instances are.
  struct Placement: Settings {
    var zone: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("AvailabilityZone", &zone, "Where instances are, as us-east-1a.")
      visitor.ignored(
        "Affinity", "GroupId", "GroupName", "HostId", "HostResourceGroupArn", "PartitionNumber",
        "SpreadDomain", "Tenancy")
    }
  }

  /// What instances of the template are.
  struct Content: Settings {
    var type: String?
    var monitoring: Monitoring?
    var credits: CreditMode?
    var market: Market?
    var placement: Placement?
    var volumes: [VolumeMapping] = []
    var interfaces: [NetworkInterface] = []

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("InstanceType", &type, "Its vCPUs, credits and price, as t3.micro.")
      try visitor.group("Monitoring", &monitoring, "How often metrics have a value.")
      try visitor.group(
        "CreditSpecification", &credits, "What a burstable instance does without credits.")
      try visitor.group("InstanceMarketOptions", &market, "How instances are bought.")
      try visitor.group("Placement", &placement, "Where instances are.")
      try visitor.list("BlockDeviceMappings", &volumes, "Their volumes.")
      try visitor.list(
        "NetworkInterfaces", &interfaces, "Whether instances have an address on the internet.")
      visitor.notYet("InstanceRequirements", "instances need a type of their own")
      visitor.notYet("HibernationOptions", "a stopped instance boots anew")
      visitor.notYet("CpuOptions", "an instance has all vCPUs of its type")
      visitor.ignored(
        "CapacityReservationSpecification", "DisableApiStop", "DisableApiTermination",
        "EbsOptimized", "ElasticGpuSpecifications", "ElasticInferenceAccelerators",
        "EnclaveOptions", "IamInstanceProfile", "ImageId", "InstanceInitiatedShutdownBehavior",
        "KernelId", "KeyName", "LicenseSpecifications", "MaintenanceOptions", "MetadataOptions",
        "NetworkPerformanceOptions", "PrivateDnsNameOptions", "RamDiskId",
        "SecurityGroupIds", "SecurityGroups", "TagSpecifications", "UserData")
    }
  }

  var content: Content?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("LaunchTemplateData", &content, "What instances of the template are.")
    visitor.ignored("LaunchTemplateName", "TagSpecifications", "VersionDescription")
  }
}
