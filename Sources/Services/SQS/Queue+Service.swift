import Blueprints
import Documents

extension Queue {
  /// `AWS::SQS::Queue` in the catalogue: a standard queue or a FIFO queue.
  static let service = Service(page, settings: QueueSettings.self) {
    (settings, site) throws(InputError) in
    // Made before it is checked, so that nobody misses it beside what is wrong with it.
    let queue: any Node =
      settings.isFIFO
      ? FIFOQueue(settings, label: site.label, in: site.world)
      : Queue(settings, label: site.label, in: site.world)
    try FIFORules.checkName("QueueName", isFIFO: settings.isFIFO, "queue", at: site)
    guard settings.isFIFO else {
      try FIFORules.checkStandard(
        ["ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"], "queue",
        at: site)
      return queue
    }
    guard !settings.hasHighThroughput || settings.deduplicatesByGroup else {
      throw InputError(
        "\(site.label) has FifoThroughputLimit: perMessageGroupId and deduplicates in the queue",
        remedy: "AWS refuses this: set DeduplicationScope: messageGroup",
        at: site.properties["FifoThroughputLimit"]?.place ?? site.properties.place)
    }
    return queue
  }
}
