import Blueprints
import Kernel

/// Whether the clients sent the same messages in every design, replication by replication.
package struct ArrivalCheck: Equatable, Sendable {
  /// Why a client did not send the same messages everywhere.
  package enum Reason: Equatable, Sendable {
    /// It waits for answers, which come at other times.
    case waitsForAnswers
    /// It sends at the same moments in every design, and says other things.
    case otherContent
    /// Its traffic or its events differ between the designs.
    case otherTraffic
    /// Not every design has it.
    case isMissing
  }

  /// A client that did not send the same everywhere.
  package struct Stray: Equatable, Sendable {
    /// The client's name.
    package let client: String
    /// Why.
    package let reason: Reason
  }

  /// All arrivals of each design folded, replication by replication.
  package let fingerprints: [[Fingerprint]]
  /// The clients that did not send the same everywhere, in the order of the designs.
  package let strays: [Stray]

  /// Whether every design got the same messages at the same moments.
  package var isSame: Bool { strays.isEmpty }
  /// Whether every design got messages of the same names at the same moments, whatever they say.
  package var isPaired: Bool { strays.allSatisfy { $0.reason == .otherContent } }

  /// Holds the runs of designs against each other.
  package init(_ runs: [[RunResult]]) {
    fingerprints = runs.map { $0.map { Self.fingerprint(of: $0.arrivals) } }
    var clients: [String] = []
    for run in runs.compactMap({ $0.first }) {
      for arrivals in run.arrivals where !clients.contains(arrivals.client) {
        clients.append(arrivals.client)
      }
    }
    strays = clients.compactMap { client in
      Self.reason(client, in: runs).map { Stray(client: client, reason: $0) }
    }
  }

  /// Why a client's messages differ; nil where they do not.
  private static func reason(_ client: String, in runs: [[RunResult]]) -> Reason? {
    let sent = runs.map { $0.map { run in run.arrivals.first { $0.client == client } } }
    guard sent.contains(where: { $0 != sent[0] }) else { return nil }
    let known = sent.joined().compactMap { $0 }
    if known.count < sent.joined().count { return .isMissing }
    if known.contains(where: { $0.waitsForAnswers }) { return .waitsForAnswers }
    let isPaired = runs.indices.allSatisfy { design in
      sent[design].indices.allSatisfy { sent[design][$0]?.sends == sent[0][$0]?.sends }
    }
    return isPaired ? .otherContent : .otherTraffic
  }

  /// What all clients of a run sent, folded.
  static func fingerprint(of arrivals: [Arrivals]) -> Fingerprint {
    var all = Fingerprint()
    for client in arrivals {
      all.fold(stableHash(client.client), client.fingerprint.value, 0)
    }
    return all
  }
}
