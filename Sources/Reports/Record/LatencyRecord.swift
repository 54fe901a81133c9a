/// How late messages were, for each client and consumer that had any.
enum LatencyRecord {
  static func fact(of subject: Subject) -> Fact {
    var list: [Fact] = []
    for consumer in subject.consumers {
      for (client, name) in subject.first.clients.enumerated() {
        let latency = consumer.latency(from: client)
        guard !latency.isEmpty else { continue }
        list.append(
          .object([
            ("from", .text(name)), ("to", .text(consumer.label)), ("latency", latency.fact),
          ]))
      }
    }
    return .list(list)
  }
}
