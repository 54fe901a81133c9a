import Blueprints
import Documents

/// The properties of `AWS::Events::EventBus`.
struct EventBusSettings: Settings {
  var partner: String?
  var key: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "EventSourceName", &partner, "The partner event source whose events the bus takes.")
    visitor.notYet(
      "DeadLetterConfig", "it is for events that fail to be encrypted, and none does here")
    try visitor.visit(
      "KmsKeyIdentifier", &key, "The key of KMS that encrypts its events; else AWS owns one.")
    visitor.ignored("Name", "Description", "LogConfig", "Policy", "Tags")
  }
}
