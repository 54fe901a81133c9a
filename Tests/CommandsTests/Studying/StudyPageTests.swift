import Documents
import Foundation
import Services
import Testing

@testable import Commands

/// What the page on studies shows can be done.
@Suite struct StudyPageTests {
  private static let page: String = {
    let file = ShippedScenarioTests.root.appending(path: "Documentation/studies.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  /// The lines that are set in, block by block.
  private static let blocks: [String] = page.split(separator: "\n\n").filter {
    $0.hasPrefix("    ")
  }.map { block in
    block.split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: "\n")
  }

  @Test func `every command line that is shown is understood`() throws {
    var count = 0
    for block in Self.blocks {
      for line in block.replacing("\\\n", with: " ").replacing("\"", with: " ").split(
        separator: "\n")
      {
        guard let begin = line.firstRange(of: "spillway ")?.upperBound, !line.contains("metadata"),
          !line.contains("job-definition"), !line.contains("image:")
        else { continue }
        let words = line[begin...].split(separator: " ").map { String($0) }
        let command = try #require(Spillway.commands.first { $0.name == words.first }, "\(line)")
        _ = try ArgumentReader.read(Array(words.dropFirst()), for: command)
        count += 1
      }
    }
    #expect(count >= 5)
  }

  @Test func `the study that is shown can be read`() throws {
    let text = try #require(Self.blocks.first { $0.hasPrefix("about: ") })
    let sheet = try StudySheetReader.read(SourceText(name: "study.yaml", text: text))
    #expect(sheet.knobs.count == 2 && sheet.figures.count == 2)
    for key in StudySheetReader.keys { #expect(Self.page.contains(key), "\(key)") }
  }

  @Test func `the first command that is shown has points`() throws {
    let desk = try ShippedScenarioTests.desk("flash-sale")
    let line = try #require(Self.blocks.first).replacing("\\\n", with: " ")
    let words = line.split(separator: " ").map { String($0) }
    desk.isInterrupted = true
    #expect(desk.run(Array(words.dropFirst()), catalogue: .aws) == .interrupted, "\(desk.errors)")
    #expect(desk.errors == "stopped before a run had ended\n")
  }
}
