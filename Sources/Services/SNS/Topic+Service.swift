import Blueprints
import Documents

extension Topic {
  /// `AWS::SNS::Topic` in the catalogue: a standard topic or a FIFO topic, with the event of SAM
  /// functions.
  static let service = {
    var service = Service(page, settings: TopicSettings.self) {
      (settings, site) throws(InputError) in
      // Made before it is checked, so that nobody misses it beside what is wrong with it.
      let topic: any Node =
        settings.isFIFO
        ? FIFOTopic(settings, label: site.label, in: site.world)
        : Topic(settings, label: site.label, in: site.world)
      try FIFORules.checkName("TopicName", isFIFO: settings.isFIFO, "topic", at: site)
      guard settings.isFIFO else {
        try FIFORules.checkStandard(
          ["ContentBasedDeduplication", "FifoThroughputScope", "ArchivePolicy"], "topic", at: site)
        return topic
      }
      if settings.archivePolicy != nil {
        site.note("the archive of \(site.label) is not modelled: nothing can be replayed from it")
      }
      return topic
    }
    service.shorthands = [SNSEvent.shorthand]
    return service
  }()
}
