import Kernel

/// Where an item is: its own number, and the place of its key among the partitions.
struct ItemAddress: Equatable {
  /// The item, by its whole primary key.
  var item: UInt64
  /// Where its partition key stands, from 0 to 2^64.
  var place: UInt64

  /// The address of one of the items of a request about a message.
  ///
  /// - Parameters:
  ///   - key: The number of the partition key.
  ///   - ordinal: Which of the request's items it is.
  ///   - hasSortKey: Whether every message has an item of its own under the partition key.
  ///   - spreads: Whether items of one partition key may be in several partitions.
  init(_ key: UInt64, of name: Name, _ ordinal: UInt64, hasSortKey: Bool, spreads: Bool) {
    guard hasSortKey else {
      item = ordinal == 0 ? key : SplitMix64.mix(key, ordinal)
      place = SplitMix64.mix(item)
      return
    }
    item = SplitMix64.mix(key, ordinal == 0 ? name.root : SplitMix64.mix(name.root, ordinal))
    let home = SplitMix64.mix(key)
    // Items of one key stand next to each other; all share the upper half of its place.
    place = spreads ? home & ~0xffff_ffff | SplitMix64.mix(item) >> 32 : home
  }
}

extension ItemAddress {
  /// Where an item is of which nobody asks.
  static let anywhere = ItemAddress(item: 0, place: 0)

  private init(item: UInt64, place: UInt64) {
    self.item = item
    self.place = place
  }
}
