import Blueprints
import Kernel
import Measures

/// What the run costs, resource by resource and charge by charge.
enum CostSection {
  static func section(of subject: Subject) -> Section? {
    var lines: [Table.Line] = []
    for node in subject.nodes {
      for charge in node.charges where !charge.used.isZero {
        lines.append(
          Table.Line(
            "\(node.label): \(charge.price.item)", [charge.cost.text, share(charge, subject)]))
      }
    }
    guard !lines.isEmpty else { return nil }
    lines.append(
      Table.Line("total of the run", [Figure(whole: subject.costs, .microUSD).text, ""]))
    let perMillion = CostSection.perMillion(of: subject)
    if !perMillion.isMissing {
      lines.append(Table.Line("per million messages", [perMillion.text, ""]))
    }
    if let month = subject.costPerMonth {
      lines.append(Table.Line("per month", [month.text, ""]))
    }
    return Section("Cost", [.table(Table("", ["USD", "share"], lines))])
  }

  /// The cost of the run for each million messages that the clients sent [micro-USD].
  static func perMillion(of subject: Subject) -> Figure {
    let costs = zip(subject.costs, subject.runs).compactMap { cost, run -> Int64? in
      guard run.messages > 0 else { return nil }
      let scaled = Int128(cost) * 1_000_000 + Int128(run.messages) / 2
      return Int64(clamping: scaled / Int128(run.messages))
    }
    return Figure(whole: costs, .microUSD)
  }

  private static func share(_ charge: ChargeReading, _ subject: Subject) -> String {
    let all = subject.costs.reduce(0, +)
    guard all > 0 else { return "" }
    let percent = (Int128(charge.costs.reduce(0, +)) * 100 + Int128(all) / 2) / Int128(all)
    return "\(percent) %"
  }
}
