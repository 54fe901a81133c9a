import Blueprints
import Documents
import Kernel
import Measures

/// Gathers records until there are enough or they are old enough, and writes them to a bucket as
/// one object.
///
/// The object is told of by the bucket as any other; its name is derived from that of its first
/// record.
final class DeliveryStream: Node {
  /// What is due.
  enum Step: UInt16 {
    /// The oldest record of the buffer has waited long enough.
    case interval
    /// A delivery that failed is tried again.
    case retry
  }

  /// Records that go together.
  private struct Parcel {
    var records: ContiguousArray<UInt32> = []
    var bytes: Int64 = 0
    var attempt: UInt32 = 0
  }

  let card: NodeCard
  private let settings: DeliveryStreamSettings
  private let interval: TimeSpan
  private let bytesPerObject: Int64
  private let retryPause: TimeSpan
  private let patience: TimeSpan
  private(set) var intake: DeliveryIntake
  private var bucket: Bucket?
  private var outgoing: Edge!
  private let consumer: Consumer
  /// What comes in now.
  private var buffer = Parcel()
  /// How many buffers were closed before, which tells their intervals apart.
  private var generation: UInt16 = 0
  /// What waits for another attempt, each at its own place.
  private var late: ContiguousArray<Parcel?> = []
  /// The kind of event that a bucket's request carries.
  private var object: UInt16 = 0
  private let sender: UInt32
  private let buffered: GaugeMeasure
  private let deliveries: CountMeasure
  private let failures: CountMeasure
  private let deliveredRecords: CountMeasure
  private let deliveredBytes: CountMeasure
  private let freshness: SampleMeasure

  init(_ settings: DeliveryStreamSettings, label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
    self.settings = settings
    let hints = settings.destination?.hints ?? DeliveryStreamSettings.Hints()
    interval = hints.interval
    bytesPerObject = hints.megabytes * 1_048_576
    retryPause = world.calibration.span(DeliveryStreamParameters.retry)
    patience = world.calibration.span(DeliveryStreamParameters.patience)
    intake = DeliveryIntake(of: label, node: card.number, in: world)
    consumer = world.addConsumer(label)
    sender = UInt32(truncatingIfNeeded: stableHash(label))
    buffered = world.gauge(Self.buffered, at: label)
    deliveries = world.count(Self.deliveries, at: label)
    failures = world.count(Self.failures, at: label)
    deliveredRecords = world.count(Self.deliveredRecords, at: label)
    deliveredBytes = world.count(Self.deliveredBytes, at: label)
    freshness = world.samples(Self.freshness, at: label)
  }

  func connect(_ site: Site) throws(InputError) {
    var label = "what \(self.label) delivers to"
    if let reference = settings.destination?.bucket {
      let receiver = try site.receiver(reference, as: "an S3 bucket")
      guard receiver is Bucket || receiver is Elsewhere else {
        throw site.slip(reference, "\(receiver.label) is no S3 bucket")
      }
      bucket = receiver as? Bucket
      label = receiver.label
    }
    outgoing = site.world.addEdge(from: self.label, to: label)
    object = site.world.add(EventKind(label: self.label, size: 0))
  }

  func remarks(in world: World) -> [String] {
    ["the price of Firehose is not known: \(label) is not in the cost"]
  }

  func apply(_ fault: FaultState, in world: World) {
    switch fault {
    case .fail(let share): intake.failing.set(share)
    case .throttle(let share): intake.turningAway.set(share)
    default: preconditionFailure("\(label) takes no such fault")
    }
  }

  func finish(in world: World) {
    intake.finish(in: world)
    // Code that a bucket tells may put records here: the circle of references ends with the run.
    bucket = nil
  }

  // MARK: Records

  func call(_ call: Call, in world: World) -> Answer {
    let (verdict, latency) = intake.admit(call, in: world)
    world.edge(call.edge).uses(call.inlet)
    switch verdict {
    case .accepted:
      world.edge(call.edge).delivered(call.name, in: world)
      let slot = world.enter(outgoing, name: call.name, kind: call.kind, journey: call.journey)
      add(slot, size: call.size, in: world)
      return .done(after: latency)
    case .throttled: return .throttled(after: latency)
    case .unavailable: return .failed(after: latency, retryable: true)
    case .refused: return .refused(after: latency)
    }
  }

  func offer(_ slot: UInt32, in world: World) -> Acceptance {
    let message = world.messages[slot]
    let size = world.size(of: message.kind)
    let verdict = intake.admit(
      message.name, UInt32(message.runs), size: size, startsRequest: true, in: world)
    guard case .accepted = verdict else { return verdict }
    world.move(slot, to: outgoing)
    add(slot, size: size, in: world)
    return .accepted
  }

  private func add(_ slot: UInt32, size: Int64, in world: World) {
    if buffer.records.isEmpty {
      generation &+= 1
      world.calendar.schedule(
        Event(node: number, kind: Step.interval.rawValue, generation: generation), after: interval)
    }
    buffer.records.append(slot)
    buffer.bytes += size
    buffered.add(1, at: world.now)
    if buffer.bytes >= bytesPerObject { close(in: world) }
  }

  // MARK: Deliveries

  func receive(_ event: Event, in world: World) {
    switch Step(rawValue: event.kind) {
    case .interval:
      guard event.generation == generation, !buffer.records.isEmpty else { return }
      close(in: world)
    case .retry:
      guard let parcel = late[Int(event.first)] else {
        preconditionFailure("\(label) has no delivery \(event.first)")
      }
      late[Int(event.first)] = nil
      deliver(parcel, in: world)
    case nil: preconditionFailure("\(label) takes no event of kind \(event.kind)")
    }
  }

  /// Delivers what came in so far.
  private func close(in world: World) {
    let parcel = buffer
    buffer = Parcel()
    deliver(parcel, in: world)
  }

  private func deliver(_ parcel: Parcel, in world: World) {
    let first = world.messages[parcel.records[0]]
    guard let bucket else { return delivered(parcel, after: .zero, in: world) }
    let answer = bucket.call(
      Call(
        inlet: Bucket.Action.putObject.rawValue,
        name: first.name.child(sender: sender, step: 0, ordinal: 0), kind: object,
        journey: first.journey, size: parcel.bytes, attempt: parcel.attempt,
        edge: outgoing.number, reply: Event(node: number, kind: 0)), in: world)
    switch answer {
    case .done(let time): delivered(parcel, after: time, in: world)
    case .throttled, .failed(_, true), .partly: postpone(parcel, since: first.sent, in: world)
    case .failed, .refused, .unmet, .later:
      failures.add(1, at: world.now)
      drop(parcel, for: .refused, in: world)
    }
  }

  private func delivered(_ parcel: Parcel, after time: TimeSpan, in world: World) {
    let end = world.now + time
    let age = world.now - world.messages[parcel.records[0]].sent
    deliveries.add(1, at: world.now)
    deliveredRecords.add(Int64(parcel.records.count), at: world.now)
    deliveredBytes.add(parcel.bytes, at: world.now)
    freshness.record(age, at: world.now)
    for slot in parcel.records {
      var entry = BatchEntry(message: slot, receipt: 0)
      entry.outcome = .succeeded
      entry.end = end
      consumer.record(entry, in: world)
      world.traceWork(entry, of: consumer)
      let message = world.messages[slot]
      outgoing.hop.record((world.now - message.sent).nanoseconds, at: world.now)
      outgoing.acknowledge()
      outgoing.delivered(message.name, in: world)
      world.forget(slot)
    }
    buffered.add(-Int64(parcel.records.count), at: world.now)
  }

  /// Tries again after a while, unless the delivery is too old.
  private func postpone(_ parcel: Parcel, since begin: Instant, in world: World) {
    failures.add(1, at: world.now)
    guard world.now - begin < patience else { return drop(parcel, for: .tooOld, in: world) }
    var parcel = parcel
    parcel.attempt += 1
    let place = late.firstIndex { $0 == nil } ?? late.count
    if place == late.count { late.append(nil) }
    late[place] = parcel
    world.calendar.schedule(
      Event(node: number, kind: Step.retry.rawValue, first: UInt32(place)), after: retryPause)
  }

  private func drop(_ parcel: Parcel, for loss: Edge.Loss, in world: World) {
    for slot in parcel.records {
      outgoing.drop(loss)
      world.forget(slot)
    }
    buffered.add(-Int64(parcel.records.count), at: world.now)
  }
}
