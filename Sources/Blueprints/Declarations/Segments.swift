/// Which segments X-Ray gets of a resource, under which origins.
public enum Segments: Equatable, Sendable {
  /// One of each run of code; without an origin where X-Ray has no word for what runs it.
  case code(origin: String?)
  /// Two of each run: that of the service, and in it that of the code.
  case invocation(service: String, code: String)
  /// One of each request that it hands on.
  case front(origin: String)

  /// The origin of the code's own segment.
  public var origin: String? {
    switch self {
    case .code(let origin): origin
    case .invocation(_, let code): code
    case .front(let origin): origin
    }
  }
}
