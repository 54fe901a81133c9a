import Blueprints
import Documents

extension Evaluator {
  /// `Ref`.
  func reference(_ call: Call) throws(InputError) -> Document? {
    guard let name = call.argument.text else {
      throw call.misuse("takes a name, found \(call.argument.kindName)")
    }
    return try reference(name, at: call.argument.place)
  }

  /// What a name gives: of a pseudo parameter, a parameter, a resource or something generated.
  func reference(_ name: String, at place: Place) throws(InputError) -> Document? {
    if name == "AWS::NoValue" { return nil }
    if name == "AWS::NotificationARNs" { return Document(.list([]), at: place) }
    if let text = circumstances.pseudoParameter(name) { return Document(.text(text), at: place) }
    if var value = parameters[name] {
      value.place = place
      return value
    }
    guard let registry else {
      throw InputError(
        "\(name) is not a parameter, and a condition can refer to nothing else",
        remedy: nearest(name, among: parameterNames), at: place)
    }
    let logicalID = registry.generatedNames[name] ?? name
    let index = try resource(logicalID, at: place)
    use(index, at: place)
    return Document(.text(ref(of: index)), at: place)
  }

  /// `Fn::GetAtt`.
  func attribute(_ call: Call) throws(InputError) -> Document {
    if let text = call.argument.text { return try attribute(path: text, at: call.argument.place) }
    let arguments = try call.arguments(2...2)
    guard let logicalID = arguments[0].text else {
      throw call.misuse("takes a logical id first, found \(arguments[0].kindName)")
    }
    let name = try text(arguments[1], in: call)
    return try attribute(path: "\(logicalID).\(name)", at: arguments[0].place)
  }

  /// The attribute of a path such as `OrderQueue.Arn`.
  func attribute(path: String, at place: Place) throws(InputError) -> Document {
    guard let dot = path.firstIndex(of: ".") else {
      throw InputError(
        "\(path) names no attribute", remedy: "write the attribute behind it, as \(path).Arn",
        at: place)
    }
    guard let registry else {
      throw InputError(
        "a condition cannot read the attribute \(path)", remedy: "use parameters", at: place)
    }
    var logicalID = String(path[..<dot])
    var name = String(path[path.index(after: dot)...])
    if let second = name.firstIndex(of: "."),
      let generated = registry.generatedNames["\(logicalID).\(name[..<second])"]
    {
      logicalID = generated
      name = String(name[name.index(after: second)...])
    }
    let index = try resource(logicalID, at: place)
    use(index, at: place)
    guard let identity = registry.members[index].declaration?.identity else {
      return Document(.text(opaqueAttribute(name, of: index)), at: place)
    }
    guard let attribute = identity.attributes.first(where: { $0.name == name }) else {
      let known = identity.attributes.map { $0.name }
      let meant = Suggestion.nearest(to: name, among: known).map { "did you mean \($0)?" }
      throw InputError(
        "\(registry.members[index].draft.type) has no attribute \(name)",
        remedy: meant ?? "it has \(known.joined(separator: ", "))", at: place)
    }
    return Document(.text(fill(attribute.text, of: index)), at: place)
  }

  /// The index of a resource.
  ///
  /// - Throws: An error where there is none, or where its condition took it away.
  func resource(_ logicalID: String, at place: Place) throws(InputError) -> Int {
    guard let registry else { preconditionFailure("\(logicalID) is asked for without resources") }
    if let index = registry.positions[logicalID] { return index }
    if let condition = registry.removed[logicalID] {
      throw InputError(
        "\(logicalID) does not exist here, as its condition \(condition) is false",
        remedy: "choose with Fn::If: [\(condition), …]", at: place)
    }
    let names = registry.members.map { $0.draft.logicalID } + parameterNames
    throw InputError(
      "there is no resource or parameter \(logicalID)",
      remedy: nearest(logicalID, among: names + Circumstances.pseudoParameters), at: place)
  }

  /// The names of the parameters, sorted.
  var parameterNames: [String] { parameters.keys.sorted() }

  /// A remedy that gives the nearest name, or else the names there are.
  func nearest(_ name: String, among names: [String]) -> String? {
    if let nearest = Suggestion.nearest(to: name, among: names) {
      return "did you mean \(nearest)?"
    }
    let shown = names.filter { !$0.hasPrefix("AWS::") }
    guard !shown.isEmpty else { return nil }
    return "choose from " + shown.prefix(10).joined(separator: ", ")
      + (shown.count > 10 ? " and \(shown.count - 10) more" : "")
  }
}
