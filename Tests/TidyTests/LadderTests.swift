import Testing

/// A module may import only what stands above it on the ladder.
@Suite struct LadderTests {
  /// The ladder of the manifest, top to bottom.
  static let ladder = [
    "Kernel", "Measures", "Documents", "Patterns", "Schedules", "Blueprints", "Programs",
    "Templates", "Services",
    "Scenarios", "Studies", "Reports", "Commands",
  ]
  /// What may not import a module although that stands above.
  static let strangers = [
    "Templates": ["Services"], "Scenarios": ["Services"], "Studies": ["Services"],
    "Reports": ["Services"], "Commands": ["Services"],
  ]

  /// What a module may import beside the ladder: the engine, down to the scenarios, nothing at all,
  /// as it has to compile as Embedded Swift.
  static let outside = [
    "Studies": ["Foundation", "Dispatch", "Synchronization"],
    "Commands": ["Foundation", "Synchronization"],
  ]

  private static func imports(of file: SourceFile) -> [String] {
    file.lines.filter { $0.contains("import ") && !$0.hasPrefix("//") && !$0.contains("\"") }
      .compactMap { line in
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
          place == 0 || words[0].hasPrefix("@")
        else { return nil }
        return String(words[place + 1])
      }
  }

  @Test(arguments: SourceFile.all(under: "Sources"))
  func `a module imports only what stands above it`(file: SourceFile) {
    guard let rung = Self.ladder.firstIndex(of: file.module) else { return }
    for imported in Self.imports(of: file) {
      let known = Self.ladder[..<rung].contains(imported)
      let outside = Self.outside[file.module]?.contains(imported) ?? false
      #expect(known || outside, "\(file.path) imports \(imported)")
      #expect(
        Self.strangers[file.module]?.contains(imported) != true,
        "\(file.path) imports \(imported)")
    }
  }
}
