import Blueprints
import Documents

/// A volume of an instance.
struct VolumeMapping: Settings {
  /// A volume on EBS.
  struct Volume: Settings {
    var size: Int64?
    var type = "gp2"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit("VolumeSize", &size, in: 1...65_536, "How many GB are kept, and paid for.")
      try visitor.choice(
        "VolumeType", &type, among: ["gp2", "gp3", "io1", "io2", "st1", "sc1", "standard"],
        "What a GB costs: gp2 and gp3 are in the cost.")
      visitor.ignored(
        "DeleteOnTermination", "Encrypted", "Iops", "KmsKeyId", "SnapshotId", "Throughput",
        "VolumeInitializationRate")
    }
  }

  var volume: Volume?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.group("Ebs", &volume, "A volume on EBS.")
    visitor.ignored("DeviceName", "NoDevice", "VirtualName")
  }
}

/// Which launch template gives what an instance does not say itself.
struct TemplateReference: Settings {
  var id: Reference?
  var name: Reference?

  /// The template that is meant.
  var template: Reference? { id ?? name }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("LaunchTemplateId", &id, "The template, by its id.")
    try visitor.reference("LaunchTemplateName", &name, "The template, by its name.")
    visitor.ignored("Version")
  }
}
