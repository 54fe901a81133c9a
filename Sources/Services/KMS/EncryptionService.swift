import Blueprints
import Kernel
import Measures

/// KMS as an account has it in a region: what all services ask of it, against its quota.
///
/// What is past the quota is shown, and turned away from nobody.
final class EncryptionService: Node {
  static let requests = Measure(
    "CryptographicRequests", .count, in: .requests, role: .concurrency,
    "Requests for keys that services made with objects and with starts of code; those that are "
      + "made at intervals are not among them. CloudWatch has no metric for them.")

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "kms", title: "KMS of the account",
      summary: "Makes and opens the keys with which services encrypt.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .key
    declaration.authority = .free
    declaration.measures = [requests]
    declaration.parameters = [quota]
    return declaration
  }()

  static let quota = Parameter(
    "kms.requests", .count(100_000), in: .limit,
    "Cryptographic requests with symmetric keys of the account in a second: 100,000 in us-east-1, "
      + "us-west-2 and eu-west-1, 20,000 in six other regions, else 10,000.",
    source: .documented(
      "https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html")
  ).ideally(.count(.max))

  /// The quota of a region, where nobody sets another one [1/s].
  static func perSecond(in region: String) -> Int64 {
    switch region {
    case "us-east-1", "us-west-2", "eu-west-1": 100_000
    case "us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-central-1",
      "eu-west-2":
      20_000
    default: 10_000
    }
  }

  let card: NodeCard
  private let requests: CountMeasure
  private let quota: Int64
  /// What is asked at intervals, all of which may fall into one second.
  private var periodic: Int64 = 0
  private var second: Int64 = -1
  private var inSecond: Int64 = 0
  private var peak: Int64 = 0

  private init(_ label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    requests = world.count(Self.requests, at: label)
    let set = world.calibration.count(Self.quota)
    let isSet = world.calibration.overrides[Self.quota.name] != nil || set == .max
    quota = isSet ? set : Self.perSecond(in: world.region)
  }

  /// That of the account, made for the first who encrypts.
  static func shared(in world: World) -> EncryptionService {
    // No logical id has a point in it.
    if let service = world.node(labelled: quota.name) as? EncryptionService { return service }
    let service = EncryptionService(quota.name, in: world)
    world.add(service)
    return service
  }

  /// Somebody asks.
  func ask(at now: Instant) {
    requests.add(1, at: now)
    let second = now.nanoseconds / 1_000_000_000
    if second != self.second {
      self.second = second
      inSecond = 0
    }
    inSecond += 1
    peak = max(peak, inSecond)
  }

  /// Somebody will ask so often in each time for which it keeps a key.
  func expect(_ calls: Int64) { periodic += calls }

  func ceilings(in world: World) -> [Ceiling] {
    guard quota != .max else { return [] }
    var ceiling = Ceiling(Self.quota.name, quota, peak: peak + periodic, in: .requests)
    ceiling.isShared = true
    return [ceiling]
  }
}
