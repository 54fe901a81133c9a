import Blueprints
import Documents
import Kernel

/// Reads the list of actions; names are looked up in the design.
struct ActionReader {
  private static let kinds = Action.Kind.allCases.map { $0.rawValue }
  private static let later = ["redrive", "purge", "enable", "disable"]
  /// How long AWS advises to wait until the events of an archive are replayed.
  ///
  /// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html.
  private static let settling = TimeSpan.minutes(10)

  let names: DesignNames
  let diagnostics: Diagnostics
  private(set) var notes: [Note] = []

  init(_ names: DesignNames, reporting diagnostics: Diagnostics) {
    self.names = names
    self.diagnostics = diagnostics
  }

  /// The actions of a list that can be read; the others are reported.
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
        if let action = try action(entry) { actions.append(action) }
      } catch {
        diagnostics.report(error)
      }
    }
    return actions
  }

  private mutating func action(_ document: Document) throws(InputError) -> PlannedAction? {
    guard let map = document.map else {
      throw InputError(
        "an action is a map, and not \(document.kindName)",
        remedy: "for example {at: 20 min, replay: Archive, from: 0 min, to: 10 min}",
        at: document.place)
    }
    let words = map.entries.filter { Self.kinds.contains($0.key) || Self.later.contains($0.key) }
    guard let word = words.first else {
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
    guard let kind = Action.Kind(rawValue: word.key) else {
      notes.append(Note(at: word.keyPlace, "the action \(word.key) is not modelled yet"))
      return nil
    }
    guard let at = map["at"] else {
      throw InputError(
        "this action does not say when it is done", remedy: "for example at: 20 min",
        at: document.place)
    }
    let moment = Instant.start + (try at.duration())
    let target = try names.label(word.value, of: "the action \(kind.rawValue)")
    let order = try replay(of: target, at: moment, map, document)
    return PlannedAction(
      kind: kind, target: target, order: order, moment: moment, place: word.keyPlace)
  }

  private mutating func replay(
    of archive: String, at moment: Instant, _ map: DocumentMap, _ document: Document
  ) throws(InputError) -> Order {
    let known = ["at", "replay", "from", "to", "rules"]
    for entry in map.entries where !known.contains(entry.key) {
      throw .stray(entry, among: known, of: "the action replay")
    }
    guard let to = map["to"] else {
      throw InputError(
        "this replay does not say which events it sends",
        remedy: "for example from: 0 min, to: 10 min", at: document.place)
    }
    let begin = Instant.start + (try map["from"]?.duration() ?? .zero)
    let end = Instant.start + (try to.duration())
    guard begin < end else {
      throw InputError(
        "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.",
        remedy: "give a to after from", at: to.place)
    }
    if moment < end + Self.settling {
      notes.append(
        Note(
          at: to.place,
          "the replay of \(archive) begins less than 10 min after its last events: AWS advises to "
            + "wait so long, as events reach an archive late, and those that did not are missing"))
    }
    return .replay(from: begin, to: end, rules: try rules(map["rules"]))
  }

  private func rules(_ document: Document?) throws(InputError) -> [String]? {
    guard let document else { return nil }
    guard let list = document.list else {
      throw InputError(
        "rules are a list, and not \(document.kindName)", remedy: "for example rules: [ToLedger]",
        at: document.place)
    }
    var labels: [String] = []
    for entry in list { labels.append(try names.label(entry, of: "the action replay")) }
    return labels
  }

  /// The slip of a key that was meant for the kind of an action.
  private func stray(_ map: DocumentMap) -> InputError? {
    for entry in map.entries where !["at", "from", "to", "rules"].contains(entry.key) {
      let near = Suggestion.nearest(to: entry.key, among: Self.kinds)
      return InputError(
        "\(entry.key) is no kind of action",
        remedy: near.map { "did you mean \($0)?" }
          ?? "known are \(Self.kinds.joined(separator: ", "))", at: entry.keyPlace)
    }
    return nil
  }
}
