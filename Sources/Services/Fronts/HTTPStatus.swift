import Blueprints
import Kernel

/// What a front on the web answers with, by the number that HTTP gives it.
struct HTTPStatus: Hashable, BitwiseCopyable {
  /// The number: 200 to 599.
  let code: UInt16

  init(_ code: UInt16) {
    precondition(200...599 ~= code, "an answer has status \(code)")
    self.code = code
  }

  /// It was done.
  static let ok = HTTPStatus(200)
  /// It never will be.
  static let badRequest = HTTPStatus(400)
  /// The request is too large.
  static let tooLarge = HTTPStatus(413)
  /// There were too many requests.
  static let tooMany = HTTPStatus(429)
  /// Whoever does the work failed.
  static let serverError = HTTPStatus(500)
  /// The answer from behind is none, or makes no sense.
  static let badGateway = HTTPStatus(502)
  /// Nobody behind can take it.
  static let unavailable = HTTPStatus(503)
  /// The answer from behind did not come in time.
  static let gatewayTimeout = HTTPStatus(504)

  /// What an HTTP server behind the front says with a reply.
  init(ofServer reply: Reply) {
    switch reply {
    case .done: self = .ok
    case .throttled: self = .tooMany
    case .failed, .threw: self = .serverError
    case .unanswered: self = .gatewayTimeout
    case .refused: self = .badRequest
    }
  }

  /// Whether it says that the client asked for the wrong thing, or for too much.
  var isClientError: Bool { 400...499 ~= code }
  /// Whether it says that the client could do nothing about it.
  var isServerError: Bool { code >= 500 }

  /// What the client hears.
  var reply: Reply {
    switch code {
    case ..<400: .done
    case 429: .throttled
    case 500...: .failed
    default: .refused
    }
  }

  /// What the client hears after a time.
  func answer(after time: TimeSpan) -> Answer {
    switch reply {
    case .done: .done(after: time)
    case .throttled: .throttled(after: time)
    case .failed, .threw, .unanswered: .failed(after: time, retryable: true)
    case .refused: .refused(after: time)
    }
  }

  /// Why a copy that was answered so is lost; nil where it is not.
  var loss: Edge.Loss? {
    switch reply {
    case .done: nil
    case .throttled: .throttled
    case .failed, .threw, .unanswered: .failed
    case .refused: .refused
    }
  }
}
