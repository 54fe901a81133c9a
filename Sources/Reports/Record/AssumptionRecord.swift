/// The parameters that are assumptions, or that the scenario set.
enum AssumptionRecord {
  static func fact(of assumptions: [Assumption]) -> Fact {
    .list(
      assumptions.map { assumption in
        .object([
          ("parameter", .text(assumption.parameter.name)),
          ("value", .text(assumption.value.words)),
          ("overridden", .flag(assumption.isOverridden)), ("why", .text(assumption.why)),
        ])
      })
  }
}
