/// Values by key, in the order in which they were written, each key once.
public struct DocumentMap: Sendable {
  /// A key, where it stands, and its value.
  public typealias Entry = (key: String, keyPlace: Place, value: Document)

  /// All entries, in order.
  public private(set) var entries: [Entry] = []
  /// Positions by key, kept from nine entries on; shorter maps are searched faster without it.
  private var positions: [String: Int] = [:]

  /// A map without entries.
  public init() {}

  /// A map of entries whose keys all differ.
  public init(_ entries: [Entry]) {
    for entry in entries {
      let earlier = add(entry)
      precondition(earlier == nil, "the key \(entry.key) stands twice")
    }
  }

  /// The number of entries.
  public var count: Int { entries.count }
  /// There are no entries.
  public var isEmpty: Bool { entries.isEmpty }
  /// The keys, in order.
  public var keys: [String] { entries.map { $0.key } }

  /// The value of a key.
  ///
  /// - Complexity: O(1) on average.
  public subscript(key: String) -> Document? { position(of: key).map { entries[$0].value } }

  /// The entry of a key, which also tells where the key stands.
  public func entry(_ key: String) -> Entry? { position(of: key).map { entries[$0] } }

  /// Gives a key a new value in its old place, or appends it.
  public mutating func set(_ key: String, to value: Document, keyPlace: Place) {
    if let position = position(of: key) {
      entries[position].value = value
    } else {
      add((key: key, keyPlace: keyPlace, value: value))
    }
  }

  /// Appends an entry, unless its key is there already: then gives the earlier entry.
  @discardableResult
  mutating func add(_ entry: Entry) -> Entry? {
    if let position = position(of: entry.key) { return entries[position] }
    entries.append(entry)
    if positions.isEmpty, entries.count > 8 {
      for (position, entry) in entries.enumerated() { positions[entry.key] = position }
    } else if !positions.isEmpty {
      positions[entry.key] = entries.count - 1
    }
    return nil
  }

  private func position(of key: String) -> Int? {
    positions.isEmpty ? entries.firstIndex { $0.key == key } : positions[key]
  }
}
