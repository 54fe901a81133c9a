import Measures
import Studies

/// The way of messages from a client to a consumer, with what they spent on it.
struct Journey {
  /// Both ends: `Shop to Ship`.
  let name: String
  /// The consumer at its end.
  let consumer: String
  /// How late the messages were, all replications together.
  let latency: SampleReading
  /// What they spent on each wire on the way.
  let hops: [EdgeReading]

  /// Every way along which messages came.
  static func all(of subject: Subject) -> [Journey] {
    subject.consumers.flatMap { consumer in
      subject.first.clients.enumerated().compactMap { client, name -> Journey? in
        let latency = consumer.latency(from: client)
        guard !latency.isEmpty else { return nil }
        let hops = Route.edges(from: name, to: consumer.label, among: subject.edges)
        return Journey(
          name: "\(name) to \(consumer.label)", consumer: consumer.label,
          latency: latency.merged, hops: hops.filter { !$0.hop.isEmpty })
      }
    }
  }

  /// A part of the mean time of a message.
  struct Part: Equatable {
    let name: String
    /// How much of the mean it is [ns].
    let time: Double
  }

  /// By how much the number of messages of a hop may differ from that of the way [%].
  private static let leeway: Int64 = 1

  /// What the mean time of a message is made of; nil where a hop carried more messages than came
  /// that way, or fewer, and so tells nothing of these.
  ///
  /// The parts add up to the mean: what no hop took are the runs of the consumer,
  /// those that failed among them.
  var parts: [Part]? {
    guard let mean = latency.merged.mean.mean, mean > 0,
      let count = latency.histograms.first?.count
    else { return nil }
    var times: [Part] = []
    for edge in hops {
      let hop = edge.hop.merged.histograms[0]
      let (more, fewer) = (max(hop.count, count), min(hop.count, count))
      guard 100 * (more - fewer) <= Self.leeway * more else { return nil }
      times.append(Part(name: edge.name, time: hop.mean ?? 0))
    }
    let rest = mean - times.reduce(0) { $0 + $1.time }
    guard rest >= -0.005 * mean else { return nil }
    return times + [Part(name: "runs and retries of \(consumer)", time: max(rest, 0))]
  }
}
