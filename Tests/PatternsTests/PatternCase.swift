import Foundation

/// A case of AWS's engine: a pattern, an event and the engine's answer.
struct PatternCase: Decodable, Sendable {
  var id: String
  var tier: String
  var expected: String
  var patternText: String
  var eventText: String
  var error: String?
  var complexity: Int?

  /// All of them, as recorded.
  static func all() throws -> [PatternCase] {
    try lines(of: "patterns.jsonl").map { line in
      try JSONDecoder().decode(PatternCase.self, from: Data(line.utf8))
    }
  }

  /// The lines of a file beside this one.
  static func lines(of name: String) throws -> [Substring] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n")
  }
}
