import Blueprints
import Measures

/// The bill of a run line by line, and what the same lines cost in a month.
enum CostLines {
  /// What is paid for one thing.
  struct Line {
    /// The resource and the thing, or the service.
    let name: String
    /// The service that is paid, by the first word of what it sells.
    let service: String
    /// What it costs [micro-USD], in the order of the replications.
    var costs: [Int64]
    /// What it costs in a month [micro-USD], in the same order; empty without a month.
    var months: [Int64]

    var cost: Figure { Figure(whole: costs, .microUSD) }
    var monthly: Figure? { months.isEmpty ? nil : Figure(whole: months, .microUSD) }
  }

  /// What each resource is charged for, where that is anything at all.
  static func charges(of subject: Subject) -> [Line] {
    subject.nodes.flatMap { node in
      node.charges.compactMap { charge in
        let item = charge.price.item
        let months = subject.bills.map { $0.microdollars(of: node.label, for: item) }
        guard !charge.used.isZero || months.contains(where: { $0 > 0 }) else { return nil }
        return Line(
          name: "\(node.label): \(item)", service: charge.price.service, costs: charge.costs,
          months: months)
      }
    }
  }

  /// The same by services, the dearest first; those that cost nothing are left out.
  static func services(of charges: [Line]) -> [Line] {
    var services: [Line] = []
    for charge in charges {
      guard let known = services.firstIndex(where: { $0.name == charge.service }) else {
        services.append(
          Line(
            name: charge.service, service: charge.service, costs: charge.costs,
            months: charge.months))
        continue
      }
      services[known].costs = zip(services[known].costs, charge.costs).map { $0 + $1 }
      services[known].months = zip(services[known].months, charge.months).map { $0 + $1 }
    }
    func weight(_ line: Line) -> (Int64, Int64) {
      (line.months.reduce(0, +), line.costs.reduce(0, +))
    }
    let dear = services.enumerated().sorted { one, other in
      let (left, right) = (weight(one.element), weight(other.element))
      return left == right ? one.offset < other.offset : left > right
    }
    return dear.map { $0.element }.filter { weight($0) > (0, 0) }
  }
}
