import Testing

@Suite struct BadTrafficTests {
  static let slips: [Slip] = [
    Slip(
      "a client that sends nowhere", .client("{rate: 5/s}"),
      [
        "4:9: Shop does not say where it sends → choose OrderPlaced, OrderDLQ, OrderQueue, "
          + "OrdersTable, ProcessOrder"
      ]),
    Slip(
      "a client that sends to a list", .client("{to: [OrderQueue], rate: 5/s}"),
      [
        "4:14: to of Shop is one name, and not a list → write to: OrderPlaced, and another "
          + "client for each further receiver"
      ]),
    Slip(
      "a rate that no number of 24 digits is", .client("{to: OrderQueue, rate: 1e300/s}"),
      [
        "4:32: 1e300 is too large → write an amount below 1e24"
      ]),
    Slip(
      "a client that sends to nothing", .client("{to: OrderQeue, rate: 5/s}"),
      [
        "4:14: Shop sends to OrderQeue, which is nothing that can be sent to → did you "
          + "mean OrderQueue?"
      ]),
    Slip(
      "a client that sends to a table that is a mapping",
      .client("{to: ProcessOrderOrders, rate: 5/s}"),
      [
        "4:14: clients cannot send to ProcessOrderOrders, an Event source mapping → "
          + "choose OrderPlaced, OrderDLQ, OrderQueue, OrdersTable, ProcessOrder"
      ]),
    Slip(
      "a client with a key that nobody knows", .client("{to: OrderQueue, rates: 5/s}"),
      [
        "4:9: Shop says neither a rate nor users → for example rate: 50/s",
        "4:26: Shop has no rates → did you mean rate?",
      ]),
    Slip(
      "a client without a rate", .client("{to: OrderQueue}"),
      [
        "4:9: Shop says neither a rate nor users → for example rate: 50/s"
      ]),
    Slip(
      "a rate without a unit", .client("{to: OrderQueue, rate: 5}"),
      [
        "4:32: 5 has no unit → write 5/s, 5/min or 5/h"
      ]),
    Slip(
      "users and a rate", .client("{to: OrderQueue, rate: 5/s, users: 5, thinkTime: 1 s}"),
      [
        "4:32: Shop has users, whose own pace is the rate → leave out rate or users"
      ]),
    Slip(
      "users that never think", .client("{to: OrderQueue, users: 5}"),
      [
        "4:33: the users of Shop never think → give thinkTime, for example "
          + "{exponential: 5 s}"
      ]),
    Slip(
      "an arrival process that does not exist",
      .client("{to: OrderQueue, rate: 5/s, arrivals: posson}"),
      [
        "4:47: posson is no way to arrive → did you mean poisson?"
      ]),
    Slip(
      "a burst slower than the mean",
      .client("{to: OrderQueue, rate: 5/s, arrivals: {bursty: {factor: 0.5, on: 1 s}}}"),
      [
        "4:65: a burst must be faster than the mean → give a factor above 1 and up to 1,000"
      ]),
    Slip(
      "a spike without a rate",
      .client("{to: OrderQueue, rate: 5/s, spikes: [{at: 1 s, for: 1 s}]}"),
      [
        "4:46: rate is missing → add it"
      ]),
    Slip(
      "spikes over each other",
      .client(
        "{to: OrderQueue, rate: 5/s, spikes: [{at: 1 s, for: 9 s, rate: 9/s}, {at: 5 "
          + "s, for: 9 s, rate: 9/s}]}"),
      [
        "4:78: this begins before the one above it ends → list spikes one after the "
          + "other"
      ]),
    Slip(
      "a ramp that ends before it begins",
      .client("{to: OrderQueue, rate: 5/s, ramps: [{from: 9 s, to: 5 s, rate: 9/s}]}"),
      [
        "4:45: this ends before it begins → give it some time"
      ]),
    Slip(
      "a peak at no time of day",
      .client("{to: OrderQueue, rate: 5/s, daily: {peak: 8pm, ratio: 4}}"),
      [
        "4:51: 8pm is no time of day → write it like \"20:00\""
      ]),
    Slip(
      "a retry profile that does not exist",
      .client("{to: OrderQueue, rate: 5/s, retries: standart}"),
      [
        "4:46: standart is no retry profile → did you mean standard?"
      ]),
    Slip(
      "a weight that is none", .client("{to: OrderQueue, rate: 5/s, events: [{weight: 0}]}"),
      [
        "4:55: a weight of 0 is out of range → choose above 0 and up to 1e15"
      ]),
    Slip(
      "an action that the target does not have",
      .client("{to: OrderQueue, rate: 5/s, action: Publish}"),
      [
        "4:45: OrderQueue has no action Publish → it has SendMessage"
      ]),
    Slip(
      "an action that only wires of the services take",
      .client("{to: OrderQueue, rate: 5/s, action: ReceiveMessage}"),
      [
        "4:45: OrderQueue has no action ReceiveMessage → it has SendMessage"
      ]),
    Slip(
      "a group beyond all numbers",
      .client("{to: OrderQueue, rate: 5/s, group: 1000001}"),
      [
        "4:44: group 1000001 is out of range → choose from 1 to 1000000, or a name"
      ]),
    Slip(
      "groups in a way that nobody knows",
      .client("{to: OrderQueue, rate: 5/s, group: {counts: 5}}"),
      [
        "4:45: group has no counts → did you mean count?"
      ]),
    Slip(
      "groups in two ways",
      .client("{to: OrderQueue, rate: 5/s, group: {count: 5, weights: [1]}}"),
      [
        "4:44: group takes one way to share → give a name, {count: 10}, {weights: [9, 1]} or "
          + "{$zipf: {of: 1000, exponent: 1.0}}"
      ]),
    Slip(
      "no groups at all",
      .client("{to: OrderQueue, rate: 5/s, group: {count: 0}}"),
      [
        "4:52: count of group is 0, out of range → choose from 1 to 1000000"
      ]),
    Slip(
      "a group that weighs nothing",
      .client("{to: OrderQueue, rate: 5/s, group: {weights: [1, 0]}}"),
      [
        "4:54: weights of group are numbers above 0 and up to 1e15, one for each group → for "
          + "example weights: [1000, 50, 50]"
      ]),
    Slip(
      "groups by Zipf without an exponent",
      .client("{to: OrderQueue, rate: 5/s, group: {$zipf: {of: 9}}}"),
      [
        "4:52: exponent is missing → add it"
      ]),
    Slip(
      "a group that is a list",
      .client("{to: OrderQueue, rate: 5/s, group: [a, b]}"),
      [
        "4:44: a group is a number, or a name of 1 to 128 characters → give a name, {count: 10}, "
          + "{weights: [9, 1]} or {$zipf: {of: 1000, exponent: 1.0}}"
      ]),
    Slip(
      "a trace that is not there", .client("{to: OrderQueue, arrivals: {trace: {file: no.csv}}}"),
      [
        "4:51: there is no file no.csv"
      ]),
    Slip(
      "a trace out of order", .client("{to: OrderQueue, arrivals: {trace: {file: disorder.csv}}}"),
      [
        "disorder.csv:2:1: a moment of the trace lies before the one above it → sort "
          + "the trace"
      ]),
    Slip(
      "a trace without units", .client("{to: OrderQueue, arrivals: {trace: {file: bare.csv}}}"),
      [
        "bare.csv:1:1: 1 has no unit → write 1 s, 1 min or 1 h"
      ]),
  ]

  @Test(arguments: slips) func `a slip in the traffic is named at its place`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
