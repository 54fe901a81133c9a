import Blueprints
import Documents

/// Which events are delivered.
struct SubscriberFilterSettings: Settings {
  /// A pattern over a part of the event.
  struct Filter: Settings {
    static let scopes = ["DATA", "METADATA", "SYSTEM_METADATA"]
    var scope = "DATA"
    var pattern: Document?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "Scope", &scope, among: Self.scopes, "Which part of the event is looked at.")
      try visitor.document("Pattern", &pattern, "What that part must look like.")
    }
  }

  var filters: [Filter] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list("Filters", &filters, "An event must match all; one for each scope at most.")
    visitor.ignored("Language")
  }
}
