import Testing

@Suite struct BadPaceTests {
  static let slips: [Slip] = [
    Slip(
      "users that never pause",
      .client(
        "{to: OrderQueue, users: 5, thinkTime: 0 s}"),
      [
        "4:47: the users of Shop hardly think → give 1 us or more on average"
      ]),
    Slip(
      "users that hardly ever pause",
      .client(
        "{to: OrderQueue, users: 5, thinkTime: {exponential: 1 ns}}"),
      [
        "4:47: the users of Shop hardly think → give 1 us or more on average"
      ]),
    Slip(
      "bursts of all messages at once",
      .client(
        "{to: OrderQueue, rate: 5/s, arrivals: {bursty: {factor: 1e200, on: 1 s}}}"),
      [
        "4:65: a burst of more than 1,000 times the mean is out of range → give a factor above "
          + "1 and up to 1,000"
      ]),
    Slip(
      "bursts of no time",
      .client(
        "{to: OrderQueue, rate: 5/s, arrivals: {bursty: {factor: 5, on: 1 ns}}}"),
      [
        "4:72: a burst must take time → give 1 ms or more"
      ]),
    Slip(
      "a rate that no run gets through",
      .client(
        "{to: OrderQueue, rate: 11 M/s}"),
      [
        "4:32: 11 M/s is more than a run gets through → choose up to 10 M/s"
      ]),
    Slip(
      "a spike that no run gets through",
      .client(
        "{to: OrderQueue, rate: 5/s, spikes: [{at: 1 s, for: 1 s, rate: 1000000 M/s}]}"),
      [
        "4:72: 1000000 M/s is more than a run gets through → choose up to 10 M/s"
      ]),
    Slip(
      "events whose weights are no number together",
      .client(
        "{to: OrderQueue, rate: 5/s, events: [{weight: 1e308}, {weight: 1e308}]}"),
      [
        "4:55: a weight of 1e308 is out of range → choose above 0 and up to 1e15",
        "4:72: a weight of 1e308 is out of range → choose above 0 and up to 1e15",
      ]),
    Slip(
      "a run of centuries",
      .text(
        "duration: 106000 d\ndrain: 106000 d\ntemplate: template.yaml\ntraffic:\n  Shop: {to: "
          + "OrderQueue, rate: 5/min}"),
      [
        "1:11: duration is 106000 d, out of range → choose up to 3650 d, which is ten years",
        "2:8: drain is 106000 d, out of range → choose up to 3650 d, which is ten years",
      ]),
    Slip(
      "a warm-up of centuries",
      .text(
        "duration: 10 d\nwarmUp: 106000 d\ntemplate: template.yaml\ntraffic:\n  Shop: {to: "
          + "OrderQueue, rate: 5/min}"),
      [
        "2:9: warmUp is 106000 d, out of range → choose up to 3650 d, which is ten years"
      ]),
    Slip(
      "more messages than a run gets through",
      .text(
        "duration: 3650 d\ntemplate: template.yaml\ntraffic:\n  Shop: {to: OrderQueue, rate: "
          + "50/s}"),
      [
        "4:32: Shop sends more than 10 billion messages, which no run gets through → send less "
          + "often or make duration shorter"
      ]),
    Slip(
      "batches of more messages than a run gets through",
      .text(
        "duration: 365 d\ntemplate: template.yaml\ntraffic:\n  Shop: {to: OrderQueue, rate: "
          + "1/s, batch: 1000}"),
      [
        "4:32: Shop sends more than 10 billion messages, which no run gets through → send less "
          + "often or make duration shorter"
      ]),
    Slip(
      "more requests of users than a run gets through",
      .text(
        "duration: 3650 d\ntemplate: template.yaml\ntraffic:\n  Shop: {to: OrderQueue, users: "
          + "50, thinkTime: 1 s}"),
      [
        "4:33: Shop sends more than 10 billion messages, which no run gets through → send less "
          + "often or make duration shorter"
      ]),
    Slip(
      "more bursts than a run gets through",
      .text(
        "duration: 3650 d\ntemplate: template.yaml\ntraffic:\n  Shop: {to: OrderQueue, rate: "
          + "1/h, arrivals: {bursty: {factor: 2, on: 1 ms}}}"),
      [
        "4:47: Shop has more than 100 million bursts in a run → make on longer or duration "
          + "shorter"
      ]),
  ]

  @Test(arguments: slips)
  func `a pace or a length that no run gets through is refused`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
