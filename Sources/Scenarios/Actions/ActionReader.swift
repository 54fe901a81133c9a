import Blueprints
import Documents
import Kernel
import Measures

/// Reads the list of actions; names are looked up in the design.
struct ActionReader {
  private static let kinds = Action.Kind.allCases.map { $0.rawValue }
  /// How often a queue may be purged.
  ///
  /// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/
  /// API_PurgeQueue.html.
  private static let betweenPurges = TimeSpan.seconds(60)

  let names: DesignNames
  /// When the run ends at the latest.
  let end: TimeSpan
  let diagnostics: Diagnostics
  var notes: [Note] = []

  init(
    _ names: DesignNames, until end: TimeSpan, reporting diagnostics: Diagnostics
  ) {
    self.names = names
    self.end = end
    self.diagnostics = diagnostics
  }

  /// The actions of a list that can be read and come; the others are reported, or noted.
  ///
  /// One that comes after the end of the run is no error, no more than a spike or a fault: whoever
  /// makes a run shorter to try something else need not take it out.
  mutating func read(_ document: Document?) -> [PlannedAction] {
    guard let document else { return [] }
    guard let list = document.list else {
      diagnostics.report(
        InputError(
          "actions are a list, and not \(document.kindName)", remedy: "begin each with a dash",
          at: document.place))
      return []
    }
    var actions: [PlannedAction] = []
    for entry in list {
      do throws(InputError) {
        let action = try action(entry)
        if action.moment <= .start + end {
          actions.append(action)
        } else {
          notes.append(.never("this action", comesWithin: end, at: action.place))
        }
      } catch {
        diagnostics.report(error)
      }
    }
    checkPurges(actions)
    return actions
  }

  /// AWS purges a queue only once a minute.
  private func checkPurges(_ actions: [PlannedAction]) {
    for (index, action) in actions.enumerated() where action.kind == .purge {
      let isTooSoon = actions.enumerated().contains { place, other in
        let earlier = (other.moment, place) < (action.moment, index)
        return other.kind == .purge && other.target == action.target && earlier
          && action.moment < other.moment + Self.betweenPurges
      }
      guard isTooSoon else { continue }
      diagnostics.report(
        InputError(
          "Only one PurgeQueue operation on \(action.target) is allowed every 60 seconds.",
          remedy: "purge it a minute after the time before", at: action.place))
    }
  }

  private mutating func action(_ document: Document) throws(InputError) -> PlannedAction {
    guard let map = document.map else {
      throw InputError(
        "an action is a map, and not \(document.kindName)",
        remedy: "for example {at: 20 min, redrive: OrderDLQ, rate: 100/s}",
        at: document.place)
    }
    let words = map.entries.filter { Self.kinds.contains($0.key) }
    guard let word = words.first, let kind = Action.Kind(rawValue: word.key) else {
      throw stray(map)
        ?? InputError(
          "this action does not say what is done",
          remedy: "name it with \(Self.kinds.joined(separator: ", "))", at: document.place)
    }
    guard words.count == 1 else {
      throw InputError(
        "this action is two: \(words[0].key) and \(words[1].key)", remedy: "list them one by one",
        at: words[1].keyPlace)
    }
    guard let at = map["at"] else {
      throw InputError(
        "this action does not say when it is done", remedy: "for example at: 20 min",
        at: document.place)
    }
    let moment = Instant.start + (try at.duration())
    let target = try names.label(word.value, of: "the action \(kind.rawValue)")
    return PlannedAction(
      kind: kind, target: target, order: try order(kind, to: target, at: moment, map, document),
      moment: moment, place: word.keyPlace)
  }

  /// The slip of a key that was meant for the kind of an action.
  private func stray(_ map: DocumentMap) -> InputError? {
    for entry in map.entries where !["at", "from", "to", "rules", "rate"].contains(entry.key) {
      let near = Suggestion.nearest(to: entry.key, among: Self.kinds)
      return InputError(
        "\(entry.key) is no kind of action",
        remedy: near.map { "did you mean \($0)?" }
          ?? "known are \(Self.kinds.joined(separator: ", "))", at: entry.keyPlace)
    }
    return nil
  }
}
