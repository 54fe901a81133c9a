/// One value of a YAML or JSON file, which knows where it stands.
public struct Document: Sendable {
  /// What a value can be.
  public enum Value: Sendable {
    /// Nothing: `null`, `~` or no text at all.
    case null
    /// True or false.
    case flag(Bool)
    /// A number in the spelling of its author.
    case number(NumberText)
    /// Text.
    case text(String)
    /// Values in order.
    case list([Document])
    /// Values by key, in order.
    case map(DocumentMap)
  }

  /// The value itself.
  public var value: Value
  /// Where the value begins, past its tag and anchor; of an alias, where its anchor's value does.
  public var place: Place
  /// The tag as written, such as `!Ref`; YAML's own, such as `!!str`, are applied and left out.
  public var tag: String?

  /// A value at a place.
  public init(_ value: Value, at place: Place, tag: String? = nil) {
    self.value = value
    self.place = place
    self.tag = tag
  }

  /// The text, if this is text; a number or a flag is not.
  public var text: String? { if case .text(let text) = value { text } else { nil } }
  /// The truth, if this is true or false.
  public var flag: Bool? { if case .flag(let flag) = value { flag } else { nil } }
  /// The number, if this is one.
  public var number: NumberText? { if case .number(let number) = value { number } else { nil } }
  /// The values, if this is a list.
  public var list: [Document]? { if case .list(let list) = value { list } else { nil } }
  /// The entries, if this is a map.
  public var map: DocumentMap? { if case .map(let map) = value { map } else { nil } }
  /// The value is nothing.
  public var isNull: Bool { if case .null = value { true } else { false } }

  /// The value of a key; `nil` where the key is missing or this is no map.
  public subscript(key: String) -> Document? { map?[key] }

  /// The text that a scalar stands for, numbers in their own spelling; else `nil`, of null too.
  ///
  /// So a version `1.10` or an account `007` survives; a flag is `true` or `false`.
  public var scalarText: String? {
    switch value {
    case .text(let text): text
    case .number(let number): number.text
    case .flag(let flag): flag ? "true" : "false"
    case .null, .list, .map: nil
    }
  }

  /// What kind of value this is, as an error may say it.
  public var kindName: String {
    switch value {
    case .null: "nothing"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
