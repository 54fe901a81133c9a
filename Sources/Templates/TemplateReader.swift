import Blueprints
import Documents

/// Reads CloudFormation and SAM templates against the catalogue of services.
package struct TemplateReader: Sendable {
  /// CloudFormation's quota of resources in a template.
  private static let mostResources = 500

  private let catalogue: [Declaration]
  private let shorthands: [Shorthand]
  private let inert: [String]

  /// A reader that knows what the services declare.
  ///
  /// - Parameter inert: Types that are no services and change nothing, so that nobody is told of
  ///   them.
  package init(catalogue: [Declaration], shorthands: [Shorthand], inert: [String] = []) {
    self.catalogue = catalogue
    self.shorthands = shorthands
    self.inert = inert
  }

  /// The template of a document, with everything in it resolved.
  ///
  /// - Throws: All errors of the template at once.
  package func read(
    _ document: Document, under circumstances: Circumstances = Circumstances()
  ) throws(InputErrors) -> Template {
    let diagnostics = Diagnostics()
    let evaluator = Evaluator(circumstances, reporting: diagnostics)
    let plain = ShortForms.expand(document, reporting: diagnostics)
    var sections = try Sections.read(plain, reporting: diagnostics)
    let transforms = Sections.transforms(sections["Transform"], noting: evaluator)
    ParameterReader(evaluator).read(sections["Parameters"])
    evaluator.mappings = Sections.mappings(sections["Mappings"], noting: evaluator)
    let loops = Loops(evaluator, isEnabled: transforms.contains(Loops.transform))
    for name in ["Conditions", "Resources", "Outputs"] {
      if let section = sections.entry(name) {
        sections.set(name, to: loops.expand(section.value), keyPlace: section.keyPlace)
      }
    }
    evaluator.conditions = sections["Conditions"]?.map ?? DocumentMap()
    evaluator.judgeAll()
    if let macro = sections.entry(Intrinsic.transform.rawValue) {
      evaluator.note(Note(at: macro.keyPlace, "Fn::Transform is not modelled, and left out"))
    }
    for rule in sections["Rules"]?.map?.entries ?? [] {
      evaluator.note(Note(at: rule.keyPlace, "the rule \(rule.key) is not modelled"))
    }
    var drafts = ResourceSection(evaluator).read(sections["Resources"])
    Overriding(diagnostics: diagnostics).apply(circumstances.overrides, to: &drafts)
    let expander = Expander(
      evaluator: evaluator, shorthands: shorthands,
      globals: Globals(sections["Globals"], reporting: diagnostics),
      isEnabled: transforms.contains(Expander.transform))
    enroll(expander.expand(drafts), in: evaluator)
    let resources = Resolution(evaluator).resources()
    let outputs = OutputReader(evaluator).read(sections["Outputs"])
    try diagnostics.throwIfAny()
    return Template(
      description: sections["Description"]?.text, resources: resources, outputs: outputs,
      notes: evaluator.notes)
  }

  private func enroll(
    _ expansion: (members: [(draft: Shorthand.Draft, origin: String)], names: [String: String]),
    in evaluator: Evaluator
  ) {
    var registry = Registry()
    registry.generatedNames = expansion.names
    registry.inert = inert
    registry.types = catalogue.map { $0.type }
    for shorthand in shorthands {
      if case .resource(let type) = shorthand.kind { registry.types.append(type) }
    }
    for (draft, origin) in expansion.members {
      guard exists(draft, according: evaluator) else {
        registry.removed[draft.logicalID] = draft.document["Condition"]?.text
        continue
      }
      guard registry.positions[draft.logicalID] == nil else {
        evaluator.diagnostics.report(
          InputError(
            "SAM generates a second resource \(draft.logicalID) for \(origin)",
            remedy: "rename one of the two", at: draft.place))
        continue
      }
      guard registry.members.count < Self.mostResources else {
        evaluator.diagnostics.report(
          InputError(
            "the template has more than \(Self.mostResources) resources",
            remedy: "split it, as CloudFormation takes no more", at: draft.place))
        break
      }
      let declaration = catalogue.first { $0.type == draft.type }
      registry.positions[draft.logicalID] = registry.members.count
      registry.members.append(
        Registry.Member(draft: draft, declaration: declaration, origin: origin))
    }
    evaluator.registry = registry
  }

  private func exists(_ draft: Shorthand.Draft, according evaluator: Evaluator) -> Bool {
    guard let condition = draft.document["Condition"] else { return true }
    do throws(InputError) {
      guard let name = condition.text else {
        throw InputError(
          "Condition of \(draft.logicalID) takes a name, found \(condition.kindName)",
          remedy: "name a condition", at: condition.place)
      }
      return try evaluator.verdict(of: name, at: condition.place)
    } catch {
      evaluator.diagnostics.report(error)
      return true
    }
  }
}
