import Documents

/// A word that the program obeys, with what may follow it.
package struct Command: Sendable {
  /// What follows the name of a command, beside its options.
  package enum Argument: Sendable {
    /// Nothing may follow.
    case none
    /// One word has to follow.
    case required(String)
    /// One word may follow.
    case optional(String)
    /// One word has to follow, and more may.
    case several(String)
  }

  /// A key of a line of JSON.
  struct LineKey: Sendable {
    /// The key.
    let name: String
    /// What it holds, in one sentence.
    let summary: String

    init(_ name: String, _ summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// An option of other commands that this one cannot take, and why.
  struct Refusal: Sendable {
    /// The name behind the two dashes.
    let name: String
    /// Why, and what to do instead.
    let slip: InputError

    init(_ name: String, _ slip: InputError) {
      self.name = name
      self.slip = slip
    }
  }

  /// The word.
  package let name: String
  /// What it does, in one sentence.
  package let summary: String
  /// What follows it.
  package let argument: Argument
  /// Its options beside `--help`.
  package let options: [Option]
  /// The keys of a line of JSON at standard input, where it answers such lines.
  var lineKeys: [LineKey] = []
  /// The options that it refuses with a word on them.
  var refusals: [Refusal] = []
  /// Does it.
  let perform: @Sendable (Invocation) -> ExitCode

  /// Every option that it knows.
  package var allOptions: [Option] { options + [.help] }

  /// How it is written: `spillway run SCENARIO [options]`.
  package var usage: String {
    let argument: String =
      switch self.argument {
      case .none: ""
      case .required(let name): " \(name)"
      case .optional(let name): " [\(name)]"
      case .several(let name): " \(name)…"
      }
    return "spillway \(name)\(argument)" + (options.isEmpty ? "" : " [options]")
  }
}
