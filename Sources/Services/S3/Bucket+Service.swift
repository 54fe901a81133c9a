import Blueprints
import Documents

extension Bucket {
  /// The most notification configurations of a bucket.
  private static let mostNotifications = 100

  /// `AWS::S3::Bucket` in the catalogue, with the event of SAM functions.
  static let service = {
    var service = Service(declaration, settings: BucketSettings.self) {
      (settings, site) throws(InputError) in
      Bucket(settings, label: site.label, name: site.physicalName, in: site.world)
    }
    service.shorthands = [S3Event.shorthand]
    return service
  }()

  /// Has those told that a template names, under the names that its lists have there.
  func notify(
    _ notifications: NotificationSettings.Requests?, at site: Site
  ) throws(InputError) {
    guard let notifications else { return }
    let document = site.properties["NotificationConfiguration"]
    let places = notifications.lists.flatMap { (document?[$0]?.list ?? []).map { $0.place } }
    for (index, request) in notifications.all.enumerated() {
      let place = places.indices.contains(index) ? places[index] : site.properties.place
      try notify(request, place, at: site)
    }
    if notifications.tellsBus {
      let bus = EventBus.standard(at: site)
      add(
        NotificationRoute(
          [], KeyFilter(), to: bus, number: routes.count, of: card, in: site.world))
    }
  }

  private func notify(
    _ request: NotificationRequest, _ place: Place, at site: Site
  ) throws(InputError) {
    guard routes.count < Self.mostNotifications else {
      throw InputError(
        "\(label) has more than \(Self.mostNotifications) notifications",
        remedy: "send them to EventBridge, whose rules may be more", at: place)
    }
    let node = try destination(of: request, place, at: site)
    let types = try types(of: request, place, at: site)
    let filter = try KeyFilter.reading(
      request.rules, of: "a notification of \(label)", at: place)
    for other in routes where !other.isBus {
      let shared = types.contains { type in other.types.contains { $0.overlaps(type) } }
      guard !shared || !other.filter.overlaps(filter) else {
        throw InputError(
          "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if "
            + "the prefixes are overlapping for the same event type.",
          remedy: "\(label) would tell both \(other.destination) and \(node.label) of one object; "
            + "use a topic or EventBridge to tell several", at: place)
      }
    }
    add(
      NotificationRoute(types, filter, to: node, number: routes.count, of: card, in: site.world))
  }

  private func types(
    of request: NotificationRequest, _ place: Place, at site: Site
  ) throws(InputError) -> [ObjectEventType] {
    guard !request.events.isEmpty else {
      throw InputError(
        "a notification of \(label) has no Event", remedy: "for example s3:ObjectCreated:*",
        at: place)
    }
    var types: [ObjectEventType] = []
    for text in request.events {
      guard let type = ObjectEventType(text) else {
        let near = Suggestion.nearest(to: text, among: ObjectEventType.known)
        throw InputError(
          "S3 has no event \(text)",
          remedy: near.map { "did you mean \($0)?" } ?? "for example s3:ObjectCreated:*",
          at: place)
      }
      if !type.isCaused {
        remarks.append("\(text) is not modelled: \(label) never tells of it")
      }
      types.append(type)
    }
    return types
  }

  private func destination(
    of request: NotificationRequest, _ place: Place, at site: Site
  ) throws(InputError) -> any Node {
    let refusal = "Unable to validate the following destination configurations"
    guard let reference = request.destination else {
      throw InputError(
        "a notification of \(label) has no destination",
        remedy: "give the ARN of \(request.kind.words)", at: place)
    }
    let node = try site.receiver(reference, as: request.kind.words)
    guard !FIFORules.isFIFO(node) else {
      throw InputError(
        "\(refusal): \(node.label) is FIFO, and a notification goes to \(request.kind.words)",
        remedy: "send the events of \(label) to EventBridge, and from there with a rule",
        at: reference.place)
    }
    guard node is Elsewhere || request.kind.types.contains(node.card.declaration.type) else {
      throw InputError(
        "\(refusal): \(node.label) is not \(request.kind.words)",
        remedy: "it is of type \(node.card.declaration.type)", at: reference.place)
    }
    return node
  }

  /// Refuses what clients say of objects and S3 could not take.
  func check(
    _ kinds: ContiguousArray<UInt16>, from client: String, at site: Site
  ) throws(InputError) {
    let place = (site.properties["events"] ?? site.properties["body"] ?? site.properties).place
    for number in kinds {
      guard let content = site.world.kinds[Int(number)].content else { continue }
      guard let key = content["key"] else {
        throw InputError(
          "an event of \(client) names no object of \(label)",
          remedy: "give its key, for example {key: in/a.png}", at: place)
      }
      guard ObjectDescription.text(key) != nil else {
        throw InputError(
          "the key of an object that \(client) sends is no text",
          remedy: "for example {key: {$join: [in/, {$ordinal: 1}, .png]}}", at: place)
      }
      if let size = content["size"], ObjectDescription.bytes(size) == nil {
        throw InputError(
          "the size of an object that \(client) sends is no size",
          remedy: "for example 200 KB, a number of bytes, or {$integer: [1000, 50000]}",
          at: place)
      }
    }
  }
}
