import Kernel

/// The chance on the way from a router, such as a topic or a bus, to a consumer.
///
/// Its draws are named by the consumer alone, so that a message is as late by any router, whatever
/// the router is called. Where several wires lead from the router to the consumer, the copies of
/// one message are told apart by counting them, and those of others change nothing.
public final class Delivery {
  private let time: DrawnTime
  private var wires = 0
  private var last = Name(root: 0)
  private var moment = Instant.never
  private var copies: UInt32 = 0

  fileprivate init(_ time: DrawnTime) { self.time = time }

  fileprivate func addWire() -> Delivery {
    wires += 1
    return self
  }

  /// Which of the copies of a message this is that the router sends to the consumer now, from 0.
  @inline(__always)
  public func copy(of name: Name, at now: Instant) -> UInt32 {
    guard wires > 1 else { return 0 }
    if name == last, now == moment {
      copies &+= 1
    } else {
      (last, moment, copies) = (name, now, 0)
    }
    return copies
  }

  /// How long a copy is on its way.
  ///
  /// - Parameters:
  ///   - copy: Which of the copies of its message it is.
  ///   - isTwin: Whether it is a second delivery that nobody sent.
  @inline(__always)
  public func length(
    for name: Name, _ copy: UInt32, isTwin: Bool = false, slowedBy factor: Double
  ) -> TimeSpan {
    time.length(for: name, copy &<< 1 | (isTwin ? 1 : 0), slowedBy: factor)
  }

  /// How long the next copy of a message is on its way that the router sends now.
  @inline(__always)
  public func length(for name: Name, at now: Instant, slowedBy factor: Double) -> TimeSpan {
    length(for: name, copy(of: name, at: now), slowedBy: factor)
  }

  /// The number of the draw for the n-th attempt on a wire.
  ///
  /// - Parameter wire: A hash of what the wire is called, which counts where there are several.
  public func draw(_ attempt: UInt32, on wire: UInt64) -> UInt32 {
    wires > 1 ? attempt &+ UInt32(truncatingIfNeeded: wire) : attempt
  }
}

extension World {
  /// The chance on one more wire from a router to a consumer, both by their labels.
  public func delivery(
    _ parameter: Parameter, from router: String, to consumer: String
  ) -> Delivery {
    let way = "\(router)/\(consumer)"
    if let known = deliveries[way] { return known.addWire() }
    // A function's own queue draws for `delivery/…`, about the same messages.
    let time = DrawnTime(parameter, for: "routing/\(consumer)", in: self)
    let delivery = Delivery(time).addWire()
    deliveries[way] = delivery
    return delivery
  }
}
