import Testing

/// A scenario that somebody got wrong, and what it is told.
struct Slip: CustomTestStringConvertible, Sendable {
  /// The text of a scenario.
  enum Source: Sendable {
    /// All of it.
    case text(String)
    /// What stands below a sound beginning of four lines.
    case scenario(String)
    /// What its one client says.
    case client(String)
    /// Its one goal.
    case goal(String)

    var text: String {
      let beginning = "duration: 1 min\ntemplate: template.yaml\ntraffic:\n  Shop: "
      let sound = beginning + "{to: OrderQueue, rate: 5/s}\n"
      return switch self {
      case .text(let text): text
      case .scenario(let text): sound + text
      case .client(let text): beginning + text
      case .goal(let text):
        sound + "behavior: {ProcessOrder: {duration: 1 ms}}\ngoals:\n  - " + text
      }
    }
  }

  let name: String
  let source: Source
  let settings: [String]
  let expected: [String]

  init(_ name: String, _ source: Source, setting settings: [String] = [], _ expected: [String]) {
    self.name = name
    self.source = source
    self.settings = settings
    self.expected = expected
  }

  var found: [String] {
    slips(source.text, settings: settings).split(separator: "\n").map { String($0) }
  }

  var testDescription: String { name }
}
