/// The functions that a template may call, as CloudFormation spells them.
enum Intrinsic: String, CaseIterable {
  /// A parameter's value, or what names a resource.
  case ref = "Ref"
  /// The value of a condition.
  case condition = "Condition"
  /// Whether all conditions hold.
  case and = "Fn::And"
  /// A text in Base64.
  case base64 = "Fn::Base64"
  /// Parts of a block of addresses.
  case cidr = "Fn::Cidr"
  /// Whether two values are the same.
  case equals = "Fn::Equals"
  /// A value of a mapping.
  case findInMap = "Fn::FindInMap"
  /// The same for each of several values.
  case forEach = "Fn::ForEach"
  /// An attribute of a resource.
  case getAtt = "Fn::GetAtt"
  /// The availability zones of a region.
  case getAZs = "Fn::GetAZs"
  /// One of two values.
  case `if` = "Fn::If"
  /// What another stack exports.
  case importValue = "Fn::ImportValue"
  /// Texts with a delimiter between them.
  case join = "Fn::Join"
  /// How many elements a list has.
  case length = "Fn::Length"
  /// Whether a condition does not hold.
  case not = "Fn::Not"
  /// Whether one condition holds at least.
  case or = "Fn::Or"
  /// An element of a list.
  case select = "Fn::Select"
  /// The parts of a text.
  case split = "Fn::Split"
  /// A text with names filled in.
  case sub = "Fn::Sub"
  /// A value as JSON text.
  case toJSONString = "Fn::ToJsonString"
  /// What a macro makes.
  case transform = "Fn::Transform"

  /// The function of a YAML tag, as `!Sub`.
  init?(tag: String) {
    let name = tag.drop { $0 == "!" }
    self.init(rawValue: name == "Ref" || name == "Condition" ? String(name) : "Fn::\(name)")
  }

  /// The YAML tag of the function.
  var tag: String {
    "!" + (rawValue.hasPrefix("Fn::") ? String(rawValue.dropFirst(4)) : rawValue)
  }

  /// What it takes, as an error says it.
  var usage: String {
    switch self {
    case .ref: "write Ref: Name"
    case .condition: "write Condition: Name"
    case .and, .or: "write \(rawValue): with a list of two to ten conditions"
    case .base64: "write Fn::Base64: with a text"
    case .cidr: "write Fn::Cidr: [block, count, bits]"
    case .equals: "write Fn::Equals: [one, other]"
    case .findInMap: "write Fn::FindInMap: [Map, TopKey, SecondKey]"
    case .forEach: "write Fn::ForEach::Name: [Identifier, [values], {key: value}]"
    case .getAtt: "write Fn::GetAtt: [Resource, Attribute]"
    case .getAZs: "write Fn::GetAZs: with a region, or with an empty text"
    case .if: "write Fn::If: [Condition, then, else]"
    case .importValue: "write Fn::ImportValue: with the name of an export"
    case .join: "write Fn::Join: [delimiter, [texts]]"
    case .length: "write Fn::Length: with a list"
    case .not: "write Fn::Not: [condition]"
    case .select: "write Fn::Select: [index, [values]]"
    case .split: "write Fn::Split: [delimiter, text]"
    case .sub: "write Fn::Sub: text, or Fn::Sub: [text, {Name: value}]"
    case .toJSONString: "write Fn::ToJsonString: with a map or a list"
    case .transform: "write out what the macro gives"
    }
  }
}
