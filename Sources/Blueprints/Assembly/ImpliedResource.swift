/// A resource that every account has and no template holds; its node is made when the first one
/// asks for it.
public struct ImpliedResource: Sendable {
  /// The label of its node, which scenarios use too.
  public let label: String
  /// The last part of its ARN.
  public let arnEnding: String
  /// Makes its node.
  public let build: @Sendable (World) -> any Node

  /// A resource of an account.
  public init(
    _ label: String, arnEnding: String, build: @escaping @Sendable (World) -> any Node
  ) {
    self.label = label
    self.arnEnding = arnEnding
    self.build = build
  }

  /// Whether a text names it.
  public func isNamed(_ text: String) -> Bool {
    text == label || text.hasPrefix("arn:") && text.hasSuffix(arnEnding)
  }
}
