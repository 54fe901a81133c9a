import Blueprints
import Documents
import Kernel

/// What calls of one callee share, by the place that says it.
struct SharedTerms {
  /// A place that says something, and an edge on which it holds.
  struct Scope: Equatable {
    var place: Place
    var edge: UInt32
  }

  var budgets: [Scope] = []
  var breakers: [Scope] = []
  var bulkheads: [Scope] = []
}

extension ProgramReader {
  /// The number of what retries along an edge are paid from; nil where they are free.
  mutating func budget(of terms: CallTerms, along edge: Edge) -> Int? {
    guard let said = terms.budget else { return nil }
    let (number, isNew) = Self.number(of: said.place, along: edge, in: &shared.budgets)
    if isNew { program.budgets.append(said.value) }
    return number
  }

  /// What has to be watched of calls along an edge; nil where nothing has to.
  mutating func watch(by terms: CallTerms, along edge: Edge) -> CallWatch? {
    var watch = CallWatch(
      timeout: terms.timeout, line: 0, propagatesDeadline: terms.propagatesDeadline)
    if let said = terms.breaker {
      let (number, isNew) = Self.number(of: said.place, along: edge, in: &shared.breakers)
      if isNew { program.breakers.append(said.value) }
      watch.breaker = number
    }
    if let said = terms.bulkhead {
      let (number, isNew) = Self.number(of: said.place, along: edge, in: &shared.bulkheads)
      if isNew { program.bulkheads.append(said.value) }
      watch.bulkhead = number
    }
    guard terms.timeout < .forever || watch.isGuarded || terms.propagatesDeadline else {
      return nil
    }
    if let line = program.timeouts.firstIndex(of: terms.timeout) {
      watch.line = UInt32(line)
    } else {
      watch.line = UInt32(program.timeouts.count)
      program.timeouts.append(terms.timeout)
    }
    return watch
  }

  private static func number(
    of place: Place, along edge: Edge, in scopes: inout [SharedTerms.Scope]
  ) -> (number: Int, isNew: Bool) {
    let scope = SharedTerms.Scope(place: place, edge: edge.number)
    if let known = scopes.firstIndex(of: scope) { return (known, false) }
    scopes.append(scope)
    return (scopes.count - 1, true)
  }
}
