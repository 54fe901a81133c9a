import Blueprints
import Documents

/// The properties of `AWS::EventsV2::EventBus`.
struct CustomBusSettings: Settings {
  /// How long events stay on the bus for replays.
  struct Storage: Settings {
    var days: Int64 = 1

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "RetentionPeriodInDays", &days, in: 1...365,
        "Days for which events stay on the bus; nothing is replayed here, so it changes nothing.")
    }
  }

  var name: String?
  var storage: Storage?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Name", &name, "The name of the bus, part of its ARN.")
    try visitor.group("StorageConfiguration", &storage, "How long events stay on the bus.")
    visitor.notYet("EncryptionConfiguration", "nobody counts what is asked of the key of KMS")
    visitor.ignored("Description", "Tags")
  }
}
