import Blueprints
import Kernel

/// What a resource asks of KMS each time that it does something, without keeping a data key.
struct KeyRequests {
  private let service: EncryptionService
  private var asked: Int64 = 0

  /// Nothing asked yet; made while nodes are connected.
  init(in world: World) { service = EncryptionService.shared(in: world) }

  /// It asks once.
  mutating func ask(at now: Instant) {
    service.ask(at: now)
    asked += 1
  }

  /// What it costs.
  var charges: [Charge] {
    asked > 0 ? [Charge(price: EncryptionCalls.price, units: asked)] : []
  }
}
