import Blueprints
import Documents
import Measures

/// What goals ask of calls.
extension GoalFigureReader {
  /// The attempts for each call between two nodes.
  func amplification(_ route: Goal.Route) throws(InputError) -> Figure {
    guard case .between(let from, let to) = route else {
      throw InputError(
        "amplification is that of the calls from one node to another",
        remedy: "for example amplification Shop to Payment < 1.5",
        at: words.place(of: range.lowerBound))
    }
    let called = vocabulary.edges.filter { $0.isCalled && $0.from == from }
    guard called.contains(where: { $0.ends.contains(to) }) || !vocabulary.hasAllEdges else {
      let callees = called.flatMap { Array($0.ends) }
      throw InputError(
        "\(from) does not call \(to)",
        remedy: callees.isEmpty ? "it calls nobody" : "it calls \(callees.joined(separator: ", "))",
        at: words.place(of: range.lowerBound + 1))
    }
    return try counted(.amplification(from: from, to: to), .count)
  }

  /// The share of what a client offers that it gets in time.
  func goodput() throws(InputError) -> Figure {
    let mark = range.lowerBound + 1
    guard mark + 1 < range.upperBound, ["of", "at", "from"].contains(words[mark]) else {
      throw InputError(
        "this goal does not say whose goodput is meant",
        remedy: "for example goodput of Shop > 95 %", at: words.place(of: range.lowerBound))
    }
    guard mark + 2 == range.upperBound else {
      throw InputError(
        "\(words[mark + 2]) is one word too many", remedy: "a place is one name",
        at: words.place(of: mark + 2))
    }
    let label = try vocabulary.label(words, mark + 1)
    guard vocabulary.names.clients.contains(label) else {
      throw InputError(
        "\(label) is no client, and has no goodput",
        remedy: "choose \(vocabulary.names.clients.joined(separator: ", "))",
        at: words.place(of: mark + 1))
    }
    return try counted(.goodput(of: label), .share)
  }
}
