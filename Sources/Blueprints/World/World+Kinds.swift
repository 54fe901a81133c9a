import Kernel

/// The kinds of event of a run, and what becomes of each on its way.
struct KindTable {
  /// What a service makes of an event that it hands on.
  typealias Transformation = (EventKind) -> EventKind

  /// What a transformation does to what code finds inside an event.
  enum Effect {
    /// The event is another one.
    case replaces
    /// The event is inside.
    case wraps
    /// What is inside is changed in the same way.
    case marks
  }

  /// A way to change events, and the kinds that it gave so far.
  private struct Way {
    let effect: Effect
    let transform: Transformation
    /// By the kind that came in; `max` where it is not known yet.
    var results: ContiguousArray<UInt16> = []
  }

  /// All kinds, by number.
  private(set) var kinds: ContiguousArray<EventKind> = []
  /// The size of the largest kind [bytes].
  private(set) var greatestSize: Int64 = 0
  private var ways: ContiguousArray<Way> = []

  /// Adds a kind, be there one like it or not.
  mutating func add(_ kind: EventKind) -> UInt16 {
    precondition(kinds.count < UInt16.max, "there are \(kinds.count) kinds of event")
    kinds.append(kind)
    greatestSize = max(greatestSize, kind.size)
    return UInt16(kinds.count - 1)
  }

  /// Adds a way to change events.
  mutating func add(_ effect: Effect, _ transform: @escaping Transformation) -> Int {
    ways.append(Way(effect: effect, transform: transform))
    return ways.count - 1
  }

  /// What a way makes of a kind, where it is known.
  @inline(__always)
  func known(_ kind: UInt16, through way: Int) -> UInt16? {
    guard Int(kind) < ways[way].results.count else { return nil }
    let result = ways[way].results[Int(kind)]
    return result == .max ? nil : result
  }

  /// What a way makes of a kind that belongs to no message.
  func preview(_ kind: EventKind, through way: Int) -> EventKind { ways[way].transform(kind) }

  /// Works out what a way makes of a kind.
  ///
  /// Once 65,535 kinds are there, nothing changes any more.
  mutating func find(_ kind: UInt16, through way: Int) -> UInt16 {
    let before = kinds[Int(kind)]
    var changed = ways[way].transform(before)
    switch ways[way].effect {
    case .replaces: changed.payload = nil
    case .wraps: changed.payload = before.payload ?? kind
    case .marks:
      changed.payload = before.payload.map { known($0, through: way) ?? find($0, through: way) }
    }
    let same = kinds.firstIndex { $0.isSame(as: changed) }.map { UInt16($0) }
    let result = same ?? (kinds.count < UInt16.max ? add(changed) : kind)
    while ways[way].results.count <= Int(kind) { ways[way].results.append(.max) }
    ways[way].results[Int(kind)] = result
    return result
  }
}

extension World {
  /// The kinds of event that messages carry.
  public var kinds: ContiguousArray<EventKind> { kindTable.kinds }
  /// The size of the largest kind of event [bytes].
  public var greatestSize: Int64 { kindTable.greatestSize }

  /// Adds a kind of event and gives it its number.
  public func add(_ kind: EventKind) -> UInt16 { kindTable.add(kind) }

  /// How many bytes a kind of event has.
  public func size(of kind: UInt16) -> Int64 { kindTable.kinds[Int(kind)].size }

  /// How many attributes a kind of event has beside its body.
  public func attributeCount(of kind: UInt16) -> Int {
    kindTable.kinds[Int(kind)].attributes.count
  }

  /// The kind that code finds inside the envelopes of services, and sends on.
  public func payload(of kind: UInt16) -> UInt16 { kindTable.kinds[Int(kind)].payload ?? kind }

  /// Adds a way in which somebody makes another event of one, and gives it its number.
  public func addTransformation(_ transform: @escaping (EventKind) -> EventKind) -> Int {
    kindTable.add(.replaces, transform)
  }

  /// Adds an envelope that a service puts around events, so that code finds the event inside.
  public func addEnvelope(_ wrap: @escaping (EventKind) -> EventKind) -> Int {
    kindTable.add(.wraps, wrap)
  }

  /// What would become of an event in a transformation; it gets no number.
  public func preview(_ kind: EventKind, through transformation: Int) -> EventKind {
    kindTable.preview(kind, through: transformation)
  }

  /// What becomes of events of a kind in a transformation, which is worked out once.
  public func kind(_ kind: UInt16, through transformation: Int) -> UInt16 {
    kindTable.known(kind, through: transformation)
      ?? kindTable.find(kind, through: transformation)
  }
}
