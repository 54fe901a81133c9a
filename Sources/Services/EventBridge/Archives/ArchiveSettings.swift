import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Events::Archive`.
struct ArchiveSettings: Settings {
  var source: Reference?
  var pattern: Document?
  var days: Int64 = 0
  var key: String?

  /// How long an event is kept.
  var retention: TimeSpan { days == 0 ? .forever : .days(days) }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("SourceArn", &source, "The bus whose events are kept.")
    try visitor.document("EventPattern", &pattern, "What an event must look like to be kept.")
    try visitor.visit(
      "RetentionDays", &days, in: 0...36_500,
      "Days for which an event is kept; 0 keeps it for ever.")
    try visitor.visit(
      "KmsKeyIdentifier", &key,
      "The key of KMS that encrypts its events, which is asked for keys at a price; one of AWS if "
        + "left out.")
    visitor.ignored("ArchiveName", "Description")
  }
}
