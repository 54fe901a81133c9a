import Kernel
import Testing

@testable import Blueprints

@Suite struct PriceTests {
  private let price = Price("things", microdollars: 400, per: 1_000, source: .definition("a test"))
    .tiered((1_000_000, 300), (2_000_000, 100))

  @Test func `each tier of a month costs its own price, and what is below it keeps that`() {
    #expect(price.monthlyCost(of: 1_000_000) == 400_000)
    #expect(price.monthlyCost(of: 1_001_000) == 400_300)
    #expect(price.monthlyCost(of: 2_000_000) == 700_000)
    #expect(price.monthlyCost(of: 2_010_000) == 701_000)
  }

  @Test func `a run is charged at the price of the first tier`() {
    #expect(price.cost(of: 3_000_000) == 1_200_000)
  }

  @Test func `what is free are the first units, and tiers begin where they began`() {
    #expect(price.monthlyCost(of: 1_001_000, free: 1_000) == 399_900)
    #expect(price.monthlyCost(of: 1_001_000, free: 1_000_500) == 150)
    #expect(price.monthlyCost(of: 1_000, free: 1_000) == 0)
  }

  @Test func `halves of a micro-dollar are rounded up, once for the whole month`() {
    let odd = Price("odd", microdollars: 1, per: 2, source: .definition("a test"))
      .tiered((1, 1))
    #expect(odd.monthlyCost(of: 1) == 1)
    #expect(odd.monthlyCost(of: 2) == 1)
    #expect(odd.monthlyCost(of: 3) == 2)
  }

  @Test func `what is stored is paid for as long as it lies there, and afterwards for a month`() {
    let storage = Price(
      "GB-months", microdollars: 250_000, per: StorageTime.gigabyteMonth,
      source: .definition("a test"))
    var stored = StorageTime()
    stored.add(1 << 30, at: .start)
    let hour = stored.charge(at: storage, until: .start + .hours(1))
    #expect(hour.units == 1_048_576 * 3_600)
    #expect(hour.units + hour.laterUnits == StorageTime.gigabyteMonth)
    stored.add(-(1 << 30), at: .start + .hours(1))
    #expect(stored.charge(at: storage, until: .start + .hours(9)).units == hour.units)
    #expect(stored.charge(at: storage, until: .start + .hours(9)).laterUnits == 0)
  }
}
