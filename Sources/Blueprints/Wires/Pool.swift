import Kernel
import Measures

/// A bound that several resources share, as the concurrency of an account.
public final class Pool: Node {
  static let use = Measure(
    "Use", .gauge, in: .count, role: .concurrency, "How much of the pool is taken.")
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "pool", title: "Shared limit", summary: "Bounds what several resources use together.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.measures = [use]
    return declaration
  }()

  /// Who it is: the name of the limit.
  public let card: NodeCard
  /// How much there is.
  public let capacity: Int64
  /// How much is taken, over time.
  public let level: GaugeMeasure
  /// How much of the capacity nobody but its owners may take.
  public private(set) var reserved: Int64 = 0
  private var taken: Int64 = 0

  /// A pool of which nothing is taken.
  public init(name: String, capacity: Int64, in world: World) {
    self.capacity = capacity
    card = NodeCard(name, Self.declaration, in: world)
    level = GaugeMeasure(world.tracking)
    world.register(
      Instrument(measure: Self.use, label: name, detail: "", keeper: .gauge(level)))
  }

  /// What is left for those who own no part of it.
  public var free: Int64 { capacity - reserved - taken }

  /// What its owners leave of it to all others, against the most that those took at once.
  public func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling(
        reserved > 0 ? "unreserved capacity" : "capacity", capacity - reserved, on: level,
        of: Self.use)
    ].compactMap { $0 }
  }

  /// Keeps a part of the capacity back for one owner.
  public func reserve(_ part: Int64) {
    reserved += part
  }

  /// Whether nothing is ever refused, so that nobody needs to ask.
  public var isEndless: Bool { capacity == .max }

  /// Takes one, if there is one.
  public func take(at now: Instant) -> Bool {
    guard taken < capacity - reserved else { return false }
    taken &+= 1
    level.set(taken, at: now)
    return true
  }

  /// Gives one back.
  public func giveBack(at now: Instant) {
    precondition(taken > 0, "\(label) got back more than it gave")
    taken &-= 1
    level.set(taken, at: now)
  }
}
