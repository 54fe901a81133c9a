import Documents

extension Evaluator {
  /// Works out every condition, so that an error in one that nobody uses is reported too.
  func judgeAll() {
    for entry in conditions.entries {
      do throws(InputError) {
        _ = try verdict(of: entry.key, at: entry.keyPlace)
      } catch {
        diagnostics.report(error)
      }
    }
  }

  /// `Fn::If`.
  func choice(_ call: Call) throws(InputError) -> Document? {
    let arguments = try call.arguments(3...3)
    guard let name = arguments[0].text else {
      throw call.misuse("takes the name of a condition first, found \(arguments[0].kindName)")
    }
    let holds = try verdict(of: name, at: arguments[0].place)
    return try resolve(arguments[holds ? 1 : 2])
  }

  /// The value of a condition by its name; one with an error counts as false.
  func verdict(of name: String, at place: Place) throws(InputError) -> Bool {
    switch verdicts[name] {
    case .done(let verdict): return verdict
    case .failed: return false
    case .working:
      throw InputError(
        "the condition \(name) depends on itself", remedy: "break the circle", at: place)
    case nil: break
    }
    guard let document = conditions[name] else {
      throw InputError(
        "there is no condition \(name)",
        remedy: nearest(name, among: conditions.keys) ?? "add it under Conditions", at: place)
    }
    verdicts[name] = .working
    openVerdicts += 1
    defer { openVerdicts -= 1 }
    guard openVerdicts <= Self.deepest else {
      throw InputError(
        "conditions depend on each other more than \(Self.deepest) deep",
        remedy: "make the chain shorter", at: place)
    }
    do throws(InputError) {
      let verdict = try judge(document)
      verdicts[name] = .done(verdict)
      return verdict
    } catch {
      verdicts[name] = .failed
      throw error
    }
  }

  private func judge(_ document: Document) throws(InputError) -> Bool {
    if let map = document.map, map.count == 1, let name = map["Condition"] {
      guard let text = name.text else {
        throw InputError(
          "Condition takes a name, found \(name.kindName)", remedy: Intrinsic.condition.usage,
          at: name.place)
      }
      return try verdict(of: text, at: name.place)
    }
    guard let map = document.map, let call = try Call(map) else {
      let remedy = "use Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition"
      throw InputError(
        "expected a condition, found \(document.kindName)", remedy: remedy, at: document.place)
    }
    switch call.function {
    case .equals:
      let arguments = try call.arguments(2...2)
      return try compared(arguments[0], in: call) == compared(arguments[1], in: call)
    case .not:
      return try !judge(call.arguments(1...1)[0])
    case .and:
      var all = true
      for part in try call.arguments(2...10) where try !judge(part) { all = false }
      return all
    case .or:
      var any = false
      for part in try call.arguments(2...10) where try judge(part) { any = true }
      return any
    default:
      throw InputError(
        "\(call.function.rawValue) gives no true or false",
        remedy: "compare it with Fn::Equals", at: call.place)
    }
  }

  private func compared(_ document: Document, in call: Call) throws(InputError) -> String {
    guard let value = try apart(document) else {
      throw call.misuse("cannot compare AWS::NoValue")
    }
    if let text = value.scalarText { return text }
    var writer = JSONWriter(.compact)
    writer.value(value)
    return writer.text
  }
}
