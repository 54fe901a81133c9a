import Kernel

extension Document {
  /// The length of time that this scalar is; see `Quantities.duration`.
  public func duration() throws(InputError) -> TimeSpan {
    try quantity("a length of time", Quantities.duration)
  }
  /// The rate that this scalar is; see `Quantities.rate`.
  public func rate() throws(InputError) -> Rate { try quantity("a rate", Quantities.rate) }
  /// The size in bytes that this scalar is; see `Quantities.size`.
  public func size() throws(InputError) -> Int64 { try quantity("a size", Quantities.size) }
  /// The share from 0 to 1 that this scalar is; see `Quantities.share`.
  public func share() throws(InputError) -> Double { try quantity("a share", Quantities.share) }
  /// The money in micro-USD that this scalar is; see `Quantities.money`.
  public func money() throws(InputError) -> Int64 {
    try quantity("an amount of money", Quantities.money)
  }
  /// The price of something that this scalar is; see `Quantities.price`.
  public func price() throws(InputError) -> PricePhrase {
    try quantity("a price", Quantities.price)
  }
  /// The factor that this scalar is; see `Quantities.factor`.
  public func factor() throws(InputError) -> Double {
    try quantity("a factor", Quantities.factor)
  }
  /// The whole number that this scalar is; see `Quantities.count`.
  public func count() throws(InputError) -> Int64 { try quantity("a number", Quantities.count) }

  /// The whole number that this scalar is, in a range; an error calls it by a name.
  public func count(
    in range: ClosedRange<Int64>, as name: String
  ) throws(InputError) -> Int64 {
    let count = try count()
    guard range.contains(count) else {
      throw InputError(
        "\(name) is \(count), out of range",
        remedy: "choose from \(range.lowerBound) to \(range.upperBound)", at: place)
    }
    return count
  }

  private func quantity<Value>(
    _ kind: String, _ read: (String) throws(QuantityProblem) -> Value
  ) throws(InputError) -> Value {
    guard let text = scalarText else {
      throw InputError("this should be \(kind), and is \(kindName)", at: place)
    }
    do {
      return try read(text)
    } catch {
      throw error.at(place)
    }
  }
}
