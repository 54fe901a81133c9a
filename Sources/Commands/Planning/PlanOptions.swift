import Documents
import Scenarios
import Studies

/// What plan and capacity are told of how sure and how exact they have to be.
struct PlanOptions {
  static let confidence = Option(
    "confidence", "SHARE", .text, "Says how sure all that is proven is together; else 95 %.")
  static let indifference = Option(
    "indifference", "SHARE", .text,
    "Says how far from a bound, or from the cheapest, makes no difference; else 5 %.")
  static let budget = Option(
    "budget", "RUNS", .count(10...10_000_000),
    "Takes no more runs; else \(PlanQuestion.usualBudget).")

  /// What is told to be of no matter is something, and not everything.
  private static let betweenNoneAndAll = "above 0 % and below 100 %"

  private let invocation: Invocation
  private let sheet: StudySheet

  init(_ invocation: Invocation, _ sheet: StudySheet) {
    self.invocation = invocation
    self.sheet = sheet
  }

  /// Puts what is told into a question.
  ///
  /// - Throws: The first slip in it.
  func apply(to question: inout PlanQuestion) throws(InputError) {
    if let share = try share(Self.confidence, from: 0.5) ?? sheet.confidence {
      question.confidence = share
    }
    if let share = try share(Self.indifference, from: 0) {
      question.indifference = share
    } else if let document = sheet.indifference {
      try read(document, into: &question)
    }
    if let budget = invocation.count(Self.budget).map({ Int($0) }) ?? sheet.budget.map({ Int($0) })
    {
      question.budget = budget
    }
  }

  private func share(_ option: Option, from least: Double) throws(InputError) -> Double? {
    guard let text = invocation.value(option) else { return nil }
    if let share = try? Quantities.share(text), share > 0, share >= least, share < 1 {
      return share
    }
    let range =
      least > 0 ? "from \(Int(least * 100)) % to less than 100 %" : Self.betweenNoneAndAll
    throw InputError(
      "--\(option.name) takes a share \(range), found \(text)",
      remedy: "for example --\(option.name) \(least > 0 ? "95%" : "5%")")
  }

  /// What makes no difference: a share for everything, or amounts by the sentences of goals.
  private func read(
    _ document: Document, into question: inout PlanQuestion
  ) throws(InputError) {
    guard let map = document.map else {
      let share = try document.share()
      guard share > 0, share < 1 else {
        throw InputError(
          "indifference is a share \(Self.betweenNoneAndAll)", remedy: "5 % is usual",
          at: document.place)
      }
      question.indifference = share
      return
    }
    let goals = question.figures.filter { $0.bound != nil }
    for entry in map.entries {
      guard let goal = goals.first(where: { $0.name == entry.key }) else {
        let near = Suggestion.nearest(to: entry.key, among: goals.map { $0.name })
        throw InputError(
          "there is no goal \(entry.key)", remedy: near.map { "did you mean \($0)?" },
          at: entry.keyPlace)
      }
      question.tolerances[goal.name] = try amount(entry.value, of: goal)
    }
  }

  private func amount(_ document: Document, of goal: AskedFigure) throws(InputError) -> Double {
    let amount: Double
    do throws(QuantityProblem) {
      amount = try goal.unit.amount(document.scalarText ?? "")
    } catch {
      throw error.at(document.place)
    }
    guard amount > 0 else {
      throw InputError("indifference is more than nothing", at: document.place)
    }
    return amount
  }
}
