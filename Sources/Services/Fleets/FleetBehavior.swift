import Blueprints
import Documents
import Programs

/// What a scenario says of the machines of a fleet, beside what their code does.
struct FleetBehavior {
  static let known = StationTerms.known + ["joins", PollTerms.key]

  /// How each machine works on requests.
  let station: StationTerms
  /// Where machines sign up for requests.
  private let joins: [Reference]
  /// From which queue workers fetch messages; nil where they do not.
  private let polls: PollTerms?

  /// Reads a behaviour; a fleet without one takes any number of requests, and joins nothing.
  init(_ behavior: Document?, of label: String) throws(InputError) {
    guard let behavior, behavior.map != nil else {
      station = StationTerms()
      joins = []
      polls = nil
      return
    }
    polls = try PollTerms(behavior, of: label)
    var station = try StationTerms(behavior, of: label)
    // Who fetches messages does so one after the other.
    if polls != nil, behavior["workers"] == nil { station.workers = 1 }
    self.station = station
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

  /// Whether its machines sign up nowhere, and fetch nothing.
  var joinsNothing: Bool { joins.isEmpty && polls == nil }

  /// Lets the workers of a fleet fetch messages, if they do that.
  func connect(_ fleet: Fleet, of card: NodeCard, at site: Site) throws(InputError) {
    guard let polls else { return }
    let workers = try QueueWorkers(polls, at: fleet.stations, of: card, site)
    fleet.stations.keeper = workers
    fleet.workers = workers
  }

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
