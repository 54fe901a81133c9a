import Blueprints
import Documents

/// What a target gets of an event: all of it, a part, something made of it, or something else.
enum TargetInput: Sendable {
  /// The event as it is.
  case event
  /// Something else, whatever the event says.
  case constant(EventContent)
  /// A part of the event.
  case part(EventPath)
  /// A text made of parts of the event.
  case template(InputTemplate)

  /// The most characters that `Input` and `InputTemplate` may have.
  static let longest = 8_192

  /// The rule and the target that an input belongs to.
  struct Owner {
    /// The `Id` of the target.
    let target: String
    /// The name of the rule.
    let rule: String
    /// The ARN of the rule.
    let ruleARN: String
    /// Where the target stands.
    let place: Place
    /// Whether it is a pipe in the place of a rule, whose templates hold paths themselves.
    var isPipe = false

    init(target: String, rule: String, ruleARN: String, place: Place) {
      self.target = target
      self.rule = rule
      self.ruleARN = ruleARN
      self.place = place
    }

    /// The target of a rule that is being made.
    init(target: String, rule site: Site, on bus: EventBus, at place: Place) {
      self.init(
        target: target, rule: Rule.name(at: site), ruleARN: Rule.arn(at: site, on: bus),
        place: place)
    }
  }

  /// Reads what a target's properties say, and refuses what `PutTargets` refuses.
  ///
  /// - Throws: AWS's own message where one is known.
  static func read(_ settings: InputSettings, of owner: Owner) throws(InputError) -> TargetInput {
    let given = [settings.constant != nil, settings.path != nil, settings.transformer != nil]
    guard given.count(where: { $0 }) < 2 else {
      throw InputError(
        "Only one of Input, InputPath, or InputTransformer must be provided for target "
          + "\(owner.target).",
        remedy: "choose one for the target \(owner.target) of \(owner.rule)", at: owner.place)
    }
    if let text = settings.constant { return .constant(try constant(text, of: owner)) }
    if let text = settings.path { return .part(try path(text, "InputPath", of: owner)) }
    guard let transformer = settings.transformer else { return .event }
    return .template(try InputTemplate(transformer, of: owner))
  }

  /// The kind of what the target gets of an event of a kind.
  ///
  /// Bytes that the scenario does not describe belong to the event's `detail`, and go where that
  /// goes as a whole. A template whose output would be no JSON gives a body that is text.
  func applied(to kind: EventKind) -> EventKind {
    if case .event = self { return kind }
    var result = kind
    result.payload = nil
    if case .constant(let content) = self { return result.saying(only: content) }
    guard let event = kind.content else {
      result.body = .unknown
      return result
    }
    let output: EventContent?
    switch self {
    case .event, .constant: preconditionFailure("an input that reads nothing was read")
    // What EventBridge sends where a path finds nothing is not documented; taken for null.
    case .part(let path): output = path.value(in: event) ?? .null
    case .template(let template): output = template.filled(from: event)
    }
    guard let output else {
      result.body = .text
      return result
    }
    return carriesDetail ? result.saying(output) : result.saying(only: output)
  }

  /// The transformation from events to what the target gets; nil where that is the event.
  func transformation(in world: World) -> Int? {
    if case .event = self { return nil }
    return world.addTransformation { self.applied(to: $0) }
  }

  private var carriesDetail: Bool {
    switch self {
    case .event: true
    case .constant: false
    case .part(let path): path.carriesDetail
    case .template(let template): template.carriesDetail
    }
  }

  /// The path that a property gives.
  static func path(
    _ text: String, _ property: String, of owner: Owner
  ) throws(InputError) -> EventPath {
    guard let path = EventPath(text) else {
      throw InputError(
        "\(property) of target \(owner.target) is \(text), which is no JSON path of EventBridge",
        remedy: "write $, \(EventPath.words)", at: owner.place)
    }
    return path
  }

  private static func constant(
    _ text: String, of owner: Owner
  ) throws(InputError) -> EventContent {
    try checkLength(text, "Input", of: owner)
    do throws(InputError) {
      return ContentReader.literal(try JSON.read(SourceText(name: "Input", text: text)))
    } catch {
      throw InputError(
        "JSON syntax error in input for target \(owner.target)",
        remedy: "Input is JSON; a string stands in double quotes: \(error.problem)",
        at: owner.place)
    }
  }

  /// Refuses a text of more than 8,192 characters.
  static func checkLength(
    _ text: String, _ property: String, of owner: Owner
  ) throws(InputError) {
    guard text.unicodeScalars.count > longest else { return }
    throw InputError(
      "\(property) of target \(owner.target) has \(text.unicodeScalars.count) characters",
      remedy: "EventBridge takes \(longest)", at: owner.place)
  }
}

extension EventKind {
  /// The kind with another body, and nothing beside it that nobody describes.
  fileprivate func saying(only content: EventContent) -> EventKind {
    var kind = self
    kind.body = .unknown
    kind.size = 0
    return kind.saying(content)
  }
}
