import Blueprints
import Documents

/// Replaces the short resources of a template by what they stand for.
struct Expander {
  /// The macro that gives SAM's short forms their meaning.
  static let transform = "AWS::Serverless-2016-10-31"
  /// What the types of SAM's short resources begin with.
  static let prefix = "AWS::Serverless::"
  private static let inherited = ["Condition", "DeletionPolicy", "UpdateReplacePolicy"]

  /// Resolves the parameters that shorthands read.
  let evaluator: Evaluator
  /// The short forms that services declare.
  let shorthands: [Shorthand]
  /// The properties that resources share.
  let globals: Globals
  /// The template asks for short forms.
  let isEnabled: Bool

  /// The resources that each draft stands for, and the names that lead to generated ones.
  func expand(
    _ drafts: [Shorthand.Draft]
  ) -> (members: [(draft: Shorthand.Draft, origin: String)], names: [String: String]) {
    var members: [(draft: Shorthand.Draft, origin: String)] = []
    var names: [String: String] = [:]
    var shared: [Shorthand.Draft] = []
    var additions: [Shorthand.Addition] = []
    for draft in drafts.flatMap({ [$0] + connectors(of: $0) }) {
      do throws(InputError) {
        guard let expansion = try expansion(of: draft, among: drafts) else {
          members.append((draft, draft.logicalID))
          continue
        }
        for generated in expansion.drafts {
          members.append((inheriting(generated, from: draft), draft.logicalID))
        }
        for draft in expansion.shared
        where !shared.contains(where: { $0.logicalID == draft.logicalID }) {
          shared.append(draft)
        }
        for pair in expansion.names { names[pair.name] = pair.logicalID }
        additions += expansion.additions
        for note in expansion.notes { evaluator.note(note) }
      } catch {
        evaluator.diagnostics.report(error)
        members.append((draft, draft.logicalID))
      }
    }
    members += shared.map { ($0, $0.logicalID) }
    for addition in additions {
      for index in members.indices where members[index].draft.logicalID == addition.logicalID {
        let place = addition.entry.place
        members[index].draft.document = Self.adding(
          addition.entry, to: members[index].draft.document, at: ["Properties"] + addition.path,
          place)
      }
    }
    return (members, names)
  }

  /// A document with an entry more in the list at the end of a path.
  private static func adding(
    _ entry: Document, to document: Document, at path: [String], _ place: Place
  ) -> Document {
    guard let name = path.first else {
      return Document(.list((document.list ?? []) + [entry]), at: place)
    }
    var map = document.map ?? DocumentMap()
    let inner = map[name] ?? Document(.null, at: place)
    map.set(name, to: adding(entry, to: inner, at: Array(path.dropFirst()), place), keyPlace: place)
    return Document(.map(map), at: document.place)
  }

  /// The connectors that a resource holds itself, as resources of their own.
  private func connectors(of draft: Shorthand.Draft) -> [Shorthand.Draft] {
    let composer = Composer(at: draft.place)
    return (draft.document["Connectors"]?.map?.entries ?? []).map { entry in
      let type = Self.prefix + "Connector"
      var properties = entry.value["Properties"]?.map ?? DocumentMap()
      properties.set(
        "Source", to: composer.map(["Id": composer.text(draft.logicalID)]), keyPlace: entry.keyPlace
      )
      let document = composer.map([
        "Type": composer.text(type), "Condition": draft.document["Condition"],
        "Properties": Document(.map(properties), at: entry.keyPlace),
      ])
      return Shorthand.Draft(logicalID: draft.logicalID + entry.key, type: type, document: document)
    }
  }

  private func expansion(
    of draft: Shorthand.Draft, among drafts: [Shorthand.Draft]
  ) throws(InputError) -> Shorthand.Expansion? {
    guard draft.type.hasPrefix(Self.prefix) else { return nil }
    guard isEnabled else {
      throw InputError(
        "\(draft.type) needs the SAM transform", remedy: "add Transform: \(Self.transform)",
        at: draft.document["Type"]?.place)
    }
    guard let shorthand = shorthands.first(where: { $0.kind == .resource(draft.type) }) else {
      return nil
    }
    var events: [Shorthand] = []
    for candidate in shorthands {
      if case .event = candidate.kind { events.append(candidate) }
    }
    let written = draft.document["Properties"] ?? Document(.null, at: draft.place)
    let properties = withParameters(globals.merged(into: written, type: draft.type))
    var whole = draft
    whole.document = Self.with(properties, in: draft.document)
    var request = Shorthand.Request(
      draft: whole, eventName: "", properties: properties, events: events)
    request.resources = drafts
    return try shorthand.expand(request)
  }

  /// As SAM does: what a shorthand reads may be a parameter or stand in a mapping, not in a
  /// resource.
  private func withParameters(_ document: Document) -> Document {
    if let list = document.list {
      return Document(.list(list.map { withParameters($0) }), at: document.place)
    }
    guard let map = document.map else { return document }
    if map.count == 1, let name = map["Ref"]?.text, evaluator.parameters[name] != nil,
      let value = evaluator.resolved(document)
    {
      return value
    }
    if map.count == 1, map["Fn::FindInMap"] != nil, let value = evaluator.resolved(document) {
      return value
    }
    var changed = DocumentMap()
    for entry in map.entries {
      changed.set(entry.key, to: withParameters(entry.value), keyPlace: entry.keyPlace)
    }
    return Document(.map(changed), at: document.place)
  }

  private func inheriting(
    _ generated: Shorthand.Draft, from draft: Shorthand.Draft
  ) -> Shorthand.Draft {
    guard let origin = draft.document.map, var map = generated.document.map else {
      return generated
    }
    let isItself = generated.logicalID == draft.logicalID
    for entry in origin.entries
    where map[entry.key] == nil && (isItself || Self.inherited.contains(entry.key)) {
      map.set(entry.key, to: entry.value, keyPlace: entry.keyPlace)
    }
    var whole = generated
    whole.document = Document(.map(map), at: draft.place)
    return whole
  }

  private static func with(_ properties: Document, in document: Document) -> Document {
    var map = document.map ?? DocumentMap()
    map.set("Properties", to: properties, keyPlace: document.place)
    return Document(.map(map), at: document.place)
  }
}
