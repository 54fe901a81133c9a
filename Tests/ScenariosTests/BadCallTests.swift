import Testing

/// What is wrong with what calls say of themselves.
@Suite struct BadCallTests {
  /// A behavior of a function that calls a table; what it says begins at column 27 of line 5.
  private static func code(_ name: String, _ terms: String, _ expected: String) -> Slip {
    Slip(
      name, .scenario("behavior: {ProcessOrder: {\(terms), steps: [PutItem: OrdersTable]}}"),
      [expected])
  }

  static let slips: [Slip] = [
    code(
      "a timeout of nothing", "timeout: 0 s",
      "5:36: a timeout must take time → give 1 ms or more"),
    code(
      "a retry profile that does not exist", "retries: standart",
      "5:36: standart is no retry profile → did you mean standard?"),
    code(
      "a retry profile like none", "retries: often",
      "5:36: often is no retry profile → choose one of none, legacy, standard, standard-2026, "
        + "adaptive, or give {attempts: 3}"),
    code(
      "a loop without attempts", "retries: {base: 1 s}",
      "5:36: retries needs attempts → for example attempts: 3"),
    code(
      "a loop without end", "retries: {attempts: 101}",
      "5:47: attempts of retries is 101, out of range → choose from 1 to 100"),
    code(
      "a loop with a key that nobody knows", "retries: {attempts: 3, pause: 1 s}",
      "5:50: retries has no pause → known are attempts, base, cap, jitter"),
    code(
      "a jitter that does not exist", "retries: {attempts: 3, jitter: fall}",
      "5:58: fall is no kind of jitter → did you mean full?"),
    code(
      "a jitter like none", "retries: {attempts: 3, jitter: wobbly}",
      "5:58: wobbly is no kind of jitter → choose none, full, equal, decorrelated"),
    code(
      "a budget that is a number", "budget: 5",
      "5:35: a budget is a map with deposit, capacity, and not a number"),
    code(
      "a budget without a capacity", "budget: {deposit: 0.1}",
      "5:35: a budget needs capacity → for example capacity: 10"),
    code(
      "a deposit below nothing", "budget: {deposit: -1, capacity: 10}",
      "5:45: the deposit of a budget is a number from 0 to 100"),
    code(
      "a budget that can pay nothing", "budget: {deposit: 0.1, capacity: 0.5}",
      "5:60: the capacity of a budget is a number from 1 to 1000000"),
    code(
      "a breaker that is never closed", "breaker: {failures: 0 %, over: 9 calls, open: 5 s}",
      "5:47: a breaker that opens at no failures is never closed → for example failures: 50 %"),
    code(
      "a breaker that looks at a number", "breaker: {failures: 50 %, over: 20, open: 5 s}",
      "5:59: a breaker looks at calls or at a time → for example over: 20 calls, or 10 s"),
    code(
      "a breaker that looks at no calls", "breaker: {failures: 50 %, over: 0 calls, open: 5 s}",
      "5:59: 0 calls are no window of a breaker → choose from 1 to 1000000 calls"),
    code(
      "a breaker that looks at no time", "breaker: {failures: 50 %, over: 0 s, open: 5 s}",
      "5:59: the window of a breaker must take time → give 1 ms or more"),
    code(
      "a breaker that never opens for long", "breaker: {failures: 50 %, over: 9 s, open: 0 s}",
      "5:70: the open time of a breaker must take time → give 1 ms or more"),
    code(
      "a breaker without an open time", "breaker: {failures: 50 %, over: 9 s}",
      "5:36: a breaker needs open → for example open: 5 s"),
    code(
      "a breaker that never has enough",
      "breaker: {failures: 50 %, over: 9 calls, open: 5 s, minimum: 10}",
      "5:88: minimum of a breaker is 10, out of range → choose from 1 to 9"),
    code(
      "a breaker of something else",
      "breaker: {failures: 50 %, over: 9 calls, open: 5 s, only: reads}",
      "5:85: a breaker keeps back all calls, or only retries → write only: retries, or leave it "
        + "out"),
    code(
      "a bulkhead without room", "bulkhead: 0",
      "5:37: bulkhead is 0, out of range → choose from 1 to 1000000"),
    code(
      "a bulkhead with nothing but patience", "bulkhead: {wait: 1 s}",
      "5:37: a bulkhead needs calls → for example calls: 10"),
    code(
      "a deadline that is a time", "deadline: 5 s",
      "5:37: a deadline is propagated or left alone → write deadline: propagate, or leave it out"),
    Slip(
      "a timeout beside a step that is no call",
      .scenario("behavior: {ProcessOrder: {steps: [{compute: 1 ms, timeout: 1 s}]}}"),
      ["5:51: compute takes no timeout → leave it out, or begin a step of its own with a dash"]),
    Slip(
      "a bulkhead of a client", .client("{to: OrderQueue, rate: 5/s, bulkhead: 5}"),
      [
        "4:37: Shop is many who send, and has no bulkhead between them → give users, each of whom "
          + "has one request under way, or a bulkhead to code"
      ]),
    Slip(
      "patience without users", .client("{to: OrderQueue, rate: 5/s, patience: 5 s}"),
      ["4:47: Shop has no users whose patience could end → give users, or a timeout"]),
    Slip(
      "two slips of a client",
      .client("{to: OrderQueue, rate: 5/s, timeout: 0 s, budget: 1}"),
      [
        "4:46: a timeout must take time → give 1 ms or more",
        "4:59: a budget is a map with deposit, capacity, and not a number",
      ]),
  ]

  @Test(arguments: slips)
  func `what calls say of themselves is refused where it makes no sense`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
