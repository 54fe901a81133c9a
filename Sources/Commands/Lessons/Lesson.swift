import Documents

/// A lesson: a question, a prediction, runs that answer it, and a change to try.
struct Lesson: Sendable {
  /// A figure of a run under a name, and the goal that it has to meet for the lesson to be true.
  struct Claim: Sendable {
    /// The name by which the words of the lesson speak of the figure.
    let name: String
    /// The sentence, as goals of a scenario are written.
    let sentence: Document
  }

  /// A section of the report that belongs to the answer.
  struct Excerpt: Sendable {
    /// The heading of the section.
    let heading: String
    /// Where the heading stands.
    let place: Place
    /// What the names of its lines begin with; all lines where there are none.
    let names: [String]
  }

  /// One run of the lesson's scenario.
  struct Run: Sendable {
    /// The design; nil for the first.
    let design: String?
    /// What is changed, as `--set` takes it.
    let settings: [String]
    /// What of its report belongs to the answer.
    let excerpts: [Excerpt]
    /// The figures that the words name.
    let claims: [Claim]
    /// Where it is described.
    let place: Place
  }

  /// One thing to change, and what comes of it.
  struct Change: Sendable {
    /// What is changed, and what to ask oneself before.
    let what: String
    /// The run with the change.
    let run: Run
    /// What it shows.
    let then: String
  }

  /// Its number, from 1.
  let number: Int
  /// The folder that it lies in.
  let folder: String
  /// What it is about.
  let title: String
  /// What it asks.
  let question: String
  /// What to guess before the run.
  let prediction: String
  /// The runs, at least one.
  let runs: [Run]
  /// What they show; `{{name}}` stands for the figure of a claim.
  let answer: String
  /// What to try then.
  let change: Change

  /// The name of its folder alone: `03-buffering`.
  var name: String { folder.split(separator: "/").last.map { String($0) } ?? folder }

  /// The command that does a run of it.
  func command(for run: Run) -> String {
    let design = run.design.map { " --design \(Self.quoted($0))" } ?? ""
    let settings = run.settings.map { " --set \(Self.quoted($0))" }.joined()
    return "spillway run \(folder)\(design)\(settings)"
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._=/:-,@%+".utf8.contains(byte)
      }
    }
    guard !plain else { return word }
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'\(parts.joined(separator: "'\\''"))'"
  }
}
