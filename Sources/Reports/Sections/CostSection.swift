import Blueprints
import Kernel
import Measures
import Scenarios
import Studies

/// What the run costs, and a month: by service, and resource by resource and charge by charge.
enum CostSection {
  /// What a bill of AWS may have that this one has not.
  static let missing =
    "Not modelled in the bill: data transfer between zones, regions and to the internet, NAT "
    + "gateways, addresses that a subnet gives by itself, backups on demand, dashboards, metrics "
    + "of one's own, requests of people, support and taxes."

  static func section(of subject: Subject) -> Section? {
    let charges = CostLines.charges(of: subject)
    guard !charges.isEmpty else { return nil }
    var lines = charges.map { line(of: $0, in: subject) }
    lines.append(total(of: subject))
    let perMillion = CostSection.perMillion(of: subject)
    if !perMillion.isMissing {
      lines.append(Table.Line("per million messages", values(perMillion.text, "", "", subject)))
    }
    let dearest = CostLines.services(of: charges)
    let services = dearest.map { line(of: $0, in: subject) }
    let heads = ["USD", "share"] + (subject.bills.isEmpty ? [] : ["USD a month"])
    var blocks: [Section.Block] = [.table(Table("", heads, lines))]
    if services.count > 1 { blocks.append(.table(Table("by service", heads, services))) }
    if let bars = CostPicture(of: dearest) { blocks.insert(.picture(bars.picture), at: 0) }
    return Section("Cost", blocks + [.remark(remark(on: subject))])
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

  private static func line(of line: CostLines.Line, in subject: Subject) -> Table.Line {
    Table.Line(
      line.name, values(line.cost.text, share(line, subject), line.monthly?.text ?? "", subject))
  }

  private static func total(of subject: Subject) -> Table.Line {
    Table.Line(
      "total",
      values(
        Figure(whole: subject.costs, .microUSD).text, "", subject.costPerMonth?.text ?? "",
        subject))
  }

  private static func values(
    _ cost: String, _ share: String, _ monthly: String, _ subject: Subject
  ) -> [String] {
    [cost, share] + (subject.bills.isEmpty ? [] : [monthly])
  }

  private static func share(_ line: CostLines.Line, _ subject: Subject) -> String {
    let all = subject.costs.reduce(0, +)
    guard all > 0 else { return "" }
    let percent = (Int128(line.costs.reduce(0, +)) * 100 + Int128(all) / 2) / Int128(all)
    return "\(percent) %"
  }

  /// Which prices these are, and what is not in them.
  private static func remark(on subject: Subject) -> String {
    var sentences = ["Prices of \(Price.edition)"]
    if subject.region != "us-east-1" { sentences[0] += ", also for \(subject.region)" }
    sentences[0] += ", those of the first tier for the run."
    if let freed = subject.monthly({ $0.freed }) {
      sentences.append("A month pays by its volume, as if the account had nothing else in it.")
      sentences.append(
        subject.hasFreeTier
          ? "The free tier takes \(freed.text) off it." : "The free tier is not taken off.")
      sentences.append(subject.first.quiet?.words ?? QuietTime.unknown)
    }
    return (sentences + [missing]).joined(separator: " ")
  }
}
