import Blueprints
import Documents
import Kernel

/// Reads which calibration a scenario takes, and the parameters that it sets itself.
struct CalibrationReader {
  private let parameters: [Parameter]
  /// The parameters that are quotas of an account, by the key under `account`.
  private let quotas: [(key: String, parameter: Parameter)]
  private let diagnostics: Diagnostics

  init(_ catalogue: Catalogue, reporting diagnostics: Diagnostics) {
    parameters = catalogue.allParameters
    self.diagnostics = diagnostics
    let declarations = catalogue.services.map { $0.declaration }
    let wide = declarations.flatMap { $0.limits }.filter { $0.scope != .resource }.map { $0.name }
    quotas = parameters.filter { wide.contains($0.name) }.map { (Self.key(of: $0.name), $0) }
  }

  /// `lambda.concurrency` as a key: `lambdaConcurrency`.
  private static func key(of name: String) -> String {
    let words = name.split(separator: ".")
    return words.dropFirst().reduce(String(words.first ?? "")) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }

  /// The calibration of a scenario, its account's quotas included.
  func read(_ document: Document?, account: Document?) -> Calibration {
    var calibration = Calibration()
    if let map = document?.map {
      calibration = Calibration(map["base"].flatMap { name($0) } ?? Calibration.standard)
      for entry in map.entries where entry.key != "base" { set(entry, in: &calibration) }
    } else if let document, let name = name(document) {
      calibration = Calibration(name)
    }
    if let account { setQuotas(account, in: &calibration) }
    return calibration
  }

  private func name(_ document: Document) -> String? {
    let name = document.scalarText ?? document.kindName
    if Calibration.names.contains(name) { return name }
    let near = Suggestion.nearest(to: name, among: Calibration.names)
    diagnostics.report(
      InputError(
        "no calibration is named \(name)",
        remedy: near.map { "did you mean \($0)?" }
          ?? "choose \(Calibration.names.joined(separator: ", "))", at: document.place))
    return nil
  }

  private func set(_ entry: DocumentMap.Entry, in calibration: inout Calibration) {
    guard let parameter = parameters.first(where: { $0.name == entry.key }) else {
      let near = Suggestion.nearest(to: entry.key, among: parameters.map { $0.name })
      return diagnostics.report(
        InputError(
          "no parameter is named \(entry.key)",
          remedy: near.map { "did you mean \($0)?" } ?? "spillway explain lists them",
          at: entry.keyPlace))
    }
    set(parameter, to: entry.value, in: &calibration)
  }

  private func set(
    _ parameter: Parameter, to document: Document, in calibration: inout Calibration
  ) {
    do throws(InputError) {
      let value = try Self.value(of: parameter, document)
      guard parameter.range.contains(value) else {
        throw InputError(
          document.scalarText.map { "\(parameter.name) is \($0), out of range" }
            ?? "\(parameter.name) has a median out of range",
          remedy: "choose \(parameter.range.words)", at: document.place)
      }
      calibration.set(parameter.name, to: value)
    } catch {
      diagnostics.report(error)
    }
  }

  private func setQuotas(_ document: Document, in calibration: inout Calibration) {
    let keyed = KeyedReader(
      document, of: "account", known: quotas.map { $0.key }, reporting: diagnostics)
    for (key, parameter) in quotas {
      if let value = keyed[key] { set(parameter, to: value, in: &calibration) }
    }
  }

  /// A value as the parameter's kind has it; some may be `unlimited`.
  private static func value(
    of parameter: Parameter, _ document: Document
  ) throws(InputError) -> Parameter.Value {
    let isUnlimited = parameter.range.hasUnlimited && document.text == "unlimited"
    switch parameter.entries[0].value {
    case .time:
      return isUnlimited ? .span(.forever) : .time(try DistributionReader.time(document))
    case .span: return .span(isUnlimited ? .forever : try document.duration())
    case .count: return .count(isUnlimited ? .max : try document.count())
    case .real: return .real(try real(document, parameter))
    case .flag:
      guard let flag = document.flag else {
        throw InputError(
          "\(parameter.name) is true or false, and not \(document.scalarText ?? document.kindName)",
          remedy: "write true or false", at: document.place)
      }
      return .flag(flag)
    }
  }

  private static func real(
    _ document: Document, _ parameter: Parameter
  ) throws(InputError) -> Double {
    if let number = document.number?.double, number >= 0, number < .infinity { return number }
    if document.text?.hasSuffix("%") == true { return try document.share() }
    if document.text?.hasSuffix("x") == true { return try document.factor() }
    throw InputError(
      "\(parameter.name) is a number from 0 up, and not "
        + "\(document.scalarText ?? document.kindName)",
      remedy: "for example 0.5 or 50 %", at: document.place)
  }
}

extension Catalogue {
  /// Every parameter of every service, each once, and those that belong to none.
  package var allParameters: [Parameter] {
    Self.distinct(services.flatMap { $0.declaration.parameters } + parameters)
  }

  /// Parameters by their names, each once, in the order in which they come.
  package static func distinct(_ parameters: [Parameter]) -> [Parameter] {
    var names: Set<String> = []
    return parameters.filter { names.insert($0.name).inserted }
  }
}
