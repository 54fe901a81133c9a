/// What became of the messages that each consumer ran.
enum ConsumerRecord {
  static func fact(of subject: Subject) -> Fact {
    .object(
      subject.consumers.map { consumer in
        (
          key: consumer.label,
          value: .object([
            ("completed", consumer.figure { $0.completed }.fact),
            ("first", consumer.figure { $0.first }.fact),
            ("repeated", consumer.figure { $0.repeated }.fact),
            ("suppressed", consumer.figure { $0.suppressed }.fact),
            ("swallowed", consumer.figure { $0.swallowed }.fact),
            ("failed", consumer.figure { $0.failed }.fact),
          ])
        )
      })
  }
}
