import Documents
import Patterns

/// Tells whether an event matches a pattern, for a person or line by line for a program.
enum MatchCommand {
  private static let pattern = Option(
    "pattern", "PATTERN", .text, "The pattern: JSON, or a file that holds it.")
  private static let event = Option(
    "event", "EVENT", .text, "The event: JSON, or a file that holds it.")

  private static let policy = Option(
    "policy", "POLICY", .text, "A filter policy of SNS: JSON, or a file that holds it.")
  private static let scope = Option(
    "scope", "SCOPE", .choice(["MessageAttributes", "MessageBody"]),
    "What of a message the policy looks at; else MessageAttributes.")
  private static let message = Option(
    "message", "MESSAGE", .text,
    "The message: JSON with a body, or with attributes, or a file that holds it; without one the "
      + "policy alone is looked at.")

  static let command = Command(
    name: "match",
    summary: "Tells whether an event matches a pattern; without options answers lines of JSON.",
    argument: .none, options: [pattern, event, policy, scope, message],
    lineKeys: keys, perform: perform)

  private static let keys: [Command.LineKey] = [
    .init("id", "Comes back with the answer."),
    .init("patternText", "The pattern, as a string; or pattern, as JSON itself."),
    .init("eventText", "The event, as a string; or event, as JSON itself."),
    .init("policy", "A filter policy in the place of a pattern and an event."),
    .init("scope", "What it looks at: MessageAttributes or MessageBody; else MessageAttributes."),
    .init("message", "The message for the policy: an object with a body, or with attributes."),
  ]

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    do throws(InputError) {
      if let policy = invocation.value(policy) { return try filter(policy, invocation) }
      for option in [scope, message] where invocation.has(option) {
        throw InputError(
          "--\(option.name) is for a policy", remedy: "write \(policy.usage) too")
      }
      switch (invocation.value(pattern), invocation.value(event)) {
      case (nil, nil): return LineAnswers.give(outside) { MatchRequest.answer($0) }
      case (let pattern?, let event?):
        return try match(
          text(pattern, of: self.pattern, outside), text(event, of: self.event, outside), outside)
      case (let pattern, _):
        let missing = pattern == nil ? self.pattern : self.event
        throw InputError("match needs --\(missing.name) too", remedy: "write \(missing.usage)")
      }
    } catch {
      return outside.refuse(error)
    }
  }

  /// A JSON text, or that of the file so named.
  private static func text(
    _ value: String, of option: Option, _ outside: Outside
  ) throws(InputError) -> String {
    guard case .file = outside.place(value) else {
      guard !isPath(value) else {
        throw InputError(
          "there is no file \(value)",
          remedy: "give --\(option.name) JSON, or a file that holds it")
      }
      return value
    }
    return String(decoding: try outside.read(value), as: UTF8.self)
  }

  /// Whether a text can only have been meant as the name of a file.
  private static func isPath(_ value: String) -> Bool {
    guard let first = value.first(where: { !$0.isWhitespace }), !"{[\"".contains(first) else {
      return false
    }
    return value.contains("/") || value.hasSuffix(".json")
  }

  /// Says what a filter policy does.
  private static func filter(
    _ written: String, _ invocation: Invocation
  ) throws(InputError) -> ExitCode {
    let outside = invocation.outside
    for option in [pattern, event] where invocation.has(option) {
      throw InputError(
        "match takes --policy or --\(option.name), found both",
        remedy: "an event is for a pattern, a message for a policy")
    }
    let policy = try text(written, of: self.policy, outside)
    let given = invocation.value(message)
    var message: String?
    if let given { message = try text(given, of: self.message, outside) }
    do throws(PatternError) {
      let result = try MatchRequest.answer(
        policy: policy, scope: invocation.value(scope), message: message)
      outside.output.write("\(result)\n")
      return result == "drop" ? .missed : .done
    } catch {
      guard error.stage == .pattern else {
        throw InputError(
          "--message cannot be read: \(error.message)",
          remedy: #"write it like '{"body": "{}"}', or '{"attributes": {"kind": {"DataType": "#
            + #""String", "StringValue": "paid"}}}'"#)
      }
      outside.output.write("refuse\n")
      throw InputError(error.message)
    }
  }

  private static func match(
    _ pattern: String, _ event: String, _ outside: Outside
  ) throws(InputError) -> ExitCode {
    let isMatch: Bool
    do throws(PatternError) {
      isMatch = try EventPattern(pattern).matches(event)
    } catch {
      let reason =
        error.stage == .pattern
        ? "Event pattern is not valid. Reason: " : "Parameter Event is not valid. Reason: "
      throw InputError(reason + error.message)
    }
    outside.output.write(isMatch ? "match\n" : "nomatch\n")
    return isMatch ? .done : .missed
  }
}
