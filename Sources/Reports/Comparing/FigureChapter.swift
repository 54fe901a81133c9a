import Blueprints
import Measures
import Scenarios
import Studies

/// Figures that stand under one heading of a comparison.
enum FigureChapter: String, CaseIterable {
  case cascade, latency, hops, backlog, volume, failures, concurrency, cost

  /// What stands above them.
  var heading: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// What is compared in them, for those who read it the first time.
  var remark: String {
    switch self {
    case .cascade: "what clients get in time, before a trigger and after"
    case .latency: "from the client's send to the end of the consumer's last step"
    case .hops: "what a copy spends on each edge"
    case .backlog: "what waits, and how long the oldest has waited"
    case .volume: "what is sent, read and written"
    case .failures: "losses, duplicates, errors, throttles and retries"
    case .concurrency: "what goes on at once"
    case .cost: "of the run"
    }
  }

  /// The figures of all designs, without those that say nothing in any of them.
  func groups(of contrast: Contrast) -> [ComparedGroup] {
    ComparedGroup.paired(contrast.designs.map(groups)).compactMap { group in
      let told = group.figures.filter { keepsZero(group) || !$0.isSilent }
      return told.isEmpty ? nil : ComparedGroup(title: group.title, figures: told)
    }
  }

  /// That nothing was lost is worth a line.
  private func keepsZero(_ group: ComparedGroup) -> Bool {
    self == .failures && group.title == Self.losses
  }

  private func groups(of subject: Subject) -> [FigureGroup] {
    switch self {
    case .cascade: Self.cascades(of: subject)
    case .latency: Self.latencies(of: subject)
    case .hops: Self.hops(of: subject)
    case .backlog: Self.measures([.waiting, .age], of: subject)
    case .volume: Self.measures([.volume], of: subject)
    case .failures: Self.failures(of: subject)
    case .concurrency: Self.measures([.concurrency], of: subject, without: .samples)
    case .cost: [Self.cost(of: subject)]
    }
  }

  // MARK: Figures

  private static let losses = "messages"

  private static func cascades(of subject: Subject) -> [FigureGroup] {
    let readings = subject.cascades
    let goodputs = readings.flatMap { reading in
      reading.clients.map { client in
        FigureGroup(
          "\(client.label), \(reading.name)",
          [
            ("goodput before", client.before), ("at worst", client.lowest),
            ("at the end", client.last), ("back after", client.recovery),
            ("metastable", client.metastable),
          ])
      }
    }
    let attempts = subject.edges.filter { !readings.isEmpty && $0.isCalled }.map { edge in
      FigureGroup(edge.name, [("attempts per call", edge.attemptsPerCall)])
    }
    return goodputs + attempts
  }

  private static func latencies(of subject: Subject) -> [FigureGroup] {
    let journeys = subject.consumers.flatMap { consumer in
      subject.first.clients.enumerated().compactMap { client, name -> FigureGroup? in
        let latency = consumer.latency(from: client)
        guard !latency.isEmpty else { return nil }
        return FigureGroup("\(name) to \(consumer.label)", Self.distribution(latency))
      }
    }
    return journeys + lengths(of: subject)
  }

  /// How long runs took, and how long clients waited; what lies between the two are hops.
  private static func lengths(of subject: Subject) -> [FigureGroup] {
    let ends = subject.consumers.map { $0.label } + subject.first.clients
    return subject.nodes.filter { ends.contains($0.label) }.flatMap { node in
      LatencySection.lengths(of: node).map { FigureGroup($0.name, Self.ends($0.samples)) }
    }
  }

  private static func hops(of subject: Subject) -> [FigureGroup] {
    Route.ordered(subject.edges, from: subject.first.clients).filter { !$0.hop.isEmpty }.map {
      FigureGroup($0.name, Self.ends($0.hop))
    }
  }

  private static func measures(
    _ roles: [Measure.Role], of subject: Subject, without shape: Measure.Shape? = nil
  ) -> [FigureGroup] {
    subject.nodes.flatMap { node in
      node.measures.filter {
        roles.contains($0.measure.role) && $0.measure.shape != shape
      }.map { reading in
        FigureGroup(
          BacklogSection.name(of: reading) + (reading.detail.isEmpty ? "" : " \(reading.detail)"),
          figures(of: reading))
      }
    }
  }

  private static func figures(of reading: MeasureReading) -> [(name: String, figure: Figure)] {
    switch reading.measure.shape {
    case .count: [("in all", reading.total)]
    case .gauge: [("mean", reading.mean), ("max", reading.maximum)]
    case .samples where reading.measure.role == .volume: [("mean", reading.samples.mean)]
    case .samples: ends(reading.samples) + [("max", reading.samples.maximum)]
    }
  }

  private static func failures(of subject: Subject) -> [FigureGroup] {
    let columns: [(String, Goal.Column)] = [
      ("lost", .lost), ("set aside", .deadLettered), ("duplicates", .duplicates),
    ]
    let ends = columns.map { name, column in
      (
        name: name,
        figure: Figure(
          whole: subject.runs.map { LedgerFigures($0).sum(of: column, along: .everywhere) },
          .messages)
      )
    }
    let effects = subject.consumers.map { consumer in
      FigureGroup(
        consumer.label,
        [
          ("failed", consumer.figure { $0.failed }), ("repeated", consumer.figure { $0.repeated }),
          ("suppressed", consumer.figure { $0.suppressed }),
          ("swallowed", consumer.figure { $0.swallowed }),
        ])
    }
    return [FigureGroup(losses, ends)] + effects
      + measures([.failure, .throttling, .retry, .unwanted], of: subject)
  }

  private static func cost(of subject: Subject) -> FigureGroup {
    let sums: [(name: String, figure: Figure?)] = [
      ("total", Figure(whole: subject.costs, .microUSD)),
      ("per million messages", CostSection.perMillion(of: subject)),
      ("per month", subject.costPerMonth),
    ]
    let items = subject.nodes.flatMap { node in
      node.charges.map { (name: "\(node.label): \($0.price.item)", figure: $0.cost) }
    }
    return FigureGroup("", sums.compactMap { sum in sum.figure.map { (sum.name, $0) } } + items)
  }

  private static func distribution(
    _ samples: SampleReading
  ) -> [(name: String, figure: Figure)] {
    [
      ("p50", samples.quantile(0.5)), ("p90", samples.quantile(0.9)),
      ("p99", samples.quantile(0.99)), ("max", samples.maximum), ("mean", samples.mean),
      ("messages", samples.count),
    ]
  }

  private static func ends(_ samples: SampleReading) -> [(name: String, figure: Figure)] {
    [("p50", samples.quantile(0.5)), ("p99", samples.quantile(0.99))]
  }
}
