import Blueprints
import Documents

/// The properties of a rule's target that say what it gets of an event.
///
/// A target's settings show them among their own.
struct InputSettings {
  /// The property `InputTransformer`.
  struct Transformer: Settings {
    var paths: Document?
    var template: String?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.document(
        "InputPathsMap", &paths, "Variables of the template, each with the JSON path of its value.")
      try visitor.visit(
        "InputTemplate", &template, "The text that the target gets, with variables in <>.")
    }
  }

  var constant: String?
  var path: String?
  var transformer: Transformer?

  /// Whether the target gets the event as it is.
  var isEmpty: Bool { constant == nil && path == nil && transformer == nil }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Input", &constant, "JSON that the target gets in place of the event.")
    try visitor.visit("InputPath", &path, "The JSON path of the part that the target gets.")
    try visitor.group(
      "InputTransformer", &transformer, "A text made of parts of the event that the target gets.")
  }
}
