import Blueprints
import Documents
import Measures

/// What goals of a design can speak of.
struct GoalVocabulary {
  let names: DesignNames
  /// What each node says of itself, by its label.
  let declarations: [(label: String, declaration: Declaration)]
  let consumers: [String]
  let edges: ContiguousArray<Edge>
  let hasMonth: Bool
  /// Whether every edge is there, as nothing is wrong with the design.
  let hasAllEdges: Bool

  init(_ names: DesignNames, of world: World, hasMonth: Bool, hasAllEdges: Bool) {
    self.names = names
    self.hasMonth = hasMonth
    self.hasAllEdges = hasAllEdges
    declarations = world.nodes.map { ($0.label, $0.card.declaration) }
    consumers = world.consumers.map { $0.label }
    edges = world.edges
  }

  /// The label of a node that a word means; pools are named by their limits.
  func label(_ words: GoalWords, _ index: Int) throws(InputError) -> String {
    let word = words[index]
    if declarations.contains(where: { $0.label == word }) { return word }
    return try names.label(word, of: "this goal", at: words.place(of: index))
  }

  /// A measure by its name, at one node or at all that have it.
  func measure(
    _ name: String, at label: String?
  ) -> (measure: Measure, labels: [String])? {
    let wanted = name.lowercased()
    var found: Measure?
    var labels: [String] = []
    for (owner, declaration) in declarations where label == nil || owner == label {
      for measure in declaration.measures where measure.name.lowercased() == wanted {
        found = found ?? measure
        labels.append(owner)
      }
    }
    return found.map { ($0, labels) }
  }

  /// Every measure that could be meant, for a suggestion.
  func measureNames(at label: String?) -> [String] {
    var names: [String] = []
    for (owner, declaration) in declarations where label == nil || owner == label {
      for measure in declaration.measures where !names.contains(measure.name) {
        names.append(measure.name)
      }
    }
    return names
  }

  /// The words that are measures of no single service.
  static let words =
    ["latency", "cost", "cost per month", "amplification", "goodput"]
    + Goal.Column.allCases.map { $0.rawValue }
    + Goal.Effect.allCases.map { $0.rawValue }
}
