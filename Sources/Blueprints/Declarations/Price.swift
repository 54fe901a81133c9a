/// What AWS charges for a number of units, in whole micro-dollars.
public struct Price: Sendable, Equatable {
  /// What is sold: `SQS requests`.
  public let item: String
  /// The price of a lot [micro-USD].
  public let microdollars: Int64
  /// How many units a lot holds, at least 1.
  public let lot: Int64
  /// Where the price was read.
  public let source: Source

  /// A price for a lot of units.
  public init(_ item: String, microdollars: Int64, per lot: Int64, source: Source) {
    precondition(lot > 0, "\(item) is sold in lots of \(lot)")
    self.item = item
    self.microdollars = microdollars
    self.lot = lot
    self.source = source
  }

  /// The cost of a number of units [micro-USD], halves up.
  public func cost(of units: Int64) -> Int64 {
    let lots = Int128(units) * Int128(microdollars)
    return Int64((lots + Int128(lot) / 2) / Int128(lot))
  }
}
