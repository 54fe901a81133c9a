/// What kind of value a parameter takes.
struct ParameterType {
  /// The types that CloudFormation knows by name; those of AWS resources follow a pattern.
  static let names = [
    "String", "Number", "List<Number>", "List<String>", "CommaDelimitedList",
    "AWS::SSM::Parameter::Name",
  ]

  /// The value is several values.
  let isList: Bool
  /// Each value is a number.
  let isNumber: Bool
  /// The value given names a stored one, which AWS alone knows.
  let isStored: Bool

  /// The type of a name; nil where there is none.
  init?(_ name: String) {
    let stored = "AWS::SSM::Parameter::Value<"
    isStored = name.hasPrefix(stored) && name.hasSuffix(">")
    let inner = isStored ? String(name.dropFirst(stored.count).dropLast()) : name
    isList = inner.hasPrefix("List<") || inner == "CommaDelimitedList"
    isNumber = inner == "Number" || inner == "List<Number>"
    let element = inner.hasPrefix("List<") ? String(inner.dropFirst(5).dropLast()) : inner
    let isResource = element.hasPrefix("AWS::") && (isStored || !element.hasPrefix("AWS::SSM::"))
    guard Self.names.contains(inner) || isResource else { return nil }
  }
}
