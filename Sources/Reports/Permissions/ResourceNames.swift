import Blueprints

/// The ARNs by which policies of IAM name what somebody calls, as its service declares them.
struct ResourceNames {
  private let need: PermissionNeed
  private let directory: Directory

  init(of need: PermissionNeed, in directory: Directory) {
    self.need = need
    self.directory = directory
  }

  /// Whether IAM knows no resource for an action, so that policies name `*`.
  func isForEverything(_ action: String) -> Bool { shapes(for: action).isEmpty }

  /// The ARN that a policy has which is written; nil where there is none.
  func written(for action: String) -> String? {
    shapes(for: action).lazy.compactMap { filled($0) }.first
  }

  /// ARNs of which a policy has to cover one, with something in the place of each `*`.
  func samples(for action: String) -> [String] {
    shapes(for: action).compactMap { filled($0.replacing("*", with: "part")) }
  }

  private func shapes(for action: String) -> [String] {
    need.parts.map { ["{Arn}" + $0.arnEnding] } ?? need.target.declaration.policyShapes(for: action)
  }

  /// A shape with its fields filled in; nil where one of them is not known.
  private func filled(_ shape: String) -> String? {
    guard let resource = directory[need.target.label] else {
      return shape.filled { $0 == "Arn" ? impliedARN : nil }
    }
    return shape.filled { field in
      field == "Ref"
        ? resource.ref
        : field == "Arn" ? resource.arn : resource.attributes.first { $0.name == field }?.text
    }
  }

  /// The ARN of what every account has, as the default event bus, or what is made by its name.
  private var impliedARN: String? {
    let identity = need.target.declaration.identity
    let region = directory.resources.lazy.compactMap { ARNParts($0.arn).region }.first
    let partition = directory.resources.lazy.compactMap { ARNParts($0.arn).partition }.first
    return identity.arn.filled { field in
      switch field {
      case "partition": partition ?? "aws"
      case "region": region ?? "us-east-1"
      case "account": World.account
      case "name": String(need.target.label.dropLast(identity.labelEnding.count))
      default: nil
      }
    }
  }
}

/// The first parts of an ARN: `arn:partition:service:region:account:…`.
struct ARNParts {
  private let parts: [Substring]

  init(_ arn: String) {
    parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
  }

  /// Its partition, as `aws`; nil of what is no ARN.
  var partition: String? { part(1) }
  /// Its region; nil of what has none.
  var region: String? { part(3) }
  /// Its account; nil of what has none.
  var account: String? { part(4) }

  private func part(_ number: Int) -> String? {
    guard parts.first == "arn", number < parts.count, !parts[number].isEmpty else { return nil }
    return String(parts[number])
  }
}

extension String {
  /// The same with what stands for each field `{name}`; nil where something is not known.
  func filled(by value: (String) -> String?) -> String? {
    var text = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      guard let value = value(String(rest[rest.index(after: open)..<close])) else { return nil }
      text += rest[..<open] + value
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
