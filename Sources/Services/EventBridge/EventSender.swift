import Blueprints
import Kernel

/// Whoever calls PutEvents, with what became of each kind of event that it sent.
///
/// What an entry says is the same for all events of a kind, so it is read once.
final class EventSender {
  /// What the bus makes of a kind of entry.
  enum Reception {
    /// It is refused, for a reason.
    case refused(EventSlip)
    /// It is taken, and goes on as another kind: in its envelope.
    case taken(UInt16)
  }

  /// Whether it is a bus that forwards what it was sent.
  let isBus: Bool
  private let label: String
  private let partner: String?
  private let envelope: Int
  private var receptions: ContiguousArray<Reception?> = []

  /// The sender of a label, to a bus for the events of a partner or for any.
  init(_ label: String, partner: String?, in world: World) {
    self.label = label
    self.partner = partner
    isBus = world.node(labelled: label) is EventBus
    let region = world.region
    envelope = world.addTransformation { kind in
      do throws(EventSlip) {
        let entry = try EventEntry(kind, from: label, partner: partner)
        return kind.saying(entry.envelope(region: region))
      } catch {
        return kind
      }
    }
  }

  /// What becomes of an entry of a kind.
  func reception(of kind: UInt16, in world: World) -> Reception {
    let index = Int(kind)
    if index < receptions.count, let known = receptions[index] { return known }
    while receptions.count <= index { receptions.append(nil) }
    let reception = read(kind, in: world)
    receptions[index] = reception
    return reception
  }

  private func read(_ kind: UInt16, in world: World) -> Reception {
    do throws(EventSlip) {
      _ = try EventEntry(world.kinds[Int(kind)], from: label, partner: partner)
      return .taken(world.kind(kind, through: envelope))
    } catch {
      return .refused(error)
    }
  }
}
