import Measures

/// Every charge, and what they come to.
enum CostRecord {
  static func fact(of subject: Subject) -> Fact {
    let charges = subject.nodes.flatMap { node in
      node.charges.filter { !$0.used.isZero }.map { charge in
        Fact.object([
          ("resource", .text(node.label)), ("item", .text(charge.price.item)),
          ("units", charge.used.fact), ("cost", charge.cost.fact),
          ("source", .text(charge.price.source.text)),
        ])
      }
    }
    return .object([
      ("total", Figure(whole: subject.costs, .microUSD).fact),
      ("perMillionMessages", CostSection.perMillion(of: subject).fact),
      ("perMonth", subject.costPerMonth?.fact ?? .none), ("charges", .list(charges)),
    ])
  }
}
