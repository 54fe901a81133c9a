import Reports

/// The help, written from the declarations of the commands.
enum HelpPage {
  /// What the program does and which commands it knows.
  static var overview: String {
    let rows = Spillway.commands.map { ($0.name, $0.summary) }
    return """
      Spillway simulates an event-driven architecture on AWS from its template.

      spillway COMMAND [options]

      \(columns(rows))

      spillway COMMAND --help shows the options of a command; spillway --version the version.

      """
  }

  /// What a command does and its options.
  static func text(of command: Command) -> String {
    let rows = command.allOptions.map { ($0.usage, summary(of: $0)) }
    return """
      \(command.summary)

      \(command.usage)

      \(columns(rows))

      """ + keys(of: command)
  }

  /// What a line of JSON at standard input may say.
  private static func keys(of command: Command) -> String {
    guard !command.lineKeys.isEmpty else { return "" }
    return """

      Keys of a line of JSON at standard input:

      \(columns(command.lineKeys.map { ($0.name, $0.summary) }))

      """
  }

  private static func summary(of option: Option) -> String {
    var text = option.summary
    if case .choice(let words) = option.kind {
      text += " One of \(words.joined(separator: ", "))."
    }
    return option.isRepeatable ? text + " May be given several times." : text
  }

  private static func columns(_ rows: [(name: String, summary: String)]) -> String {
    let names = rows.reduce(0) { max($0, $1.name.count) } + 4
    let lines = rows.flatMap { row in
      Lettering.wrapped(row.summary, to: 98 - names).enumerated().map { index, part in
        "  " + Lettering.padded(index == 0 ? row.name : "", to: names - 2) + part
      }
    }
    return lines.joined(separator: "\n")
  }
}
