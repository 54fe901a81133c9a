import Blueprints
import Documents
import Programs

/// What a scenario says of the machines of a fleet, beside what their code does.
struct FleetBehavior {
  static let known = StationTerms.known + ["joins"]

  /// How each machine works on requests.
  let station: StationTerms
  /// Where machines sign up for requests.
  private let joins: [Reference]

  /// Reads a behaviour; a fleet without one takes any number of requests, and joins nothing.
  init(_ behavior: Document?, of label: String) throws(InputError) {
    guard let behavior, behavior.map != nil else {
      station = StationTerms()
      joins = []
      return
    }
    station = try StationTerms(behavior, of: label)
    var joins: [Reference] = []
    if let document = behavior["joins"] {
      for entry in document.list ?? [document] {
        guard let name = entry.scalarText else {
          throw InputError(
            "joins names who shares requests out, and is \(entry.kindName)",
            remedy: "for example joins: WebTargets", at: entry.place)
        }
        joins.append(Reference(text: name, place: entry.place))
      }
    }
    self.joins = joins
  }

  /// Whether its machines sign up nowhere.
  var joinsNothing: Bool { joins.isEmpty }

  /// Those with whom machines sign up.
  func registries(at site: Site) throws(InputError) -> [any TargetRegistry] {
    var registries: [any TargetRegistry] = []
    for reference in joins {
      let node = try site.node(reference, as: "a target group, a fleet or a service")
      guard let registry = node.targetRegistry else {
        throw InputError(
          "\(node.label) takes no machines",
          remedy: "it is of type \(node.card.declaration.type); name a target group, a fleet or a "
            + "service", at: reference.place)
      }
      registries.append(registry)
    }
    return registries
  }

  /// The program that runs on every machine.
  static func program(
    of label: String, doing behavior: Document?, beside others: [String] = [], at site: Site
  ) throws(InputError) -> Program {
    try ProgramReader.program(
      of: label, doing: behavior, beside: known + others, at: site)
  }
}
