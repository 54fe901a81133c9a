import Documents

/// A type of event as a notification configuration names it: `s3:ObjectCreated:*`.
struct ObjectEventType: Equatable, Sendable {
  /// All types, by their family; types without a family of their own stand alone.
  ///
  /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/
  /// notification-how-to-event-types-and-destinations.html.
  private static let families: [(name: String, members: [String])] = [
    ("ObjectCreated", ["Put", "Post", "Copy", "CompleteMultipartUpload"]),
    ("ObjectRemoved", ["Delete", "DeleteMarkerCreated"]),
    ("ObjectTagging", ["Put", "Delete"]),
    ("ObjectRestore", ["Post", "Completed", "Delete"]),
    (
      "Replication",
      [
        "OperationFailedReplication", "OperationMissedThreshold",
        "OperationReplicatedAfterThreshold", "OperationNotTracked",
      ]
    ),
    ("LifecycleExpiration", ["Delete", "DeleteMarkerCreated"]),
    ("ObjectAnnotation", ["Put", "Delete"]),
  ]
  private static let single = [
    "ObjectAcl:Put", "ObjectRetention:Put", "ReducedRedundancyLostObject", "LifecycleTransition",
    "IntelligentTiering", "TestEvent",
  ]
  /// The beginnings of what requests cause; for all else S3 itself would have to act.
  private static let caused = ["ObjectCreated:", "ObjectRemoved:", "ObjectTagging:", "ObjectAcl:"]

  /// Every type with its `s3:`.
  static let known =
    families.flatMap { family in
      (["*"] + family.members).map { "s3:\(family.name):\($0)" }
    } + single.map { "s3:" + $0 }

  /// The type without `s3:`.
  let name: String

  /// The type of a text; nil where S3 has none of that name.
  init?(_ text: String) {
    guard Self.known.contains(text) else { return nil }
    name = String(text.dropFirst(3))
  }

  /// What all types of the family begin with; nil where it is one type alone.
  private var family: Substring? { name.hasSuffix("*") ? name.dropLast() : nil }

  /// Whether something here can be of the type.
  var isCaused: Bool { Self.caused.contains { name.hasPrefix($0) } }

  /// Whether a change is of the type.
  func covers(_ change: ObjectChange) -> Bool {
    family.map { change.name.hasPrefix($0) } ?? (change.name == name)
  }

  /// Whether something can be of both types.
  func overlaps(_ other: ObjectEventType) -> Bool {
    if let family { return other.name.hasPrefix(family) }
    if let family = other.family { return name.hasPrefix(family) }
    return name == other.name
  }
}
