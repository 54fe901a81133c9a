import Blueprints
import Kernel

/// What a destination gets: not the event, but a record of what became of it.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html. It
/// has one record for all messages of an event; here each message has its own.
struct InvocationRecord {
  /// How it ended, in AWS's words; AWS documents the first two of them.
  enum Condition: String {
    case success = "Success"
    case retriesExhausted = "RetriesExhausted"
    case tooOld = "EventAgeExceeded"
    case blocked = "ZeroReservedConcurrency"
    case recursive = "RecursiveInvocation"

    /// The reason under which the copy is dropped where nothing takes it.
    var loss: Edge.Loss {
      switch self {
      case .success, .retriesExhausted: .retriesExhausted
      case .tooOld: .tooOld
      case .blocked, .recursive: .refused
      }
    }
  }

  /// What the last attempt came to.
  enum Response {
    case none, returned, threw, timedOut, throttled
  }

  /// What became of an event.
  struct Outcome: Equatable {
    let condition: Condition
    let response: Response
    /// How often the code ran because of it.
    let runs: UInt32
  }

  private struct Known {
    let outcome: Outcome
    let transformation: Int
  }

  /// The function with the version or alias that the event came by.
  private let functionARN: String
  /// The version that ran.
  private let version: String
  /// The seconds after which a run is cut off.
  private let timeout: Int64
  /// The event bus that it goes to, in an event; nil where it goes as it is.
  private let busARN: String?
  private let region: String
  private var known: ContiguousArray<Known> = []

  /// Records of the events that come to a function by one of its names.
  init(
    of function: (arn: String, qualifier: String, timeout: TimeSpan), toBus busARN: String?,
    in world: World
  ) {
    functionARN = "\(function.arn):\(function.qualifier)"
    version = function.qualifier == AsynchronousTerms.latest ? function.qualifier : "1"
    timeout = function.timeout.nanoseconds / 1_000_000_000
    self.busARN = busARN
    region = world.region
  }

  /// The kind of the record of an event.
  mutating func kind(of kind: UInt16, _ outcome: Outcome, in world: World) -> UInt16 {
    let transformation =
      known.first { $0.outcome == outcome }?.transformation ?? transformation(outcome, in: world)
    return world.kind(kind, through: transformation)
  }

  private mutating func transformation(_ outcome: Outcome, in world: World) -> Int {
    let this = self
    let transformation = world.addTransformation { this.applied(to: $0, outcome) }
    known.append(Known(outcome: outcome, transformation: transformation))
    return transformation
  }

  /// The record of an event of a kind; bytes that the scenario does not describe stay part of it.
  private func applied(to kind: EventKind, _ outcome: Outcome) -> EventKind {
    let event = kind.content ?? (kind.body == .text ? .text("") : .empty)
    let record = content(of: event, outcome)
    var sent = kind.carrying([])
    guard let busARN else { return sent.saying(record) }
    let ending = outcome.condition == .success ? "Success" : "Failure"
    sent.label = "Lambda Function Invocation Result - \(ending)"
    let entry = EventEntry(
      source: "lambda", type: sent.label, detail: record, resources: [busARN, functionARN])
    return sent.saying(entry.envelope(region: region))
  }

  private func content(of event: EventContent, _ outcome: Outcome) -> EventContent {
    let context = EventContent.map([
      .init("requestId", .identity), .init("functionArn", .text(functionARN)),
      .init("condition", .text(outcome.condition.rawValue)),
      .init("approximateInvokeCount", .number(String(outcome.runs))),
    ])
    return .map([
      .init("version", .text("1.0")), .init("timestamp", .moment),
      .init("requestContext", context), .init("requestPayload", event),
      .init("responseContext", responseContext(outcome.response)),
      .init("responsePayload", responsePayload(outcome.response)),
    ])
  }

  private func responseContext(_ response: Response) -> EventContent {
    switch response {
    case .none: .null
    case .throttled: .map([.init("statusCode", .number("429"))])
    case .returned:
      .map([.init("statusCode", .number("200")), .init("executedVersion", .text(version))])
    case .threw, .timedOut:
      .map([
        .init("statusCode", .number("200")), .init("executedVersion", .text(version)),
        .init("functionError", .text("Unhandled")),
      ])
    }
  }

  /// What the code answered, of which only is known whether it failed.
  private func responsePayload(_ response: Response) -> EventContent {
    switch response {
    case .none, .throttled, .returned: .null
    case .threw:
      .map([.init("errorMessage", .text("failed")), .init("errorType", .text("Error"))])
    case .timedOut:
      .map([
        .init("errorMessage", .text("Task timed out after \(timeout).00 seconds")),
        .init("errorType", .text("Sandbox.Timedout")),
      ])
    }
  }
}
