import Documents

/// Finds resources that wait for each other, which CloudFormation cannot create.
struct Circles {
  private struct Edge {
    /// The resource that is waited for.
    let target: Int
    /// Where it is referred to.
    let place: Place
  }

  private let names: [String]
  private var edges: [[Edge]]
  private var isDone: [Bool]

  /// Resources by their names, none of which waits for another yet.
  init(_ names: [String]) {
    self.names = names
    edges = Array(repeating: [], count: names.count)
    isDone = Array(repeating: false, count: names.count)
  }

  /// One resource refers to another, or says that it depends on it.
  mutating func add(from user: Int, to used: Int, at place: Place) {
    edges[user].append(Edge(target: used, place: place))
  }

  /// Reports each circle once, at the reference that closes it.
  mutating func report(to diagnostics: Diagnostics) {
    for start in names.indices where !isDone[start] {
      follow(from: start, reporting: diagnostics)
    }
  }

  /// A walk with a stack of its own: a chain may be as long as the template.
  private mutating func follow(from start: Int, reporting diagnostics: Diagnostics) {
    var trail = [(node: start, next: 0)]
    var depths = [start: 0]
    while let top = trail.last {
      guard top.next < edges[top.node].count else {
        isDone[top.node] = true
        depths[top.node] = nil
        trail.removeLast()
        continue
      }
      trail[trail.count - 1].next += 1
      let edge = edges[top.node][top.next]
      if let depth = depths[edge.target] {
        let circle = trail[depth...].map { names[$0.node] } + [names[edge.target]]
        diagnostics.report(Self.error(of: circle, at: edge.place))
      } else if !isDone[edge.target] {
        depths[edge.target] = trail.count
        trail.append((edge.target, 0))
      }
    }
  }

  private static func error(of circle: [String], at place: Place) -> InputError {
    if circle.count == 2 {
      return InputError(
        "\(circle[0]) refers to itself", remedy: "write its name or ARN out", at: place)
    }
    return InputError(
      "resources wait for each other: " + circle.joined(separator: " → "),
      remedy: "write one of them as a name or an ARN, or drop a DependsOn", at: place)
  }
}
