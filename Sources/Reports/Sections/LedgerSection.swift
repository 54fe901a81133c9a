import Blueprints

/// Where every copy of a message ended, wire by wire, and with which effects, consumer by consumer.
enum LedgerSection {
  private static let ends: [(head: String, read: @Sendable (Edge) -> Int64)] = [
    ("entered", { $0.entered }), ("duplicates", { $0.duplicates }),
    ("acknowledged", { $0.acknowledged }), ("filtered", { $0.filtered }),
    ("set aside", { $0.deadLettered }), ("expired", { $0.expired }),
    ("dropped", { $0.dropped.reduce(0, +) }), ("held", { $0.held }),
  ]
  private static let effects: [(head: String, read: @Sendable (Consumer) -> Int64)] = [
    ("completed", { $0.completed }), ("first", { $0.first }), ("repeated", { $0.repeated }),
    ("suppressed", { $0.suppressed }), ("swallowed", { $0.swallowed }),
    ("failed", { $0.failed }),
  ]

  static func section(of subject: Subject) -> Section? {
    let edges = Route.ordered(subject.edges, from: subject.first.clients)
    let pages = edges.filter { !$0.isUnused }.map { edge in
      Table.Line(edge.name, ends.map { edge.figure($0.read).text })
    }
    guard !pages.isEmpty else { return nil }
    let runs = subject.consumers.map { consumer in
      Table.Line(consumer.label, effects.map { consumer.figure($0.read).text })
    }
    var blocks: [Section.Block] = LedgerFlow(of: subject).map { [.picture($0.picture)] } ?? []
    blocks.append(.table(Table("copies", ends.map { $0.head }, pages).omitting(["0"])))
    let calls = edges.filter { $0.isAmplified }
    if let heads = calls.first?.calls.map({ $0.words }) {
      let lines = calls.map { edge in Table.Line(edge.name, edge.calls.map { $0.figure.text }) }
      blocks.append(.table(Table("calls", heads, lines).omitting(["0"])))
    }
    if !runs.isEmpty {
      blocks.append(
        .table(Table("effects", effects.map { $0.head }, runs).omitting(["0"])))
    }
    let unwanted = subject.nodes.flatMap { node in
      node.measures.filter { $0.measure.role == .unwanted && !$0.isSilent }.map { reading in
        Row("\(reading.label) \(reading.measure.words)", reading.total.text, note: "to nowhere")
      }
    }
    if !unwanted.isEmpty { blocks.append(.rows(unwanted)) }
    return Section("Ledger", blocks)
  }
}
