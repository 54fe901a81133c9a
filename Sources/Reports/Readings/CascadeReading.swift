import Blueprints
import Kernel
import Measures
import Studies

/// What came of a trigger, in every replication.
package struct CascadeReading {
  /// What came of it in each.
  package let cascades: [Cascade]
  private var first: Cascade { cascades[0] }

  /// The readings of all triggers of the runs of a design, each of its triggers in every run.
  package static func all(of runs: [RunResult]) -> [CascadeReading] {
    let cascades = runs.map { $0.cascades }
    return (cascades.first ?? []).indices.map { index in
      CascadeReading(cascades: cascades.map { $0[index] })
    }
  }

  /// What the scenario calls it.
  package var name: String { first.trigger.name }

  /// Its name and its time.
  package var title: String {
    let trigger = first.trigger
    let begin = TimeText.text(trigger.begin - .start)
    guard trigger.end > trigger.begin else { return "\(name), at \(begin)" }
    return "\(name), from \(begin) to \(TimeText.text(trigger.end - .start))"
  }

  /// Who fell in the first replication, in causal order.
  package var falls: [Fall] { first.falls }
  /// Whether it spread in the first replication.
  package var hasSpread: Bool { !first.spread.isEmpty }
  /// How long goodput may stay down.
  package var within: TimeSpan { first.trigger.within }

  /// The clients, each with its goodput in every replication that has it.
  package var clients: [ClientReading] {
    first.goodputs.map { goodput in
      ClientReading(
        label: goodput.client, isRate: goodput.isRate,
        goodputs: cascades.compactMap { cascade in
          cascade.goodputs.first { $0.client == goodput.client }.map {
            ($0, cascade.aftermath(of: $0))
          }
        })
    }
  }

  /// What `report.json` says of it.
  package var fact: Fact {
    let trigger = first.trigger
    return .object([
      ("trigger", .text(name)), ("begin", .moment(trigger.begin)), ("end", .moment(trigger.end)),
      ("places", .list(trigger.places.map { .text($0) })),
      ("within", .whole(within.nanoseconds)),
      ("goodput", .list(clients.map { $0.fact })), ("falls", .list(falls.map { $0.fact })),
    ])
  }
}

/// What a client got around a trigger, in every replication.
package struct ClientReading {
  /// The client.
  package let label: String
  /// Whether it is counted by the second.
  package let isRate: Bool
  /// Its goodput, and how it went on.
  let goodputs: [(goodput: Goodput, aftermath: Goodput.Aftermath)]

  private func figure(_ read: (Goodput) -> Double?) -> Figure {
    Figure(
      goodputs.compactMap { read($0.goodput) }.map { .real($0) }, isRate ? .perSecond : .share)
  }

  /// The level before the trigger.
  package var before: Figure { figure { $0.before } }
  /// The lowest level from the trigger on.
  package var lowest: Figure { figure { $0.lowest } }
  /// The level when traffic ended.
  package var last: Figure { figure { $0.last } }

  /// How long it took to be back after the trigger, where it was.
  package var recovery: Figure {
    Figure(
      goodputs.compactMap { _, aftermath in
        if case .back(let time) = aftermath { .whole(time.nanoseconds) } else { nil }
      }, .nanoseconds)
  }

  /// How long it stayed down, where that was too long.
  private var stay: Figure {
    Figure(
      goodputs.compactMap { _, aftermath in
        if case .metastable(let time) = aftermath { .whole(time.nanoseconds) } else { nil }
      }, .nanoseconds)
  }

  /// The share of replications in which it stayed down for too long.
  package var metastable: Figure {
    Figure(
      goodputs.map { _, aftermath in
        if case .metastable = aftermath { .real(1) } else { .real(0) }
      }, .share)
  }

  private func count(of kind: Goodput.Aftermath) -> Int {
    goodputs.filter { $0.aftermath == kind }.count
  }

  /// How it went on, in words; where replications differ, in how many of them.
  package var words: String {
    let kinds: [(words: String, count: Int)] = [
      ("never below 90 % of it", count(of: .unharmed)),
      ("back \(recovery.text) after the trigger", recovery.numbers.count),
      ("METASTABLE, down for \(stay.text) after it", stay.numbers.count),
      ("not back when traffic ended", count(of: .undecided)),
    ].filter { $0.count > 0 }
    if kinds.count == 1 { return kinds[0].words }
    return kinds.map { "\($0.words) in \($0.count) of \(goodputs.count)" }.joined(separator: "; ")
  }

  /// What `report.json` says of it.
  var fact: Fact {
    .object([
      ("client", .text(label)), ("unit", .text(isRate ? "per second" : "share")),
      ("before", before.fact), ("lowest", lowest.fact), ("last", last.fact),
      ("recovery", recovery.fact), ("metastable", metastable.fact),
    ])
  }
}

extension Fall {
  /// What `report.json` says of it.
  fileprivate var fact: Fact {
    .object([
      ("node", .text(label)), ("hit", .flag(isHit)),
      ("by", way.map { .object([("from", .text($0.from)), ("to", .text($0.to))]) } ?? .none),
      ("begin", .moment(begin)), ("end", .moment(end)), ("served", .real(share)),
      ("slowness", slowness.map { .real($0) } ?? .none),
    ])
  }
}
