/// An attribute of a message, beside its body.
public struct EventAttribute: Equatable, Sendable {
  /// The attribute's name.
  public var name: String
  /// Its value: a string, a number or a list of them.
  public var value: EventContent

  /// A named attribute.
  public init(_ name: String, _ value: EventContent) {
    self.name = name
    self.value = value
  }

  /// The type that the service gives it: `String`, `Number` or `String.Array`.
  public var type: String {
    switch value {
    case .number: "Number"
    case .list: "String.Array"
    case .generated(let field): field.givesNumbers ? "Number" : "String"
    default: "String"
    }
  }
}
