import Blueprints
import Documents

/// The properties of `AWS::EC2::Instance`.
struct InstanceSettings: Settings {
  /// Whether an instance of a burstable type works on beyond its credits.
  struct CreditMode: Settings {
    var mode: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "CPUCredits", &mode, "standard, or unlimited: whether it works on beyond its credits.")
    }
  }

  var type: String?
  var isMonitored = false
  var credits: CreditMode?
  var volumes: [VolumeMapping] = []
  var zone: String?
  var template: TemplateReference?
  var interfaces: [NetworkInterface] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("InstanceType", &type, "Its vCPUs, credits and price, as t3.micro.")
    try visitor.visit(
      "Monitoring", &isMonitored,
      "Whether metrics have a value each minute, for a price, and not each five minutes.")
    try visitor.group(
      "CreditSpecification", &credits, "What a burstable instance does without credits.")
    try visitor.list("BlockDeviceMappings", &volumes, "Its volumes.")
    try visitor.visit("AvailabilityZone", &zone, "Where it is, as us-east-1a.")
    try visitor.group(
      "LaunchTemplate", &template, "The template of what is not said here.")
    try visitor.list(
      "NetworkInterfaces", &interfaces, "Whether it has an address on the internet.")
    visitor.notYet("HibernationOptions", "a stopped instance boots anew")
    visitor.notYet("CpuOptions", "it has all vCPUs of its type")
    visitor.ignored(
      "AdditionalInfo", "Affinity", "DisableApiTermination", "EbsOptimized",
      "ElasticGpuSpecifications", "ElasticInferenceAccelerators", "EnclaveOptions", "HostId",
      "HostResourceGroupArn", "IamInstanceProfile", "ImageId",
      "InstanceInitiatedShutdownBehavior", "Ipv6AddressCount", "Ipv6Addresses", "KernelId",
      "KeyName", "LicenseSpecifications", "MetadataOptions", "PlacementGroupName",
      "PrivateDnsNameOptions", "PrivateIpAddress", "PropagateTagsToVolumeOnCreation", "RamdiskId",
      "SecurityGroupIds", "SecurityGroups", "SourceDestCheck", "SsmAssociations", "SubnetId",
      "Tags", "Tenancy", "UserData", "Volumes")
  }
}
