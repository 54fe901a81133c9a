import Blueprints
import Documents
import Kernel
import Measures
import Templates

extension Note {
  /// That something comes after the end of a run, and so does not.
  static func never(_ thing: String, comesWithin end: TimeSpan, at place: Place) -> Note {
    let length = Quantity(end.nanoseconds, .nanoseconds).text
    return Note(at: place, "\(thing) never comes: duration and drain end after \(length)")
  }
}

/// A design as it was read, and what is read of it once it is put together.
struct DesignReading {
  var design: Design
  let names: DesignNames
  let goals: Document?
}

/// Reads the designs of a scenario, each with its template.
struct DesignsReader {
  static let keys = [
    "template", "parameters", "traffic", "behavior", "outside", "faults", "actions", "goals",
  ]

  /// The region whose prices every service declares.
  private static let regionOfPrices = "us-east-1"

  let shared: KeyedReader
  let reading: ScenarioReading
  let duration: TimeSpan
  /// When the run ends at the latest.
  let end: TimeSpan
  let region: String
  let overrides: [Setting]
  let parameters: [(name: String, value: String)]
  var diagnostics: Diagnostics { reading.diagnostics }

  init(
    _ reading: ScenarioReading, duration: TimeSpan, end: TimeSpan, region: String,
    overrides: [Setting], parameters: [(name: String, value: String)]
  ) {
    self.reading = reading
    self.duration = duration
    self.end = end
    self.region = region
    self.overrides = overrides
    self.parameters = parameters
    shared = reading.keyed
  }

  /// The designs that can be read; the others are reported.
  func designs() -> [DesignReading] {
    guard let designs = shared["designs"] else {
      guard shared["template"] != nil else {
        reading.report(
          "the scenario names no template", "for example template: template.yaml",
          reading.document)
        return []
      }
      return design("", shared).map { [$0] } ?? []
    }
    if let template = shared.entry("template") {
      diagnostics.report(
        InputError(
          "the scenario has a template and designs", remedy: "keep one of the two",
          at: template.keyPlace))
    }
    let entries = shared.names("designs").entries
    if entries.isEmpty {
      reading.report("the scenario has no design", "name one with its template", designs)
    }
    for entry in entries { checkName(entry.key, at: entry.keyPlace) }
    let readings = entries.compactMap { entry in
      design(
        entry.key,
        KeyedReader(
          Self.widened(entry.value), of: "the design \(entry.key)", known: Self.keys,
          reporting: diagnostics), at: entry.value)
    }
    if readings.count == entries.count { checkOverrides(readings) }
    return readings
  }

  /// Where reports of all designs together go.
  private static let folders = ["compare", "sweep", "plan", "capacity"]

  /// The reports of a design go to a folder of its name.
  private func checkName(_ name: String, at place: Place) {
    let problem: String? =
      switch name {
      case "": "a design has no name"
      case "all": "no design is called all, which means every design"
      case _ where Self.folders.contains(name):
        "no design is called \(name), as the folder of its report is taken"
      case _ where name.contains("/") || name.hasPrefix("."):
        "\(name) is no name of a folder, and the reports of a design need one"
      default: nil
      }
    guard let problem else { return }
    diagnostics.report(
      InputError(problem, remedy: "call it by what sets it apart, as with-queue", at: place))
  }

  /// A setting of a resource must mean one in some design.
  private func checkOverrides(_ readings: [DesignReading]) {
    for setting in overrides
    where readings.allSatisfy({ $0.design.directory[setting.path[0]] == nil }) {
      let known = readings.flatMap { $0.design.directory.resources.map { $0.logicalID } }
      let near = Suggestion.nearest(to: setting.path[0], among: known)
      reading.report(
        "no design has a resource \(setting.path[0])", near.map { "did you mean \($0)?" },
        setting.value)
    }
  }

  /// A design that is only the name of its template, as a map.
  private static func widened(_ document: Document) -> Document {
    guard document.text != nil else { return document }
    var map = DocumentMap()
    map.set("template", to: document, keyPlace: document.place)
    return Document(.map(map), at: document.place)
  }

  private func design(
    _ name: String, _ own: KeyedReader, at document: Document? = nil
  ) -> DesignReading? {
    guard let path = own["template"] else {
      if own.entry("template") == nil, document?.map != nil {
        diagnostics.report(
          InputError(
            "the design \(name) names no template", remedy: "for example template: template.yaml",
            at: document?.place))
      }
      return nil
    }
    guard let template = template(path, own) else { return nil }
    let directory = Directory(template.resources)
    let traffic = entries("traffic", own)
    let outside = entries("outside", own)
    let names = DesignNames(
      directory: directory, clients: traffic.map { $0.name }, outside: outside.map { $0.name },
      implied: reading.catalogue.implied.map { $0.label })
    let planned = FaultReader(names, reporting: diagnostics).read(own["faults"] ?? shared["faults"])
    var actions = ActionReader(names, until: end, reporting: diagnostics)
    let orders = actions.read(own["actions"] ?? shared["actions"])
    let clients = TrafficPreparation(
      names, until: duration, open: reading.open, reporting: diagnostics)
    var design = Design(
      name: name, template: template, directory: directory,
      traffic: traffic.map { clients.prepared($0) },
      behavior: behavior(own, names), outside: outside, faults: planned,
      triggers: Trigger.all(of: planned, traffic), actions: orders,
      baseRate: traffic.reduce(0) { $0 + TrafficPreparation.rate(of: $1.document) })
    design.notes =
      actions.notes + prices + traffic.flatMap { clients.remarks(on: $0) } + remarks(on: planned)
    checkNames(traffic, outside, names)
    return DesignReading(design: design, names: names, goals: own["goals"] ?? shared["goals"])
  }

  // MARK: Parts

  /// Entries by name: those of the design in the place of the shared ones.
  private func entries(_ key: String, _ own: KeyedReader) -> [Design.Entry] {
    var map = shared.names(key)
    for entry in own.names(key).entries {
      map.set(entry.key, to: entry.value, keyPlace: entry.keyPlace)
    }
    return map.entries.map { Design.Entry(name: $0.key, place: $0.keyPlace, document: $0.value) }
  }

  private func behavior(_ own: KeyedReader, _ names: DesignNames) -> [Design.Entry] {
    entries("behavior", own).compactMap { entry in
      do throws(InputError) {
        let label = try names.label(entry.name, of: "behavior", at: entry.place)
        return Design.Entry(name: label, place: entry.place, document: entry.document)
      } catch {
        diagnostics.report(error)
        return nil
      }
    }
  }

  /// Faults that never come.
  private func remarks(on faults: [PlannedFault]) -> [Note] {
    faults.filter { $0.begin > .start + end }.map {
      .never("this fault", comesWithin: end, at: $0.place)
    }
  }

  /// That prices do not follow the region.
  private var prices: [Note] {
    guard region != Self.regionOfPrices, let place = shared["region"]?.place else { return [] }
    return [Note(at: place, "prices are those of \(Self.regionOfPrices)")]
  }

  /// Clients and endpoints have names of their own; but an endpoint may stand for a resource that
  /// is not modelled.
  private func checkNames(
    _ traffic: [Design.Entry], _ outside: [Design.Entry], _ names: DesignNames
  ) {
    let others = outside.filter { !standsIn($0.name, names) }
    for entry in traffic + others where names.logicalID(entry.name) != nil {
      diagnostics.report(
        InputError(
          "\(entry.name) is a resource of the template", remedy: "choose another name",
          at: entry.place))
    }
    for entry in traffic where names.outside.contains(entry.name) {
      diagnostics.report(
        InputError(
          "\(entry.name) is an endpoint and a client", remedy: "choose another name",
          at: entry.place))
    }
  }

  /// Whether a name is the logical id of a resource that nothing else stands for, or that is
  /// answered outside.
  private func standsIn(_ name: String, _ names: DesignNames) -> Bool {
    guard names.logicalID(name) == name, let type = names.directory[name]?.type else {
      return false
    }
    guard let service = reading.catalogue.service(type) else {
      return !reading.catalogue.inert.contains(type)
    }
    return service.declaration.isAnsweredOutside
  }

  // MARK: The template

  private func template(_ document: Document, _ own: KeyedReader) -> Template? {
    do throws(InputError) {
      let path = try RelativePath.checked(document, as: "template")
      let text = try Document.read(try reading.open(path, document.place))
      return resolved(text, own)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  private func resolved(_ document: Document, _ own: KeyedReader) -> Template? {
    var circumstances = Circumstances(region: region)
    circumstances.parameters = values("parameters", shared.names("parameters"))
    for (name, value) in values("parameters", own.names("parameters")) {
      circumstances.parameters[name] = value
    }
    for map in [shared.names("parameters"), own.names("parameters")] {
      for entry in map.entries { circumstances.parameterPlaces[entry.key] = entry.keyPlace }
    }
    for (name, value) in parameters { circumstances.parameters[name] = value }
    circumstances.imports = values("imports", shared.names("imports"))
    circumstances.overrides = overrides(of: document)
    let reader = TemplateReader(
      catalogue: reading.catalogue.services.map { $0.declaration },
      shorthands: reading.catalogue.shorthands, inert: reading.catalogue.inert)
    do throws(InputErrors) {
      return try reader.read(document, under: circumstances)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  /// The settings of resources that this template has; a resource that no template may have is
  /// left to its error.
  private func overrides(of template: Document) -> [Circumstances.Override] {
    let hasDesigns = shared["designs"] != nil
    return overrides.compactMap { setting in
      guard setting.path.count > 1,
        !hasDesigns || template["Resources"]?[setting.path[0]] != nil
      else { return nil }
      return Circumstances.Override(setting.path, setting.value)
    }
  }

  private func values(_ key: String, _ map: DocumentMap) -> [String: String] {
    var values: [String: String] = [:]
    for entry in map.entries {
      let list = entry.value.list?.compactMap { $0.scalarText }.joined(separator: ",")
      guard let text = entry.value.scalarText ?? list else {
        reading.report(
          "\(entry.key) of \(key) is a text or a list of texts", nil, entry.value)
        continue
      }
      values[entry.key] = text
    }
    return values
  }
}
