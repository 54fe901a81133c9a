import Blueprints
import Measures

/// Who ran messages, in every replication.
package struct ConsumerReading {
  /// The consumer, in the order of the replications.
  package let consumers: [Consumer]

  /// The name under which it is listed.
  package var label: String { consumers[0].label }

  /// A count of what became of messages.
  package func figure(_ read: (Consumer) -> Int64) -> Figure {
    Figure(whole: consumers.map(read), .messages)
  }

  /// The latencies of messages from one client.
  package func latency(from client: Int) -> SampleReading {
    SampleReading(
      unit: .nanoseconds,
      histograms: consumers.compactMap { $0.latency(from: client)?.histogram })
  }
}
