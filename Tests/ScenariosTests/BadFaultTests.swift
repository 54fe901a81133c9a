import Testing

@Suite struct BadFaultTests {
  static let slips: [Slip] = [
    Slip(
      "an arrow to nothing", .scenario("faults: [{at: 1 s, drop: \"Shop ->\"}]"),
      [
        "5:26: the fault drop names one thing, or two with an arrow between them → for example "
          + "drop: Shop -> Payment"
      ]),
    Slip(
      "an arrow to what is not there", .scenario("faults: [{at: 1 s, partition: Shop -> Ordrs}]"),
      [
        "5:31: the fault partition names Ordrs, which this design does not have → it has "
          + "OrderPlaced, OrderDLQ, OrderQueue, ToQueue, OrdersTable, ProcessOrder, "
          + "ProcessOrderRole, ProcessOrderOrders, Shop"
      ]),
    Slip(
      "a partition between strangers",
      .scenario("faults: [{at: 1 s, partition: Shop -> ProcessOrder}]"),
      [
        "5:20: Shop does not call ProcessOrder: nothing can get lost there → what AWS delivers, it "
          + "delivers again; choose fail or stop"
      ]),
    Slip(
      "a loss where nobody calls", .scenario("faults: [{at: 1 s, drop: OrderDLQ, share: 5 %}]"),
      [
        "5:20: OrderDLQ is not called, and calls nobody: nothing can get lost there → what AWS "
          + "delivers, it delivers again; choose fail or stop"
      ]),
    Slip(
      "a partition with a share",
      .scenario("faults: [{at: 1 s, partition: OrderQueue, share: 5 %}]"),
      [
        "5:43: the fault partition has no share → known are at, for, partition, trigger"
      ]),
    Slip(
      "an end of what happens once",
      .scenario("faults: [{at: 1 s, for: 1 s, terminate: OrderQueue}]"),
      [
        "5:20: the fault terminate has no for → known are at, terminate, count, trigger"
      ]),
    Slip(
      "no machine to end", .scenario("faults: [{at: 1 s, terminate: OrderQueue, count: 0}]"),
      [
        "5:50: count is 0, out of range → choose from 1 to 1000000"
      ]),
    Slip(
      "machines of what has none", .scenario("faults: [{at: 1 s, terminate: OrderQueue}]"),
      [
        "5:20: OrderQueue takes no fault terminate → it takes fail, stop"
      ]),
    Slip(
      "credits of what has none", .scenario("faults: [{at: 1 s, credits: ProcessOrder}]"),
      [
        "5:20: ProcessOrder takes no fault credits → it takes slow, fail, stop, throttle"
      ]),
    Slip(
      "a zone of nobody", .scenario("faults: [{at: 1 s, lose: zone}]"),
      [
        "5:10: this fault does not say whose zone is lost → for example of: Fleet"
      ]),
    Slip(
      "something else than a zone", .scenario("faults: [{at: 1 s, lose: heart, of: OrderQueue}]"),
      [
        "5:26: what is lost is a zone, and not heart → write lose: zone, or lose: zone 2"
      ]),
    Slip(
      "a trigger that lasts",
      .scenario("faults: [{at: 1 s, stop: ProcessOrder, trigger: slow day}]"),
      [
        "5:49: slow day never ends by itself → say how long it lasts, for example for: 1 min"
      ]),
    Slip(
      "a trigger that is no name",
      .scenario("faults: [{at: 1 s, for: 1 s, stop: ProcessOrder, trigger: []}]"),
      [
        "5:59: a trigger has a name, and this is a list → for example trigger: slow payment"
      ]),
    Slip(
      "a spike whose trigger is no name",
      .client(
        "{to: OrderQueue, rate: 5/s, spikes: [{at: 1 s, for: 1 s, rate: 9/s, trigger: []}]}"),
      [
        "4:86: a trigger has a name, and this is a list → for example trigger: slow payment"
      ]),
    Slip(
      "a trigger with another key",
      .scenario("faults: [{at: 1 s, for: 1 s, stop: ProcessOrder, trigger: {nme: x}}]"),
      [
        "5:60: a trigger has no nme → did you mean name?"
      ]),
    Slip(
      "a trigger with a limit and without a name",
      .scenario("faults: [{at: 1 s, for: 1 s, stop: ProcessOrder, trigger: {within: 1 s}}]"),
      [
        "5:59: a trigger has a name, and this is a map → for example trigger: slow payment"
      ]),
  ]

  @Test(arguments: slips) func `a slip in a fault or a trigger is named at its place`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
