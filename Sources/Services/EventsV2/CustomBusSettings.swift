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

  /// What encrypts events.
  struct Encryption: Settings {
    var key: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "KmsKeyIdentifier", &key,
        "The key of KMS that encrypts events, which is asked for keys at a price; one of AWS if "
          + "left out.")
    }
  }

  var name: String?
  var encryption: Encryption?
  var storage: Storage?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Name", &name, "The name of the bus, part of its ARN.")
    try visitor.group("StorageConfiguration", &storage, "How long events stay on the bus.")
    try visitor.group("EncryptionConfiguration", &encryption, "What encrypts events.")
    visitor.ignored("Description", "Tags")
  }
}
