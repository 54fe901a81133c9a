import Blueprints
import Documents
import Reports

/// Shows the page of a service or a parameter, or which there are.
enum ExplainCommand {
  static let command = Command(
    name: "explain", summary: "Shows the page of a type of resource, or of a parameter.",
    argument: .optional("TYPE|PARAMETER"), options: [], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    let catalogue = invocation.catalogue
    guard let name = invocation.argument else {
      return show("Types of resource", "", index(of: catalogue), outside)
    }
    if let service = catalogue.services.first(where: { isMeant($0.declaration, by: name) }) {
      let declaration = service.declaration
      let title = "\(declaration.title) – \(declaration.type)"
      return show(title, declaration.summary, ServicePage.sections(of: service), outside)
    }
    if let shorthand = catalogue.shorthands.first(where: { isMeant($0, by: name) }) {
      let (title, about) = ShorthandPage.heading(of: shorthand)
      return show(title, about, ShorthandPage.sections(of: shorthand, catalogue), outside)
    }
    let parameters = catalogue.services.flatMap { $0.declaration.parameters } + catalogue.parameters
    if let parameter = parameters.first(where: { $0.name == name }) {
      return show(name, parameter.summary, ParameterPage.sections(of: parameter), outside)
    }
    let types = catalogue.services.map { $0.declaration.type } + catalogue.shortTypes
    let names = parameters.map { $0.name }
    return outside.refuse(unknown(name, among: types, names, inert: catalogue.inert))
  }

  /// A type may be written in any case, in full or by its last word.
  private static func isMeant(_ declaration: Declaration, by name: String) -> Bool {
    isMeant(declaration.type, by: name)
  }

  /// A short form is meant by its type alone in full, as its last word may be that of a service.
  private static func isMeant(_ shorthand: Shorthand, by name: String) -> Bool {
    shorthand.type?.lowercased() == name.lowercased()
  }

  private static func isMeant(_ type: String, by name: String) -> Bool {
    let type = type.lowercased()
    let name = name.lowercased()
    return type == name || type.split(separator: ":").last.map { $0 == name } ?? false
  }

  private static func unknown(
    _ name: String, among types: [String], _ parameters: [String], inert: [String]
  ) -> InputError {
    if inert.contains(name) {
      return InputError("\(name) changes nothing in a simulation and has no page")
    }
    // Types are long: a third of one is another one.
    let near =
      Suggestion.nearest(to: name, among: types, within: 3)
      ?? Suggestion.nearest(to: name, among: parameters)
    if near == nil, name.split(separator: ":").count == 3 {
      return InputError("\(name) is not modelled", remedy: "spillway explain lists what is")
    }
    return InputError(
      "there is no type and no parameter \(name)",
      remedy: near.map { "did you mean \($0)?" } ?? "spillway explain lists the types")
  }

  private static func index(of catalogue: Catalogue) -> [Section] {
    let rows = catalogue.services.map {
      Row($0.declaration.type, "", note: $0.declaration.summary)
    }
    let short = catalogue.shorthands.compactMap { shorthand in
      shorthand.type.map { Row($0, "", note: ShorthandPage.heading(of: shorthand).about) }
    }
    return [Section("Modelled", [.rows(rows)])]
      + (short.isEmpty ? [] : [Section("Short forms of SAM", [.rows(short)])])
      + (catalogue.inert.isEmpty
        ? []
        : [
          Section(
            "Known, and without influence",
            [.remark(catalogue.inert.joined(separator: ", "))])
        ])
  }

  private static func show(
    _ title: String, _ subtitle: String, _ sections: [Section], _ outside: Outside
  ) -> ExitCode {
    outside.output.write(
      outside.format.text(title: title, subtitle: subtitle, sections: sections))
    return .done
  }
}
