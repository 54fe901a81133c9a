import Testing

@testable import Studies

@Suite struct ErrorBudgetTests {
  private func question(_ means: Int, ofEveryRun: Int, hasAim: Bool) -> PlanQuestion {
    let goals =
      (0..<means).map { PlanBench.goal("mean \($0)", atMost: 10) }
      + (0..<ofEveryRun).map { PlanBench.goal("every \($0)", atMost: 0) }
    return PlanQuestion(
      knobs: [Knob("limit", ["1", "2"])], figures: goals + (hasAim ? [PlanBench.cost()] : []),
      aim: hasAim ? goals.count : nil)
  }

  @Test(arguments: [(4, 0), (0, 2), (4, 2)], [true, false])
  func `all parts together are the error that was allowed`(goals: (Int, Int), hasAim: Bool) {
    let looks = 30
    let question = question(goals.0, ofEveryRun: goals.1, hasAim: hasAim)
    let errors = ErrorBudget(question, looks: looks)
    var whole = errors.test * Double(goals.0 * looks)
    for number in 1...100_000 {
      whole += errors.confirmation(number).error * Double(goals.1)
      if hasAim { whole += errors.selection(number) }
    }
    if hasAim { whole += errors.comparison * Double(looks * (looks - 1)) }
    #expect(whole <= 0.05 + 1e-12 && whole > 0.05 - 1e-5, "\(whole)")
  }

  @Test func `a confirmation has as many runs as its error needs`() {
    let first = ErrorBudget(question(0, ofEveryRun: 1, hasAim: true), looks: 30).confirmation(1)
    // 0.95 to the 85th is still more than 0.0125.
    #expect(abs(first.error - 0.0125) < 1e-12 && first.runs == 86)
    #expect(first.mostBroken(after: 85) > 0.05 && first.mostBroken(after: 86) <= 0.05)
    #expect(first.mostBroken(after: 500) == first.mostBroken(after: 86))
  }
}
