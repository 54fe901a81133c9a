import Blueprints
import Documents
import Kernel

/// A route of an API: what requests of a method and a path get to.
struct GatewayRoute {
  /// The method in capital letters; nil for any.
  var method: String?
  /// The path with its parameters, as `/orders/{id}`; nil where every other request comes.
  var path: String?
  var integration: IntegrationPlan
  /// Whether clients have to show a key, whose usage plan then bounds them.
  var needsKey = false
  /// What says so.
  var owner: String
  var place: Place

  /// What people call it: `POST /orders`.
  var words: String { path.map { "\(method ?? "ANY") \($0)" } ?? "$default" }

  /// How well a path fits, less is better; nil where it does not.
  func rank(of path: String) -> Int? {
    guard let own = self.path else { return 1_000_000 }
    if own == path { return 0 }
    let wanted = own.split(separator: "/")
    let parts = path.split(separator: "/")
    var parameters = 0
    for (index, piece) in wanted.enumerated() {
      if piece.hasPrefix("{"), piece.hasSuffix("+}") {
        return parts.count > index ? 10_000 - index : nil
      }
      guard index < parts.count else { return nil }
      if piece.hasPrefix("{"), piece.hasSuffix("}") {
        parameters += 1
      } else if piece != parts[index] {
        return nil
      }
    }
    return parts.count == wanted.count ? parameters : nil
  }

  /// Whether requests of a method come by it.
  func takes(_ method: String) -> Bool { self.method == nil || self.method == method }
}

/// The routes of an API.
struct RouteTable {
  var routes: ContiguousArray<GatewayRoute> = []

  /// The number of the route that requests take.
  ///
  /// - Throws: That there is none, or that several are meant.
  func number(
    of line: RequestLine, in label: String, at place: Place?
  ) throws(InputError) -> UInt16 {
    guard !routes.isEmpty else {
      throw InputError("\(label) has no route", remedy: "give it one to send to", at: place)
    }
    var fitting = Array(routes.indices)
    if let path = line.path {
      fitting = fitting.filter { routes[$0].rank(of: path) != nil }
    }
    if let method = line.method { fitting = fitting.filter { routes[$0].takes(method) } }
    guard !fitting.isEmpty else {
      let all = routes.map { $0.words }
      throw InputError(
        "\(label) has no route for \(line.words)",
        remedy: Suggestion.nearest(to: line.words, among: all).map { "did you mean \($0)?" }
          ?? "it has \(all.joined(separator: ", "))", at: place)
    }
    if let path = line.path {
      let ranks = fitting.map { routes[$0].rank(of: path) ?? 0 }
      let best = ranks.min()
      fitting = zip(fitting, ranks).filter { $0.1 == best }.map { $0.0 }
      if line.method != nil, let exact = fitting.first(where: { routes[$0].method != nil }) {
        fitting = [exact]
      }
    }
    guard let number = fitting.first, fitting.count == 1 else {
      throw InputError(
        "\(label) has \(fitting.count) routes for \(line.words)",
        remedy: "say method and path of one of "
          + fitting.map { routes[$0].words }.joined(separator: ", "), at: place)
    }
    return UInt16(number)
  }
}
