import Blueprints
import Kernel
import Measures

extension Queue {
  func recommendations(in world: World) -> [Advice] {
    QueueAdvice(
      label: label, settings: settings, outgoing: outgoing,
      deadLetters: (deadLetters?.node as? Queue).map { ($0.label, $0.settings) }
    ).all(in: world)
  }
}

extension FIFOQueue {
  func recommendations(in world: World) -> [Advice] {
    QueueAdvice(
      label: label, settings: settings, outgoing: outgoing, deadLetters: nil
    ).all(in: world) + [oneGroup()].compactMap { $0 }
  }

  /// From so many waiting messages on it matters that one group has one receiver.
  private static let crowd: Int64 = 100

  private func oneGroup() -> Advice? {
    guard meters.busyGroups.gauge.maximum == 1, meters.visible.gauge.maximum >= Self.crowd else {
      return nil
    }
    return Advice(
      "one message group at a time", .delay,
      figure: "\(Quantity(meters.visible.gauge.maximum, .messages).text) waited, and never two "
        + "groups were in flight",
      recommendation: "as many message groups as there are things whose order matters, as orders "
        + "of a customer",
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
        + "using-messagegroupid-property.html")
  }
}

/// What to change of a queue, standard or FIFO.
struct QueueAdvice {
  private static let guide =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
  /// The longest that a queue keeps a message.
  private static let longest = TimeSpan.days(14)

  let label: String
  let settings: QueueSettings
  let outgoing: Edge
  /// Where messages are set aside with the age that they have; nil for FIFO queues, whose messages
  /// begin anew there.
  let deadLetters: (label: String, settings: QueueSettings)?

  func all(in world: World) -> [Advice] {
    let takesSetAside = world.edges.contains { $0.takesSetAside && $0.ends.contains(label) }
    return [
      takesSetAside ? nil : unread(), expired(), shortRetention(),
      takesSetAside ? unwatched(in: world) : nil,
    ].compactMap { $0 }
  }

  /// Messages that nobody fetches.
  private func unread() -> Advice? {
    guard outgoing.to.isEmpty, outgoing.entered > 0 else { return nil }
    return Advice(
      "nobody reads the queue", .loss,
      figure:
        "\(Quantity(outgoing.held + outgoing.expired, .messages).text) came, none was fetched",
      recommendation: "an event source mapping, a pipe or code that receives them; what lies there "
        + "expires after \(TimeText.text(settings.retention))",
      source: Self.guide + "sqs-short-and-long-polling.html")
  }

  private func expired() -> Advice? {
    guard outgoing.expired > 0, settings.retention < Self.longest else { return nil }
    return Advice(
      "messages expire", .loss,
      figure: "\(Quantity(outgoing.expired, .messages).text) were older than "
        + TimeText.text(settings.retention),
      recommendation: "keep messages for longer than any outage of their receivers, up to 14 days",
      source: Self.guide + "quotas-messages.html",
      setting: .init(label, "MessageRetentionPeriod", Self.longest.secondsToSet))
  }

  /// What a standard queue sets aside keeps the age that it has.
  private func shortRetention() -> Advice? {
    guard let deadLetters, deadLetters.settings.retention <= settings.retention,
      settings.retention < Self.longest
    else { return nil }
    return Advice(
      "the dead-letter queue keeps messages no longer than the queue", .loss,
      figure: "\(label) \(TimeText.text(settings.retention)), \(deadLetters.label) "
        + TimeText.text(deadLetters.settings.retention),
      recommendation: "a longer retention of the dead-letter queue than of the queue, as messages "
        + "keep their age", source: Self.guide + "sqs-dead-letter-queues.html",
      setting: .init(deadLetters.label, "MessageRetentionPeriod", Self.longest.secondsToSet))
  }

  /// A dead-letter queue of which no alarm reads a metric.
  private func unwatched(in world: World) -> Advice? {
    let isWatched = world.instruments.contains { instrument in
      guard instrument.label == label else { return false }
      switch instrument.keeper {
      case .count(let count): return count.watched != nil
      case .gauge(let gauge): return gauge.watched != nil
      case .samples(let samples): return samples.watched != nil
      }
    }
    guard !isWatched else { return nil }
    return Advice(
      "no alarm on the dead-letter queue", .blindness,
      figure: "\(Quantity(outgoing.held, .messages).text) lie in it",
      recommendation: "an alarm on ApproximateNumberOfMessagesVisible above 0",
      source: Self.guide + "dead-letter-queues-alarms-cloudwatch.html")
  }
}
