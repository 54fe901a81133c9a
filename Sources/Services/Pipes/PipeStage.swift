import Blueprints
import Documents
import Kernel

/// A step of a pipe that sends records on: its enrichment, or its target.
struct PipeStage {
  /// How records go.
  enum Way {
    /// Code runs the batch, and the pipe waits for the end.
    case run(any BatchProcessor)
    /// A function gets the batch as one asynchronous event.
    case submit(any Node)
    /// A node gets the records one by one.
    case offer(any Node)
    /// An event bus gets each record as the detail of an event.
    case put(EventBus, EventSender)
    /// An endpoint gets the batch in one request.
    case request(any Invocable)
    /// Something that is not modelled takes it.
    case accept
  }

  let way: Way
  let edge: Edge
  /// The transformation from what the source gives to what this step gets; nil where that is the
  /// same.
  let input: Int?
  /// What gives the partition key of a record for a stream; nil where records keep theirs.
  var key: ItemKey?
  /// Whether records go on with the partition key that they came with.
  var keepsKey = false

  /// What the step gets of what the source gives.
  func kind(of kind: UInt16, in world: World) -> UInt16 {
    input.map { world.kind(kind, through: $0) } ?? kind
  }
}
