import Testing

@testable import Programs

@Suite struct RetryBudgetTests {
  @Test(arguments: [0.01, 0.1, 0.25, 1.0 / 3])
  func `rule 6: in the long run as many calls in a hundred are tried again as are paid in`(
    deposit: Double
  ) {
    var budget = RetryBudget(deposit: deposit, capacity: 10)
    var retries = 0
    let calls = 300_000
    for _ in 0..<calls {
      budget.earn()
      // The callee fails for good, and the caller would try again and again.
      while budget.spend() { retries += 1 }
    }
    // What was saved up at the start comes on top, once.
    let expected = 10 + deposit * Double(calls)
    #expect(abs(Double(retries) - expected) <= 1)
  }

  @Test func `ten deposits of a tenth are one retry, to the billionth`() {
    var budget = RetryBudget(deposit: 0.1, capacity: 1)
    let isPaid = budget.spend()
    #expect(isPaid)
    for _ in 0..<9 { budget.earn() }
    #expect(budget.retries == 0)
    budget.earn()
    #expect(budget.retries == 1)
  }

  @Test func `no more is saved than its capacity`() {
    var budget = RetryBudget(deposit: 5, capacity: 7.5)
    for _ in 0..<100 { budget.earn() }
    #expect(budget.retries == 7)
  }

  @Test func `a retry that it cannot pay takes nothing`() {
    var budget = RetryBudget(deposit: 0.5, capacity: 1)
    let paid = (0..<3).map { _ in
      defer { budget.earn() }
      return budget.spend()
    }
    #expect(paid == [true, false, true])
  }

  @Test func `rule 6: many callers with few calls each defeat it`() {
    let callers = 1_000
    var retries = 0
    for _ in 0..<callers {
      var budget = RetryBudget(deposit: 0.1, capacity: 10)
      for _ in 0..<3 {
        budget.earn()
        for _ in 0..<3 where budget.spend() { retries += 1 }
      }
    }
    #expect(retries == 9 * callers)
  }
}
