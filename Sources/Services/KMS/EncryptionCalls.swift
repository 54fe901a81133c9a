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

  /// Says how many requests each time of reuse takes.
  ///
  /// AWS reckons R = B / D × (2P + C) for queues with P senders and C readers, B and D being the
  /// time billed and the time of reuse.
  mutating func know(senders: Int64, readers: Int64) {
    calls = 2 * senders + readers
    service.expect(calls)
  }

  /// What it costs in a run that ends at a moment, whole times of reuse.
  func charges(until end: Instant) -> [Charge] {
    guard calls > 0 else { return [] }
    let times = ((end - .start).nanoseconds + reuse.nanoseconds - 1) / reuse.nanoseconds
    return [Charge(price: Self.price, units: times * calls, isByTime: true)]
  }

  /// How many different senders send to a node of a label.
  static func senders(to label: String, in world: World) -> Int64 {
    let senders = world.edges.filter { $0.from != label && $0.ends.contains(label) }
    return Int64(Set(senders.map { $0.from }).count)
  }

  /// How many different readers fetch along an edge.
  static func readers(along edge: Edge) -> Int64 { Int64(Set(edge.ends).count) }
}
