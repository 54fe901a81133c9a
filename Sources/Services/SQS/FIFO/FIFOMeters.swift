import Blueprints
import Measures

/// What a FIFO queue measures.
struct FIFOMeters {
  let sent: CountMeasure
  let deduplicated: CountMeasure
  let throttled: CountMeasure
  let received: CountMeasure
  let deleted: CountMeasure
  let emptyReceives: CountMeasure
  let visible: GaugeMeasure
  let notVisible: GaugeMeasure
  let delayed: GaugeMeasure
  let busyGroups: GaugeMeasure
  let age: SampleMeasure

  /// The instruments of the queue of a label.
  init(of label: String, in world: World) {
    sent = world.count(Queue.sent, at: label)
    deduplicated = world.count(FIFOQueue.deduplicated, at: label)
    throttled = world.count(FIFOQueue.throttled, at: label)
    received = world.count(Queue.received, at: label)
    deleted = world.count(Queue.deleted, at: label)
    emptyReceives = world.count(Queue.emptyReceives, at: label)
    visible = world.gauge(Queue.visible, at: label)
    notVisible = world.gauge(Queue.notVisible, at: label)
    delayed = world.gauge(Queue.delayed, at: label)
    busyGroups = world.gauge(FIFOQueue.busyGroups, at: label)
    age = world.samples(Queue.age, at: label)
  }
}
