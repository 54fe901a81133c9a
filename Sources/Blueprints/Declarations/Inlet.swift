/// A way into a service: an API action that others call, or a wire may end at.
public struct Inlet: Sendable {
  /// The action as AWS spells it, which is also the word of a step: `SendMessage`.
  public let name: String
  /// What it does, in one sentence.
  public let summary: String
  /// The IAM action that a caller needs, as `sqs:SendMessage`; nil where no permission is asked.
  public let permission: String?
  /// What each billed unit of a call costs; nil where calls are free.
  public let price: Price?
  /// Whether clients and steps of code may call it; else only wires of the services use it.
  public let isCalled: Bool
  /// The words that callers may say beside it, by their names in `CallWord`.
  public var words: [String] = []
  /// How many messages one request of it takes at most.
  public var messagesPerRequest: Int64 = 1

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
