import Testing

@Suite struct BadDesignTests {
  static let slips: [Slip] = [
    Slip(
      "a parameter of a template that has none", .scenario("parameters: {Nope: 1}"),
      [
        "5:14: the template has no parameter Nope → leave it out: the template has no "
          + "parameters"
      ]),
    Slip(
      "behavior of nothing", .scenario("behavior: {ProcesOrder: {duration: 1 ms}}"),
      [
        "5:12: behavior names ProcesOrder, which this design does not have → did you "
          + "mean ProcessOrder?"
      ]),
    Slip(
      "behavior of a queue", .scenario("behavior: {OrderQueue: {duration: 1 ms}}"),
      [
        "5:12: OrderQueue runs no code → it is of type AWS::SQS::Queue; give behavior "
          + "to what runs code"
      ]),
    Slip(
      "behavior with a key that nobody knows",
      .scenario("behavior: {ProcessOrder: {durations: 1 ms}}"),
      [
        "5:27: the behavior of ProcessOrder has no durations → did you mean duration?"
      ]),
    Slip(
      "a step that calls nothing",
      .scenario("behavior: {ProcessOrder: {steps: [PutItem: OrderTable]}}"),
      [
        "5:44: OrderTable is neither a resource nor an outside endpoint → did you mean "
          + "OrdersTable?"
      ]),
    Slip(
      "a step that only wires of the services take",
      .scenario("behavior: {ProcessOrder: {steps: [ReceiveMessage: OrderQueue]}}"),
      [
        "5:35: OrderQueue has no action ReceiveMessage → it has SendMessage"
      ]),
    Slip(
      "a fault at nothing", .scenario("faults: [{at: 1 s, stop: ProcesOrder}]"),
      [
        "5:26: the fault stop names ProcesOrder, which this design does not have → did "
          + "you mean ProcessOrder?"
      ]),
    Slip(
      "a fault of no kind", .scenario("faults: [{at: 1 s, slwo: ProcessOrder, by: 2x}]"),
      [
        "5:20: slwo is no kind of fault → did you mean slow?"
      ]),
    Slip(
      "a fault that the target does not take",
      .scenario("faults: [{at: 1 s, throttle: OrderQueue}]"),
      [
        "5:20: OrderQueue takes no fault throttle → it takes fail, stop"
      ]),
    Slip(
      "a fault without a begin", .scenario("faults: [{stop: ProcessOrder}]"),
      [
        "5:10: this fault does not say when it begins → for example at: 10 min"
      ]),
    Slip(
      "a fault that is two", .scenario("faults: [{at: 1 s, stop: ProcessOrder, fail: OrderQueue}]"),
      [
        "5:40: this fault is two: stop and fail → list them one by one"
      ]),
    Slip(
      "a slow fault without a factor", .scenario("faults: [{at: 1 s, slow: ProcessOrder}]"),
      [
        "5:10: this fault does not say how slow → for example by: 10x"
      ]),
    Slip(
      "a fault with a share over the whole",
      .scenario("faults: [{at: 1 s, fail: ProcessOrder, share: 150 %}]"),
      [
        "5:47: 150 % is more than the whole → write a share up to 100 %"
      ]),
  ]

  @Test(arguments: slips) func `a slip in behavior or faults is named at its place`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
