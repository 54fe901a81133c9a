import Blueprints
import Measures

/// A wire with its page of the ledger, in every replication.
package struct EdgeReading {
  /// The wire, in the order of the replications.
  package let edges: [Edge]

  /// The logical id at its begin.
  package var from: String { edges[0].from }
  /// The logical ids at its end.
  package var to: String { edges[0].to }
  /// The logical ids of all that are at its end.
  package var ends: [String] { Array(edges[0].ends) }
  /// Both, with an arrow between them; an edge at whose end nobody is has the begin alone.
  package var name: String { to.isEmpty ? from : "\(from) → \(to)" }
  /// Where what passes its begin comes from.
  package var origins: [String] { Array(edges[0].origins) }
  /// The logical ids of those to whom its ends hand on what they get.
  package var passedTo: [String] { Array(edges[0].passedTo) }
  /// Whether whoever is at its end fetches what is on it.
  package var isPolled: Bool { edges[0].isPolled }
  /// The logical id of what its ends fetch from: the node at its begin, or what gives it on.
  package var tap: String { edges[0].passage ?? from }
  /// Where copies go that are set aside.
  package var asideWords: String { edges[0].asideWords }
  /// Whether nothing ever came in.
  package var isUnused: Bool { edges.allSatisfy { $0.entered == 0 } }

  /// The inlets that were used along it, a bit for each; nil where that is not known.
  package var inlets: UInt64? {
    edges.reduce(nil) { known, edge in edge.inlets.map { (known ?? 0) | $0 } ?? known }
  }

  /// Of them, those that were used of a part of the place, as an index.
  package var partInlets: UInt64 { edges.reduce(0) { $0 | $1.partInlets } }
  /// Of them, those that were used of the place itself, where that is known.
  package var wholeInlets: UInt64 { edges.reduce(0) { $0 | $1.wholeInlets } }

  /// Whether nothing that was done along it leads on to others.
  package var leadsNowhere: Bool { edges.allSatisfy { $0.leadsNowhere } }

  /// A number of its page.
  package func figure(_ read: (Edge) -> Int64) -> Figure {
    Figure(whole: edges.map(read), .messages)
  }

  /// The time that copies spent on it.
  package var hop: SampleReading {
    SampleReading(unit: .nanoseconds, histograms: edges.map { $0.hop.histogram })
  }

  /// How many copies were dropped for a reason.
  package func dropped(_ loss: Edge.Loss) -> Figure {
    figure { $0.dropped[loss.rawValue] }
  }

  /// What tells of attempts to call: each number with its words and its key in `report.json`.
  package var calls: [(words: String, key: String, figure: Figure)] {
    [
      ("attempts", "attempts", figure { $0.attempts }),
      ("retries", "retries", figure { $0.retries }),
      ("timed out", "timedOut", figure { $0.timeouts }),
      ("short-circuited", "shortCircuited", dropped(.shortCircuited)),
      ("crowded out", "crowdedOut", dropped(.crowdedOut)),
      ("attempts per call", "attemptsPerCall", attemptsPerCall),
    ]
  }

  /// Attempts for each call that was meant to be made.
  package var attemptsPerCall: Figure {
    Figure(edges.compactMap { $0.amplification }.map { .real($0) }, .count)
  }

  /// Whether requests go along it.
  package var isCalled: Bool { edges[0].isCalled }
  /// Whether calls along it were tried again.
  package var isRetried: Bool { edges.contains { $0.retries > 0 } }

  /// What got lost along it by faults, or because its caller forgot it.
  ///
  /// Each number has its words and its key in `report.json`.
  package var losses: [(words: String, key: String, figure: Figure)] {
    [
      ("requests lost on the way", "requestsLost", figure { $0.lostRequests }),
      ("answers lost on the way", "answersLost", figure { $0.lostAnswers }),
      ("items left undone", "itemsUndone", figure { $0.undone }),
    ].filter { !$0.figure.isZero }
  }

  /// Whether calls along it were more or less than one attempt each.
  package var isAmplified: Bool {
    edges.contains { $0.attempts > 0 && $0.attempts != $0.entered || $0.timeouts > 0 }
  }

  /// What `report.json` says of it.
  package var fact: Fact {
    .object(
      [
        ("from", .text(from)), ("to", .text(to)),
        ("entered", figure { $0.entered }.fact), ("duplicates", figure { $0.duplicates }.fact),
        ("acknowledged", figure { $0.acknowledged }.fact),
        ("filtered", figure { $0.filtered }.fact),
        ("setAside", figure { $0.deadLettered }.fact), ("expired", figure { $0.expired }.fact),
        (
          "dropped",
          .object(
            Edge.Loss.allCases.compactMap { loss in
              dropped(loss).isZero ? nil : (key: loss.text, value: dropped(loss).fact)
            })
        ),
        ("held", figure { $0.held }.fact), ("hop", hop.fact),
      ] + (isAmplified ? [("calls", .object(calls.map { ($0.key, $0.figure.fact) }))] : [])
        + losses.map { ($0.key, $0.figure.fact) })
  }
}
