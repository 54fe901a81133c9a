/// Something that happened to an object, by the names that S3 and EventBridge have for it.
struct ObjectChange: Equatable, Sendable {
  /// What the notification says: `ObjectCreated:Put`.
  let name: String
  /// What EventBridge calls it: `Object Created`.
  let detailType: String
  /// The operation that did it; nil where EventBridge is not told.
  let reason: String?
  /// How an object went, as EventBridge is told; nil where it did not.
  let deletion: String?
  /// Whether the size is told.
  let hasSize: Bool
  /// Whether it has a place in the order of the changes of its key.
  let hasSequencer: Bool

  /// An object was made.
  static func created(_ how: String, _ reason: String) -> ObjectChange {
    ObjectChange(
      name: "ObjectCreated:" + how, detailType: "Object Created", reason: reason, deletion: nil,
      hasSize: true, hasSequencer: true)
  }

  /// An object was removed, or hidden behind a marker.
  static func deleted(leavingMarker isMarked: Bool) -> ObjectChange {
    ObjectChange(
      name: isMarked ? "ObjectRemoved:DeleteMarkerCreated" : "ObjectRemoved:Delete",
      detailType: "Object Deleted", reason: "DeleteObject",
      deletion: isMarked ? "Delete Marker Created" : "Permanently Deleted", hasSize: false,
      hasSequencer: true)
  }

  /// Something about an object was set.
  static func updated(_ name: String, _ detailType: String) -> ObjectChange {
    ObjectChange(
      name: name, detailType: detailType, reason: nil, deletion: nil, hasSize: false,
      hasSequencer: false)
  }
}
