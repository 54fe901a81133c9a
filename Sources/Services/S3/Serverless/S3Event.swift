import Blueprints
import Documents

/// The event `S3` of a SAM function: a notification of the bucket for each of its types, and the
/// permission that they need.
///
/// A bucket holds whom it notifies, so SAM changes the bucket, which must be in the same template.
/// The permission names no bucket, since each would wait for the other.
enum S3Event {
  /// The short form, as templates use it.
  static let shorthand = Shorthand(.event("S3")) { (request) throws(InputError) in
    let owner = "the event \(request.eventName) of \(request.draft.logicalID)"
    try EventSource.check(request, known: ["Bucket", "Events", "Filter"])
    guard let target = request.target, let bucket = request.properties["Bucket"] else {
      throw InputError(
        "\(owner) has no Bucket", remedy: "write Bucket: !Ref Name",
        at: request.properties.place)
    }
    guard let name = bucket["Ref"]?.text,
      request.resources.contains(where: {
        $0.logicalID == name && $0.type == "AWS::S3::Bucket"
      })
    else {
      throw InputError(
        "S3 events must reference an S3 bucket in the same template.",
        remedy: "write Bucket: !Ref with the logical id of a bucket for \(owner)",
        at: bucket.place)
    }
    guard let events = request.properties["Events"] else {
      throw InputError(
        "\(owner) has no Events", remedy: "for example Events: s3:ObjectCreated:*",
        at: request.properties.place)
    }
    let composer = Composer(at: request.properties.place)
    var expansion = Shorthand.Expansion()
    for event in events.list ?? [events] {
      expansion.additions.append(
        Shorthand.Addition(
          to: name, at: ["NotificationConfiguration", "LambdaConfigurations"],
          composer.map([
            "Event": event, "Filter": request.properties["Filter"], "Function": target.arn,
          ])))
    }
    expansion.drafts = [
      composer.invocationPermission(
        "\(request.draft.logicalID)\(request.eventName)Permission", of: target.name, to: "s3",
        in: composer.ref("AWS::AccountId"))
    ]
    return expansion
  }
}
