/// What AWS charges for a number of units, in whole micro-dollars.
public struct Price: Sendable, Equatable {
  /// What units cost beyond a volume of one month.
  public struct Tier: Sendable, Equatable {
    /// The units of a month below which another price holds.
    public let start: Int64
    /// The price of a lot from there on [micro-USD].
    public let microdollars: Int64
  }

  /// What an account has for nothing in every month.
  public struct Allowance: Sendable, Equatable {
    /// What is given away; prices whose allowances have one name share it.
    public let name: String
    /// How many units of the price.
    public let units: Int64
  }

  /// The unit in which people give the price, where that is not the one that is counted.
  public struct Unit: Sendable, Equatable {
    /// Its name: `GB-second`.
    public let name: String
    /// How many counted units make one.
    public let size: Int64
  }

  /// What is sold: `SQS requests`.
  public let item: String
  /// The price of a lot [micro-USD].
  public let microdollars: Int64
  /// How many units a lot holds, at least 1.
  public let lot: Int64
  /// Where the price was read.
  public let source: Source
  /// What lots cost past some volumes of a month, in rising order; empty where all cost the same.
  public private(set) var tiers: [Tier] = []
  /// What the free tier gives; nil where it gives nothing.
  public private(set) var allowance: Allowance?
  /// The service on whose part of the bill it stands: `SQS`.
  public private(set) var service: String
  /// How people give the price; nil where they do so by the million or the thousand.
  public private(set) var unit: Unit?

  /// A price for a lot of units; the item begins with the name of the service.
  public init(_ item: String, microdollars: Int64, per lot: Int64, source: Source) {
    precondition(lot > 0, "\(item) is sold in lots of \(lot)")
    self.item = item
    self.microdollars = microdollars
    self.lot = lot
    self.source = source
    service = String(item.prefix { $0 != " " })
  }

  /// The same price, which changes past some volumes of a month.
  public func tiered(_ tiers: (start: Int64, microdollars: Int64)...) -> Price {
    var price = self
    price.tiers = tiers.map { Tier(start: $0.start, microdollars: $0.microdollars) }
    for (below, above) in zip(price.tiers, price.tiers.dropFirst()) {
      precondition(below.start < above.start, "the tiers of \(item) do not rise")
    }
    return price
  }

  /// The same price, of which the free tier gives some units in every month.
  ///
  /// - Parameter name: What several prices share; else the item.
  public func free(_ units: Int64, sharing name: String? = nil) -> Price {
    var price = self
    price.allowance = Allowance(name: name ?? item, units: units)
    return price
  }

  /// The same price, which people give for a unit that is made of several counted ones.
  public func sold(by name: String, of size: Int64) -> Price {
    var price = self
    price.unit = Unit(name: name, size: size)
    return price
  }

  /// The same price, on the part of the bill of a service with another name.
  public func billed(by service: String) -> Price {
    var price = self
    price.service = service
    return price
  }

  /// The cost of a number of units at the price of the first tier [micro-USD], halves up.
  public func cost(of units: Int64) -> Int64 {
    let lots = Int128(units) * Int128(microdollars)
    return Int64((lots + Int128(lot) / 2) / Int128(lot))
  }

  /// The cost of all the units of an account in a month [micro-USD], tier by tier, halves up.
  ///
  /// - Parameter free: How many of the units, counted from the first, cost nothing.
  public func monthlyCost(of units: Int128, free: Int128 = 0) -> Int64 {
    var sum: Int128 = 0
    var start: Int128 = 0
    var rate = microdollars
    for tier in tiers + [Tier(start: .max, microdollars: 0)] {
      let end = tier.start == .max ? units : min(units, Int128(tier.start))
      sum += max(0, end - max(start, free)) * Int128(rate)
      start = Int128(tier.start)
      rate = tier.microdollars
    }
    return Int64(clamping: (sum + Int128(lot) / 2) / Int128(lot))
  }
}
