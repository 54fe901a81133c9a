/// A way into a service: an API action that others call, or a wire may end at.
public struct Inlet: Sendable {
  /// The action as AWS spells it, which is also the word of a step: `SendMessage`.
  public let name: String
  /// What it does, in one sentence.
  public let summary: String
  /// The IAM action that a caller needs, as `sqs:SendMessage`; nil where no permission is asked.
  public let permission: String?
  /// What each billed unit of a call costs; nil where calls are free.
  public private(set) var price: Price?
  /// Whether clients and steps of code may call it; else only wires of the services use it.
  public let isCalled: Bool
  /// The words that callers may say beside it, by their names in `CallWord`.
  public var words: [String] = []
  /// The IAM actions that a caller needs on the key of KMS with which the resource is encrypted,
  /// if it is; nil where none are needed.
  public var keyPermission: String?
  /// The parts of the resource, as its indexes, that callers may name instead of itself; nil where
  /// there are none.
  public var parts: Parts?
  /// How many messages one request of it takes at most.
  public var messagesPerRequest: Int64 = 1

  /// Parts of a resource that have ARNs of their own.
  public struct Parts: Equatable, Sendable {
    /// What they are called: `indexes`.
    public let words: String
    /// What their ARNs have behind that of the resource: `/index/*`.
    public let arnEnding: String

    /// Parts by their name and how their ARNs end.
    public init(_ words: String, arnEnding: String) {
      self.words = words
      self.arnEnding = arnEnding
    }
  }

  /// The same inlet at another price.
  public func sold(at price: Price) -> Inlet {
    var inlet = self
    inlet.price = price
    return inlet
  }

  /// The same inlet, which needs more of a key where the resource is encrypted.
  public func opening(_ keyPermission: String) -> Inlet {
    var inlet = self
    inlet.keyPermission = keyPermission
    return inlet
  }

  /// An inlet with the permission that it asks for and the price of a call.
  public init(
    _ name: String, _ summary: String, permission: String?, price: Price? = nil,
    isCalled: Bool = true
  ) {
    self.name = name
    self.summary = summary
    self.permission = permission
    self.price = price
    self.isCalled = isCalled
  }
}
