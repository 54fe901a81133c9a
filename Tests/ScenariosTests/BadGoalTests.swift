import Testing

@Suite struct BadGoalTests {
  static let slips: [Slip] = [
    Slip(
      "a goal that compares nothing", .goal("p99 of latency Shop to ProcessOrder"),
      [
        "7:5: this goal compares nothing → for example p99 of latency Shop to "
          + "ProcessOrder < 5 s"
      ]),
    Slip(
      "a goal with a bound without a unit", .goal("p99 of latency Shop to ProcessOrder < 5"),
      [
        "7:43: 5 has no unit → write 5 s, 5 min or 5 h"
      ]),
    Slip(
      "a goal on a measure that does not exist",
      .goal("max of ApproximateAgeOfOldestMesage at OrderQueue < 2 min"),
      [
        "7:12: OrderQueue has no measure ApproximateAgeOfOldestMesage → did you mean "
          + "ApproximateAgeOfOldestMessage?"
      ]),
    Slip(
      "a goal at a place that does not exist",
      .goal("max of ApproximateAgeOfOldestMessage at OrderQeue < 2 min"),
      [
        "7:45: this goal names OrderQeue, which this design does not have → did you "
          + "mean OrderQueue?"
      ]),
    Slip(
      "a goal on a measure that the place does not have", .goal("Throttles at OrderQueue = 0"),
      [
        "7:5: OrderQueue has no measure Throttles → it has NumberOfMessagesSent, "
          + "NumberOfMessagesReceived, NumberOfMessagesDeleted, NumberOfEmptyReceives, "
          + "ApproximateNumberOfMessagesVisible, ApproximateNumberOfMessagesNotVisible, "
          + "ApproximateNumberOfMessagesDelayed, ApproximateAgeOfOldestMessage, "
          + "ApproximateNumberOfNoisyGroups, ApproximateNumberOfMessagesVisibleInQuietGroups, "
          + "ApproximateNumberOfMessagesNotVisibleInQuietGroups, "
          + "ApproximateNumberOfMessagesDelayedInQuietGroups, "
          + "ApproximateAgeOfOldestMessageInQuietGroups, ApproximateNumberOfMessagesMoved, "
          + "FailedMoveTasks, MessagesPurged"
      ]),
    Slip(
      "a goal with a statistic that does not exist",
      .goal("p101 of latency Shop to ProcessOrder < 5 s"),
      [
        "7:5: p101 is no statistic → choose mean, max, min, sum, p99 or share over"
      ]),
    Slip(
      "a latency without a statistic", .goal("latency Shop to ProcessOrder < 5 s"),
      [
        "7:5: latency needs a statistic → for example p99 of latency"
      ]),
    Slip(
      "a latency to what runs nothing", .goal("p99 of latency Shop to OrderDLQ < 5 s"),
      [
        "7:28: OrderDLQ runs no messages → choose ProcessOrder"
      ]),
    Slip(
      "goodput of what is no client", .goal("goodput of OrderQueue > 95 %"),
      [
        "7:16: OrderQueue is no client, and has no goodput → choose Shop"
      ]),
    Slip(
      "goodput of nobody", .goal("goodput > 95 %"),
      [
        "7:5: this goal does not say whose goodput is meant → for example goodput of Shop > 95 %"
      ]),
    Slip(
      "goodput of two", .goal("goodput of Shop Till > 95 %"),
      [
        "7:21: Till is one word too many → a place is one name"
      ]),
    Slip(
      "a percentile of goodput", .goal("p99 of goodput of Shop > 95 %"),
      [
        "7:5: this has one figure, and takes no statistic → leave out p99 of"
      ]),
    Slip(
      "amplification at one place", .goal("amplification at Shop < 1.5"),
      [
        "7:5: amplification is that of the calls from one node to another → for example "
          + "amplification Shop to Payment < 1.5"
      ]),
    Slip(
      "amplification where nothing is called", .goal("amplification Shop to OrderDLQ < 1.5"),
      [
        "7:19: Shop does not call OrderDLQ → it calls OrderQueue"
      ]),
    Slip(
      "amplification from what calls nobody", .goal("amplification OrderDLQ to Shop < 1.5"),
      [
        "7:19: OrderDLQ does not call Shop → it calls nobody"
      ]),
    Slip(
      "a percentile of a level",
      .goal("p99 of ApproximateNumberOfMessagesVisible at OrderQueue < 5"),
      [
        "7:5: p99 is not kept of ApproximateNumberOfMessagesVisible → choose max, min "
          + "or mean"
      ]),
    Slip(
      "a level at several nodes", .goal("max of ApproximateNumberOfMessagesVisible < 5"),
      [
        "7:12: ApproximateNumberOfMessagesVisible is measured at 2 nodes → write at "
          + "OrderDLQ, or at OrderQueue"
      ]),
    Slip(
      "cost per month without a month", .goal("cost per month < 400 USD"),
      [
        "7:5: cost per month needs to know how often this happens in a month → add "
          + "month: {runs: 4} to the scenario"
      ]),
    Slip(
      "a cost in no currency", .goal("cost < 400"),
      [
        "7:12: 400 has no currency → write 400 USD"
      ]),
    Slip(
      "drained within nothing", .goal("drained of 6 min"),
      [
        "7:5: this goal does not say within what time → write drained within 10 min of "
          + "6 min"
      ]),
    Slip(
      "a goal that is no sentence", .goal("{p99: 5 s}"),
      [
        "7:5: a goal is a sentence, and not a map → for example p99 of latency Shop to "
          + "ProcessOrder < 5 s"
      ]),
    Slip(
      "what is set aside at a function that takes what a queue hands it",
      .goal("dead-lettered at ProcessOrder = 0"),
      [
        "7:22: nothing can be set aside at ProcessOrder → write at OrderQueue"
      ]),
    Slip(
      "what is set aside at a client", .goal("dead-lettered at Shop = 0"),
      [
        "7:22: nothing can be set aside at Shop → write at OrderQueue or OrderDLQ"
      ]),
    Slip(
      "what is set aside on a way where nothing is",
      .goal("dead-lettered Shop to OrderQueue = 0"),
      [
        "7:27: nothing can be set aside on the way from Shop to OrderQueue → name a "
          + "dead-letter queue of it first, or leave the goal out"
      ]),
    Slip(
      "a loss at what hands nothing on", .goal("lost at ProcessOrderOrders = 0"),
      [
        "7:13: no message leaves ProcessOrderOrders, so that nothing is counted there → "
          + "choose OrderDLQ or OrderQueue or ProcessOrder or OrderPlaced or Shop"
      ]),
    Slip(
      "a loss behind what hands nothing on", .goal("lost from OrdersTable = 0"),
      [
        "7:15: no message leaves OrdersTable, so that nothing is counted there → "
          + "choose OrderDLQ or OrderQueue or ProcessOrder or OrderPlaced or Shop"
      ]),
    Slip(
      "a loss between two that are no neighbours", .goal("lost Shop to ProcessOrder = 0"),
      [
        "7:18: no edge leads from Shop to ProcessOrder → write Shop to OrderQueue"
      ]),
    Slip(
      "a place of two words", .goal("lost from Shop and Till = 0"),
      [
        "7:20: and is one word too many → a place is one name"
      ]),
  ]

  @Test(arguments: slips) func `a slip in a goal is named at its place`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
