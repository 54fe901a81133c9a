import Foundation
import Services
import Testing

@testable import Commands

/// The lessons that are shipped.
@Suite struct LessonTests {
  private static let folder = ShippedScenarioTests.root.appending(path: LessonShelf.folder)
  static let names: [String] = {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return entries.filter { $0.first?.isNumber == true }.sorted()
  }()

  @Test(arguments: names)
  func `a lesson is true, and so is what it says of its change`(name: String) throws {
    let desk = try ShippedScenarioTests.desk("lessons/\(name)")
    for change in ["", " --change"] {
      #expect(desk.run("lesson \(name)\(change)", catalogue: .aws) == .done, "\(desk.output)")
      #expect(desk.errors == "")
      #expect(!desk.output.contains("{{"), "\(desk.output)")
    }
    #expect(desk.files["reports/lessons/\(name)/report.json"] != nil)
  }

  @Test(arguments: names)
  func `a lesson is a scenario as any other`(name: String) throws {
    let desk = try ShippedScenarioTests.desk("lessons/\(name)")
    #expect(desk.run("check scenarios/lessons/\(name)", catalogue: .aws) == .done)
    #expect(desk.output.contains("no errors"))
  }

  @Test func `there are ten to thirteen lessons, numbered without a gap`() {
    #expect((10...13).contains(Self.names.count))
    for (index, name) in Self.names.enumerated() {
      #expect(Int(name.prefix(2)) == index + 1, "\(name)")
    }
  }

  @Test func `the page of lessons names each with its title`() throws {
    let page = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    for (index, name) in Self.names.enumerated() {
      let file = Self.folder.appending(path: "\(name)/lesson.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      let title = try #require(text.split(separator: "\n").first?.dropFirst("title: ".count))
      #expect(page.contains("| \(index + 1) | [\(title)](\(name)/lesson.yaml) |"), "\(name)")
    }
  }
}
