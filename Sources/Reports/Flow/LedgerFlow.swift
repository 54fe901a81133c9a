import Blueprints

/// The ledger of the first replication as a flow: what clients meant to send, what came in on each
/// wire, and how every copy on it ended.
///
/// What comes in on a wire and its ends add up, as the ledger balances.
struct LedgerFlow: Equatable {
  /// How copies on a wire end.
  enum End: Hashable {
    case acknowledged, filtered, setAside, expired
    case dropped(Edge.Loss)
    case held

    static let all: [End] =
      [.acknowledged, .filtered, .setAside, .expired] + Edge.Loss.allCases.map { .dropped($0) }
      + [.held]

    /// The words of the table.
    var words: String {
      switch self {
      case .acknowledged: "acknowledged"
      case .filtered: "filtered"
      case .setAside: "set aside"
      case .expired: "expired"
      case .dropped(let loss): "dropped: \(loss.text)"
      case .held: "held at the end"
      }
    }

    /// How it is drawn.
    var style: String {
      switch self {
      case .acknowledged: "done"
      case .filtered: "filtered"
      case .setAside: "aside"
      case .expired, .dropped: "lost"
      case .held: "held"
      }
    }

    func count(on edge: Edge) -> Int64 {
      switch self {
      case .acknowledged: edge.acknowledged
      case .filtered: edge.filtered
      case .setAside: edge.deadLettered
      case .expired: edge.expired
      case .dropped(let loss): edge.dropped[loss.rawValue]
      case .held: edge.held
      }
    }
  }

  /// A wire with what came in on it.
  struct Wire: Equatable {
    let name: String
    let entered: Int64
    /// How many copies had each end, those with none left out.
    let ends: [Ending]
  }

  struct Ending: Equatable {
    let end: End
    let count: Int64
  }

  /// A client with what it meant to send.
  struct Source: Equatable {
    let client: String
    let meant: Int64
    /// How much of it came in on which wires, by their places.
    let branches: [Branch]

    /// What came in on no wire; below zero where more came in than was meant, as copies.
    var unsent: Int64 { meant - branches.reduce(0) { $0 + $1.count } }
  }

  struct Branch: Equatable {
    let wire: Int
    let count: Int64
  }

  let sources: [Source]
  let wires: [Wire]
  /// What leads from wires on to others.
  var joints: [Joint] = []
}

extension LedgerFlow {
  /// The flow of the first replication; nil where nothing came in anywhere.
  init?(of subject: Subject) {
    let edges = Route.ordered(subject.edges, from: subject.first.clients)
      .filter { $0.edges[0].entered > 0 }
    guard !edges.isEmpty else { return nil }
    wires = edges.map { reading in
      let edge = reading.edges[0]
      let name = reading.to.isEmpty ? "\(reading.name), unread" : reading.name
      return Wire(
        name: name, entered: edge.entered,
        ends: End.all.compactMap { end in
          let count = end.count(on: edge)
          return count == 0 ? nil : Ending(end: end, count: count)
        })
    }
    let clients = subject.nodes.filter { $0.isClient }
    joints = Self.joints(of: edges, clients: clients.map { $0.label })
    sources = clients.compactMap { client in
      let sent = client.measures.first { $0.measure.role == .offered }
      guard case .count(let meant) = sent?.keepers.first, meant.total > 0 else { return nil }
      return Source(
        client: client.label, meant: meant.total,
        branches: edges.indices.filter { edges[$0].from == client.label }.map {
          Branch(wire: $0, count: edges[$0].edges[0].entered)
        })
    }
  }

  /// How many copies had an end, on all wires.
  func total(of end: End) -> Int64 {
    wires.reduce(0) { sum, wire in
      wire.ends.reduce(sum) { $1.end == end ? $0 + $1.count : $0 }
    }
  }

  /// The ends that some copy had from which nothing leads on.
  var ends: [End] { End.all.filter { remaining($0) > 0 } }
}
