import Blueprints
import Documents
import Kernel

/// What a template says of the way from a route to whoever does the work.
struct IntegrationPlan {
  /// The type in capital letters: `AWS_PROXY`, `AWS`, `HTTP_PROXY`, `HTTP` or `MOCK`.
  var type = "MOCK"
  /// The function, the action of a service or the address.
  var uri: Reference?
  /// The service and its action, as HTTP APIs have them: `SQS-SendMessage`.
  var subtype: String?
  /// After which the client gets 504; nil for the longest time that the API waits.
  var timeout: TimeSpan?
  /// What is sent along, where resources may be named.
  var parameters: [Document] = []

  /// Whether the function is only told about the request, and does not answer it.
  var isAsynchronous: Bool {
    texts.contains {
      $0.name.lowercased().hasSuffix("invocation-type") && ["'Event'", "Event"].contains($0.text)
    }
  }

  /// All texts in the parameters, by the names that they have there.
  var texts: [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    for document in parameters {
      for entry in document.map?.entries ?? [] {
        if let text = entry.value.scalarText { texts.append((entry.key, text)) }
      }
    }
    return texts
  }
}

/// Who does the work for a route, found among the nodes.
struct Passage {
  /// What kind of callee stands behind the API, which decides what its answers mean.
  enum Kind {
    /// The API answers by itself.
    case mock
    /// A function that answers the request.
    case function
    /// An action of a service.
    case service
    /// An HTTP server.
    case web
  }

  var kind: Kind
  var node: (any Node)?
  var inlet = 0
  var way: UInt16 = 0
  var edge: Edge?
  /// Whether clients have to show a key.
  var needsKey = false
  /// The line of those who wait as long for an answer.
  var line: UInt32 = 0
  var timeout = TimeSpan.zero
}
