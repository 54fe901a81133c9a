import Blueprints
import Documents
import Kernel
import Schedules
import Templates

/// Reads a scenario with its templates, and reports every slip in all of them at once.
package struct ScenarioReader {
  /// The keys of a scenario.
  package static let keys = [
    "title", "about", "duration", "drain", "warmUp", "start", "seed", "replications", "region",
    "calibration", "account", "template", "parameters", "designs", "traffic", "behavior",
    "outside", "faults", "actions", "imports", "month", "prices",
    "freeTier", "goals",
  ]

  private let catalogue: Catalogue
  private let zones: TimeZoneDatabase
  private let open: (String) throws(InputError) -> SourceText

  /// A reader over a catalogue.
  ///
  /// - Parameters:
  ///   - zones: The time zones that schedules may name.
  ///   - open: Gives the text of a file by its path from the scenario's folder, which it never
  ///     leaves.
  package init(
    _ catalogue: Catalogue, zones: TimeZoneDatabase = .none,
    open: @escaping (String) throws(InputError) -> SourceText
  ) {
    self.catalogue = catalogue
    self.zones = zones
    self.open = open
  }

  /// The scenario of a file, after the changes of the command line.
  ///
  /// - Parameters:
  ///   - parameters: Values of template parameters, over those of the scenario.
  ///   - figures: Phrases that say what a study asks of every design beside its goals, as `p99 of
  ///     latency Shop to ProcessOrder`.
  /// - Throws: All errors of the scenario and its templates.
  package func read(
    _ source: SourceText, setting settings: [Setting] = [],
    parameters: [(name: String, value: String)] = [], asking figures: [Document] = []
  ) throws(InputErrors) -> Scenario {
    let diagnostics = Diagnostics()
    do throws(InputError) {
      let given = try Document.read(source)
      try MistakenTemplate(given, named: source.name, catalogue)?.refuse()
      let document = try changed(given, by: settings)
      let reading = ScenarioReading(
        document, catalogue: catalogue, zones: zones, open: open, reporting: diagnostics)
      let scenario = reading.scenario(
        overrides: settings.filter { !Self.keys.contains($0.path[0]) }, parameters: parameters,
        figures: figures)
      try? diagnostics.throwIfAny()
      if let scenario, diagnostics.isEmpty { return scenario }
    } catch {
      diagnostics.report(error)
    }
    try diagnostics.throwIfAny()
    preconditionFailure("a scenario was neither read nor refused")
  }

  private func changed(
    _ document: Document, by settings: [Setting]
  ) throws(InputError) -> Document {
    var document = document
    let parameters = catalogue.allParameters.map { $0.name }
    for setting in settings {
      if Self.keys.contains(setting.path[0]) {
        document = try setting.applied(to: document, parameters: parameters)
      } else if setting.path.count == 1 {
        let name = setting.path[0]
        let near =
          isParameter(name, of: document)
          ? "parameters.\(name)" : Suggestion.nearest(to: name, among: Self.keys)
        throw InputError(
          "\(name) is no key of a scenario",
          remedy: near.map { "did you mean \($0)?" }
            ?? "write a key of the scenario, or Resource.Property", at: setting.value.place)
      }
    }
    return document
  }

  /// Whether a template of a scenario has a parameter; one that cannot be read has none.
  private func isParameter(_ name: String, of scenario: Document) -> Bool {
    let designs = scenario["designs"]?.map?.entries.map { $0.value } ?? []
    return ([scenario] + designs).contains { owner in
      let named = owner.text == nil ? owner["template"] : owner
      guard let named, let path = try? RelativePath.checked(named, as: "template"),
        let text = try? open(path), let template = try? Document.read(text)
      else { return false }
      return template["Parameters"]?[name] != nil
    }
  }
}
