import Testing

/// What a scenario says of prices and cannot mean.
@Suite struct BadPriceTests {
  static let slips: [Slip] = [
    Slip(
      "a price of nothing that is sold", .scenario("prices: {SQS request: 0.30 per million}"),
      ["5:10: nothing is sold as SQS request → did you mean SQS requests?"]),
    Slip(
      "a price without a number of things", .scenario("prices: {SQS requests: 0.30}"),
      [
        "5:24: 0.30 does not say what it is the price of → write it like 0.40 per million"
      ]),
    Slip(
      "no price", .scenario("prices: {SQS requests: cheap}"),
      ["5:24: cheap is not a price → write it like 0.40 per million"]),
    Slip(
      "a price below zero", .scenario("prices: {SQS requests: -1 per million}"),
      ["5:24: -1 per million is below zero → write an amount from 0 up"]),
    Slip(
      "a price with endless digits",
      .scenario("prices: {SQS requests: 0.0000000000000000001 per one}"),
      [
        "5:24: 0.0000000000000000001 per one has too many digits → write it like 0.40 per million"
      ]),
    Slip(
      "a price by another unit", .scenario("prices: {Lambda duration (x86): 0.1 per million}"),
      ["5:33: Lambda duration (x86) are not sold by the million → write per GB-second"]),
    Slip(
      "prices in a list", .scenario("prices: [1]"),
      [
        "5:9: prices takes what is sold with its price, and is a list → for example prices: {SQS "
          + "requests: 0.30 per million}"
      ]),
    Slip(
      "a free tier without a month", .scenario("freeTier: true"),
      [
        "5:11: the free tier is counted by the month, and the scenario has none → for example "
          + "month: {runs: 4}"
      ]),
    Slip(
      "a free tier by the number", .scenario("freeTier: 3"),
      ["5:11: freeTier is true or false, and not 3 → write true or false"]),
  ]

  @Test(arguments: slips)
  func `what is wrong with prices is said where it stands`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
