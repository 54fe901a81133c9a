import Blueprints
import Documents

/// `StreamSpecification` of a table: whether there is a stream, and what its records show.
struct StreamSpecification: Settings {
  /// What a record shows of an item.
  enum View: String, CaseIterable {
    case keysOnly = "KEYS_ONLY"
    case newImage = "NEW_IMAGE"
    case oldImage = "OLD_IMAGE"
    case bothImages = "NEW_AND_OLD_IMAGES"

    /// Whether it shows the item as it is now.
    var showsNew: Bool { self == .newImage || self == .bothImages }
    /// Whether it shows the item as it was before.
    var showsOld: Bool { self == .oldImage || self == .bothImages }
  }

  /// What the ARN of a stream has behind that of its table: the time at which it was enabled.
  static let arnEnding = "/stream/2026-01-01T00:00:00.000"

  private var word = View.bothImages.rawValue

  /// What a record shows of an item.
  var view: View { View(rawValue: word) ?? .bothImages }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice(
      "StreamViewType", &word, among: View.allCases.map { $0.rawValue },
      "What a record shows of an item: its keys, and what it is or was.")
    visitor.ignored("ResourcePolicy")
  }
}
