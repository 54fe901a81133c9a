import Blueprints
import Documents
import Reports

/// The program: words in, an exit code out.
package enum Spillway {
  /// The version that `--version` prints.
  package static let version = "0.1.0"

  /// Every command, in the order of the help.
  package static var commands: [Command] {
    [
      RunCommand.command, CompareCommand.command, SweepCommand.command, PlanCommand.command,
      CapacityCommand.command, MergeCommand.command, CalibrateCommand.command,
      CheckCommand.command, ExplainCommand.command,
      MatchCommand.command, ScheduleCommand.command, LessonCommand.command, ListCommand.command,
      help,
    ]
  }

  private static let help = Command(
    name: "help", summary: "Shows what a command does and its options.",
    argument: .optional("COMMAND"), options: [],
    perform: { invocation in
      guard let name = invocation.argument else { return show(HelpPage.overview, invocation) }
      guard let command = commands.first(where: { $0.name == name }) else {
        return invocation.outside.refuse(unknown(name))
      }
      return show(HelpPage.text(of: command), invocation)
    })

  /// Does what the words say; an answer that was lost on its way is an error too.
  package static func run(_ outside: Outside, catalogue: Catalogue) -> ExitCode {
    let code = obey(outside, catalogue)
    guard let slip = outside.outputFailure() else { return code }
    return .worse(code, outside.refuse(slip))
  }

  private static func obey(_ outside: Outside, _ catalogue: Catalogue) -> ExitCode {
    guard let word = outside.arguments.first else {
      outside.output.write(HelpPage.overview)
      return .wrongInput
    }
    if word == "--help" || word == "-h" {
      outside.output.write(HelpPage.overview)
      return .done
    }
    if word == "--version" {
      outside.output.write("spillway \(version)\n")
      return .done
    }
    guard let command = commands.first(where: { $0.name == word }) else {
      return outside.refuse(unknown(word))
    }
    do throws(InputError) {
      let words = Array(outside.arguments.dropFirst())
      let reading = try ArgumentReader.read(words, for: command)
      let invocation = Invocation(reading: reading, outside: outside, catalogue: catalogue)
      return invocation.has(.help)
        ? show(HelpPage.text(of: command), invocation) : command.perform(invocation)
    } catch {
      return outside.refuse(error)
    }
  }

  private static func show(_ page: String, _ invocation: Invocation) -> ExitCode {
    invocation.outside.output.write(page)
    return .done
  }

  private static func unknown(_ word: String) -> InputError {
    let near = Suggestion.nearest(to: word, among: commands.map { $0.name })
    let what = word.hasPrefix("-") ? "option" : "command"
    return InputError(
      "there is no \(what) \(word)",
      remedy: near.map { "did you mean \($0)?" } ?? "see spillway help")
  }
}
