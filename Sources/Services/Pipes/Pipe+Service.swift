import Blueprints
import Documents
import Kernel

extension Pipe {
  /// `AWS::Pipes::Pipe` in the catalogue.
  static let service = Service(declaration, settings: PipeSettings.self, isWire: true) {
    (settings, site) throws(InputError) in
    try make(settings, at: site)
  }

  /// The pipe that a template describes; nil where nothing comes from its source.
  static func make(_ settings: PipeSettings, at site: Site) throws(InputError) -> Pipe? {
    guard
      let source = try site.party(
        required: settings.source, "Source", as: "a queue or a stream", missing: .silence)
    else { return nil }
    if let queue = source.source { return try make(settings, reading: queue, of: source, at: site) }
    guard let stream = source.stream else {
      guard source is Table else {
        throw site.slip(settings.source, "\(source.label) is no source that a pipe can read")
      }
      throw InputError(
        "\(source.label) has no stream", remedy: "give it a StreamSpecification",
        at: settings.source?.place)
    }
    return try make(settings, following: stream, of: source, at: site)
  }

  private static func make(
    _ settings: PipeSettings, reading queue: any MessageSource, of source: any Node, at site: Site
  ) throws(InputError) -> Pipe {
    let reading = settings.sourceParameters?.queue ?? PipeQueueSettings()
    let pipe = Pipe(
      settings, label: site.label, queue: queue,
      record: PipeRecord(
        queueARN: site.world.arn(of: source.label, else: source.label, in: "sqs"),
        region: site.world.region),
      origin: "aws:sqs", filter: try filter(settings, against: .record, at: site),
      reading: (try batchSize(reading.batchSize, 10, settings, at: site), reading.window),
      in: site.world)
    queue.attach(
      receiver: Event(node: pipe.number, kind: Kind.visible.rawValue), label: site.label)
    return pipe
  }

  /// The records of an execution: as many as the template says, and no more than the target takes.
  static func batchSize(
    _ given: Int64?, _ usual: Int64, _ settings: PipeSettings, at site: Site
  ) throws(InputError) -> Int64 {
    guard let reference = settings.target, let target = site.find(reference.text),
      let most = target.card.declaration.greatestPipeBatch
    else { return given ?? usual }
    guard let given else {
      if usual > most {
        site.note(
          "\(site.label) has no BatchSize, and reads \(most) records at a time here, the most that "
            + "\(target.label) takes")
      }
      return min(usual, most)
    }
    guard given <= most else {
      throw InputError(
        "\(site.label) has batches of \(given), and its target \(target.label) takes \(most)",
        remedy: "AWS refuses this: set BatchSize to \(most) at most",
        at: site.properties["SourceParameters"]?.place ?? site.properties.place)
    }
    return given
  }

  /// The compiled filters; nil where there are none.
  static func filter(
    _ settings: PipeSettings, against view: EventMatcher.View, at site: Site
  ) throws(InputError) -> EventMatcher? {
    let place = site.properties["SourceParameters"]?["FilterCriteria"]?.place
    return try settings.sourceParameters?.filters?.matcher(
      of: site.label, against: view, atMost: FilterCriteria.mostOfPipe,
      at: place ?? site.properties.place)
  }
}
