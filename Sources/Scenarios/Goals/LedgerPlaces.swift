import Blueprints
import Documents

/// Refuses goals on the ledger that no run could miss, as nothing is counted where they look.
struct LedgerPlaces {
  /// How many places a remedy names at most.
  private static let most = 12

  private let edges: ContiguousArray<Edge>

  init(_ edges: ContiguousArray<Edge>) { self.edges = edges }

  /// Says nothing where a column of the ledger may count something along a route.
  ///
  /// - Throws: That nothing is counted there, with the places to write instead.
  func check(
    _ column: Goal.Column, along route: Goal.Route, at place: Place
  ) throws(InputError) {
    switch route {
    case .everywhere: return
    case .at(let label):
      if column == .deadLettered { return try checkSetAside(at: label, place) }
      if !edges.contains(where: { $0.leaves(label) }) {
        throw nothingLeaves(label, "\(column.rawValue) ", place)
      }
    case .from(let label):
      if !edges.contains(where: { $0.leaves(label) }) { throw nothingLeaves(label, "", place) }
    case .between(let from, let to): try checkWay(column, from, to, place)
    }
  }

  private func checkSetAside(at label: String, _ place: Place) throws(InputError) {
    let counts = edges.contains { edge in
      edge.maySetAside && edge.leaves(label) || edge.takesSetAside && edge.reaches(one: label)
    }
    guard !counts else { return }
    let near = edges.filter { $0.maySetAside && $0.reaches(one: label) }.map { owner(of: $0) }
    let all =
      edges.filter { $0.maySetAside }.map { owner(of: $0) }
      + edges.filter { $0.takesSetAside }.map { $0.to }
    throw InputError(
      "nothing can be set aside at \(label)",
      remedy: !near.isEmpty
        ? "write at \(choice(near))"
        : all.isEmpty
          ? "nothing in this design names a dead-letter queue: leave the goal out"
          : "write at \(choice(all))",
      at: place)
  }

  private func checkWay(
    _ column: Goal.Column, _ from: String, _ to: String, _ place: Place
  ) throws(InputError) {
    let way = edges.filter { $0.leaves(from) && $0.reaches(one: to) }
    guard !way.isEmpty else {
      let ends = edges.filter { $0.leaves(from) && !$0.to.isEmpty }.map { $0.to }
      let begins = edges.filter { $0.reaches(one: to) }.map { $0.beginning }
      throw InputError(
        "no edge leads from \(from) to \(to)",
        remedy: !ends.isEmpty
          ? "write \(from) to \(choice(ends))"
          : begins.isEmpty ? "name two neighbours" : "write \(choice(begins)) to \(to)",
        at: place)
    }
    guard column == .deadLettered, !way.contains(where: { $0.maySetAside || $0.takesSetAside })
    else { return }
    throw InputError(
      "nothing can be set aside on the way from \(from) to \(to)",
      remedy: "name a dead-letter queue of it first, or leave the goal out", at: place)
  }

  private func nothingLeaves(
    _ label: String, _ column: String, _ place: Place
  ) -> InputError {
    let begins = edges.filter { $0.reaches(one: label) }.map { owner(of: $0) }
    let all = edges.map { $0.beginning }
    return InputError(
      "no message leaves \(label), so that nothing is counted there",
      remedy: begins.isEmpty || column.isEmpty
        ? all.isEmpty ? nil : "choose \(choice(begins.isEmpty ? all : begins))"
        : "write \(column)\(choice(begins)) to \(label)",
      at: place)
  }

  /// The resource that a reader looks for: a rule rather than its bus.
  private func owner(of edge: Edge) -> String { edge.owner ?? edge.beginning }

  private func choice(_ labels: some Sequence<String>) -> String {
    var distinct: [String] = []
    for label in labels where !distinct.contains(label) { distinct.append(label) }
    return distinct.prefix(Self.most).joined(separator: " or ")
  }
}
