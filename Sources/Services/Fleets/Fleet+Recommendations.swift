import Blueprints
import Measures

extension Fleet {
  /// What to change of the code that its machines run, and of how requests and messages reach them.
  func recommendations(in world: World) -> [Advice] {
    stations.recommendations(in: world) + [workers?.repetitions(in: world)].compactMap { $0 }
  }
}

extension QueueWorkers {
  /// One message in so many that was done before is no chance of at-least-once delivery.
  private static let rare: Int64 = 100

  /// Messages that came back while somebody worked on them.
  func repetitions(in world: World) -> Advice? {
    guard let consumer = world.consumers.first(where: { $0.label == stations.label }),
      consumer.repeated * Self.rare >= max(consumer.completed, 1)
    else { return nil }
    return Advice(
      "messages come back while they are worked on", .failure,
      figure:
        "\(NumberText.grouped(consumer.repeated)) of \(NumberText.grouped(consumer.completed))"
        + " were done before; VisibilityTimeout \(TimeText.text(source.hiddenFor)), batches of up "
        + "to \(terms.batch)",
      recommendation:
        "a visibility timeout longer than the longest batch takes, or smaller batches",
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
        + "sqs-visibility-timeout.html")
  }
}
