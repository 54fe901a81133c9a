import Blueprints
import Documents
import Kernel

/// What a resource asks of KMS that keeps a data key for some time, and asks again.
///
/// It has a key of KMS: of the customer, or one that AWS manages, as `alias/aws/sqs`. Keys that AWS
/// owns cost nothing, and nobody counts what is asked of them.
struct EncryptionCalls {
  /// A request with a symmetric key, whoever makes it.
  static let price = Price(
    "KMS requests", microdollars: 30_000, per: 10_000,
    source: .documented("https://aws.amazon.com/kms/pricing/")
  ).free(20_000)

  /// For how long EventBridge uses a data key again.
  static let holderReuse = Parameter(
    "events.keyReuse", .span(.minutes(5)), in: .lengths(.seconds(60) ... .days(1)),
    "For how long a bus, an archive or a pipe uses a data key again, where a key of KMS encrypts "
      + "it; for each, one is made and one is opened.",
    source: .assumption("AWS says that it asks seldom, and not how seldom; as long as SQS does"))

  /// For how long services use a data key again where no template says otherwise.
  static let usualReuse = TimeSpan.seconds(300)

  private let service: EncryptionService
  private let reuse: TimeSpan
  /// The requests of each time of reuse.
  private var calls: Int64 = 0

  /// What encrypts, before everybody is known; made while nodes are connected.
  init(every reuse: TimeSpan = usualReuse, in world: World) {
    self.reuse = reuse
    service = EncryptionService.shared(in: world)
  }

  /// What encrypts for itself, whoever calls: in each time of reuse a data key is made and opened.
  init(ofHolderIn world: World) {
    self.init(every: world.calibration.span(Self.holderReuse), in: world)
    know(senders: 0, readers: 2)
  }

  /// Says how many requests each time of reuse takes.
  ///
  /// AWS reckons R = B / D × (2P + C) for queues with P senders and C readers, B and D being the
  /// time billed and the time of reuse.
  mutating func know(senders: Int64, readers: Int64) {
    calls = 2 * senders + readers
    service.expect(calls)
  }

  /// What it costs in a run that ends at a moment, whole times of reuse.
  ///
  /// A run that is shorter than one asks as often as one; a month does not ask as often as so many
  /// runs would.
  func charges(until end: Instant) -> [Charge] {
    guard calls > 0 else { return [] }
    return [
      Charge(
        price: Self.price, units: calls * times(in: end - .start), isByTime: true,
        monthlyUnits: calls * times(in: StorageTime.month))
    ]
  }

  /// How many times of reuse begin within a length of time.
  private func times(in length: TimeSpan) -> Int64 {
    (length.nanoseconds + reuse.nanoseconds - 1) / reuse.nanoseconds
  }

  /// How many different senders send to a node of a label.
  static func senders(to label: String, in world: World) -> Int64 {
    let senders = world.edges.filter { $0.from != label && $0.ends.contains(label) }
    return Int64(Set(senders.map { $0.from }).count)
  }

  /// How many different readers fetch along an edge.
  static func readers(along edge: Edge) -> Int64 { Int64(Set(edge.ends).count) }

  /// How many different readers follow a node of a label.
  static func readers(of label: String, in world: World) -> Int64 {
    Int64(Set(world.edges.filter { $0.from == label }.flatMap { Array($0.ends) }).count)
  }
}
