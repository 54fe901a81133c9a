import Documents
import Patterns

/// Tells whether an event matches a pattern, for a person or line by line for a program.
enum MatchCommand {
  private static let pattern = Option(
    "pattern", "PATTERN", .text, "The pattern: JSON, or a file that holds it.")
  private static let event = Option(
    "event", "EVENT", .text, "The event: JSON, or a file that holds it.")

  static let command = Command(
    name: "match",
    summary: "Tells whether an event matches a pattern; without options answers lines of JSON.",
    argument: .none, options: [pattern, event], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    do throws(InputError) {
      switch (invocation.value(pattern), invocation.value(event)) {
      case (nil, nil): return LineAnswers.give(outside) { MatchRequest.answer($0) }
      case (let pattern?, let event?):
        return try match(text(pattern, outside), text(event, outside), outside)
      case (let pattern, _):
        let missing = pattern == nil ? self.pattern : self.event
        throw InputError("match needs --\(missing.name) too", remedy: "write \(missing.usage)")
      }
    } catch {
      return outside.refuse(error)
    }
  }

  /// A JSON text, or that of the file so named.
  private static func text(_ value: String, _ outside: Outside) throws(InputError) -> String {
    guard case .file = outside.place(value) else { return value }
    return String(decoding: try outside.read(value), as: UTF8.self)
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
