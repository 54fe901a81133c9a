import Blueprints
import Measures
import Scenarios

/// Every charge, and what they come to.
enum CostRecord {
  static func fact(of subject: Subject) -> Fact {
    let lines = CostLines.charges(of: subject)
    return .object([
      ("total", Figure(whole: subject.costs, .microUSD).fact),
      ("perMillionMessages", CostSection.perMillion(of: subject).fact),
      ("perMonth", subject.costPerMonth?.fact ?? .none),
      ("prices", .text(Price.edition)), ("freeTier", .flag(subject.hasFreeTier)),
      (
        "services",
        .list(
          CostLines.services(of: lines).map { line in
            .object([
              ("service", .text(line.name)), ("cost", line.cost.fact),
              ("perMonth", line.monthly?.fact ?? .none),
            ])
          })
      ),
      ("charges", .list(charges(of: subject))),
    ])
  }

  private static func charges(of subject: Subject) -> [Fact] {
    subject.nodes.flatMap { node in
      node.charges.compactMap { charge in
        let monthly = subject.monthly { $0.microdollars(of: node.label, for: charge.price.item) }
        guard !charge.used.isZero || monthly?.isZero == false else { return nil }
        return Fact.object([
          ("resource", .text(node.label)), ("item", .text(charge.price.item)),
          ("units", charge.used.fact), ("cost", charge.cost.fact),
          ("perMonth", monthly?.fact ?? .none),
          ("source", .text(charge.price.source.text)),
        ])
      }
    }
  }
}
