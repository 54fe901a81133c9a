import Blueprints
import Documents

/// What templates say of the partition key of records.
enum RecordKey {
  /// The key that a path of an event gives, as `$.detail.customer`; nil where there is no path.
  ///
  /// - Throws: An error where it is no path.
  static func reading(
    _ path: Reference?, of owner: String, in world: World
  ) throws(InputError) -> ItemKey? {
    guard let path else { return nil }
    let names = path.text.dropFirst(2)
    guard path.text.hasPrefix("$."), !names.isEmpty, !names.contains("["), !names.contains("*")
    else {
      throw InputError(
        "\(path.text) is no path to a partition key", remedy: "for example $.detail.customer",
        at: path.place)
    }
    return try ItemKey(
      reading: Composer(at: path.place).text(String(names)), of: owner, in: world)
  }
}
