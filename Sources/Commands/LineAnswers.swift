/// Answers lines of standard input with lines, for programs that ask many questions.
enum LineAnswers {
  /// Answers each line with a line, and shows the answers before it waits for more.
  ///
  /// Lines without a character are passed over.
  ///
  /// - Parameter answer: The answer to a line, without a line feed.
  static func give(_ outside: Outside, _ answer: ([UInt8]) -> String) -> ExitCode {
    var line: [UInt8] = []
    while true {
      if outside.isInterrupted() { return .interrupted }
      let bytes = outside.input()
      var answers = ""
      for byte in bytes {
        guard byte == 0x0A else {
          line.append(byte)
          continue
        }
        answers += Self.answer(&line, answer)
      }
      if bytes.isEmpty { answers += Self.answer(&line, answer) }
      if !answers.isEmpty { outside.output.write(answers) }
      if bytes.isEmpty { return .done }
    }
  }

  private static func answer(_ line: inout [UInt8], _ answer: ([UInt8]) -> String) -> String {
    defer { line.removeAll(keepingCapacity: true) }
    guard line.contains(where: { $0 > 0x20 }) else { return "" }
    return answer(line) + "\n"
  }
}
