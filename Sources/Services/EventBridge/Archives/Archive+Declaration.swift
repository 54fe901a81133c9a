import Blueprints
import Documents
import Kernel
import Measures
import Patterns

extension Archive {
  /// Places of the inlets in the declaration.
  enum Action: Int { case keep, replay }

  private static let guide = "https://docs.aws.amazon.com/eventbridge/latest/userguide/"
  private static let prices = Source.documented("https://aws.amazon.com/eventbridge/pricing/")
  private static let gibibyte: Int64 = 1_073_741_824

  static let keeping = Price(
    "EventBridge archive bytes taken", microdollars: 100_000, per: gibibyte, source: prices
  ).sold(by: "GB", of: gibibyte)
  /// A month of 730 hours.
  static let storage = Price(
    "EventBridge archive byte-seconds kept", microdollars: 23_000, per: gibibyte * 730 * 3_600,
    source: prices
  ).sold(by: "GB-month", of: gibibyte * 730 * 3_600)
  static let replaying = Price(
    "EventBridge events replayed", microdollars: 1_000_000, per: 1_000_000, source: prices)

  static let kept = Measure(
    "EventsArchived", .count, in: .messages,
    "Events that were kept; CloudWatch has no metric for them.")
  static let expired = Measure(
    "EventsExpired", .count, in: .messages,
    "Events whose retention ended; CloudWatch has no metric for them.")
  static let replayed = Measure(
    "EventsReplayed", .count, in: .messages,
    "Events sent again; CloudWatch has no metric for them.")
  static let refused = Measure(
    "ReplaysRefused", .count, in: .requests, role: .throttling,
    "Replays that did not begin as too many went on; CloudWatch has no metric for them.")

  static let delay = Parameter(
    "events.archiveDelay", .time(.lognormal(.init(median: 30e9, p99: 600e9))), in: .anyLength,
    "From taking an event until it is in the archive.",
    source: .assumption("AWS speaks of a delay and advises to wait for 10 minutes")
  ).ideally(.span(.zero))

  static let places = Parameter(
    "events.replays", .count(10), in: .limit, "Replays of the account that go on at a time.",
    source: .documented(guide + "eb-archive.html")
  ).ideally(.count(.max))

  /// What shapes every archive.
  static let parameters = [delay, places]

  /// The pattern that AWS adds so that nothing is kept twice.
  static let unreplayed: EventPattern = {
    do throws(PatternError) {
      return try EventPattern(#"{"replay-name": [{"exists": false}]}"#)
    } catch {
      preconditionFailure(error.message)
    }
  }()

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::Events::Archive", title: "EventBridge archive",
      summary: "Keeps the events of a bus, and sends them again when an operator asks for it.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:events:{region}:{account}:archive/{name}",
        nameProperty: "ArchiveName"))
    declaration.emblem = .bus
    declaration.authority = .elsewhere
    declaration.keyPath = ["KmsKeyIdentifier"]
    declaration.prices = [storage, EncryptionCalls.price]
    declaration.inlets = [
      Inlet(
        "Archive", "Takes the bytes of an event.", permission: nil, price: keeping,
        isCalled: false),
      Inlet(
        "StartReplay", "Sends an event again, counted by 64 KB.",
        permission: "events:StartReplay", price: replaying, isCalled: false),
    ]
    declaration.measures = [kept, expired, replayed, refused]
    declaration.limits = [
      Limit(
        places.name, .account, "Replays that go on at a time; one more is refused.",
        source: places.entries[0].source)
    ]
    declaration.actions = [
      .init(
        .replay,
        "Sends the events of a time again to their bus, minute by minute, as fast as a quota of "
          + "its own as large as that of PutEvents allows.")
    ]
    declaration.parameters = parameters + [EncryptionCalls.holderReuse]
    return declaration
  }()

  /// `AWS::Events::Archive` in the catalogue.
  static let service = Service(declaration, settings: ArchiveSettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    guard let source = settings.source else {
      throw InputError(
        "\(site.label) has no SourceArn", remedy: "give the ARN of the bus whose events are kept",
        at: site.properties.place)
    }
    let bus = try EventBus.named(source, at: site)
    let pattern = try settings.pattern.map { (document) throws(InputError) in
      try Rule.compiled(document, at: site)
    }
    guard let bus else { return nil }
    let archive = Archive(
      settings, label: site.label, wanting: pattern, of: bus, in: site.world)
    bus.add(archive)
    return archive
  }
}
