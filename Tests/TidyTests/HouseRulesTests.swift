import Testing

/// The rules of the house that text alone can tell.
@Suite struct HouseRulesTests {
  static let sources = SourceFile.all(under: "Sources")
  static let everything = SourceFile.all(under: "Sources") + SourceFile.all(under: "Tests")
  /// Modules in which a run takes place: what they compute must be the same on every machine.
  static let pure = [
    "Kernel", "Measures", "Documents", "Patterns", "Schedules", "Blueprints", "Programs",
    "Templates", "Services",
    "Scenarios",
  ]

  @Test(arguments: everything) func `no line is longer than 100 columns`(file: SourceFile) {
    for (number, line) in file.lines.enumerated() where line.count > 100 {
      Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
    }
  }

  @Test(arguments: everything) func `no file is longer than 400 lines`(file: SourceFile) {
    #expect(file.lines.count <= 400, "\(file.path)")
  }

  @Test(arguments: everything) func `no function is longer than 70 lines`(file: SourceFile) {
    for function in FunctionLengths.of(file) where function.lines > 70 {
      Issue.record("\(file.path):\(function.begin) is \(function.lines) lines long")
    }
  }

  @Test(arguments: sources.filter { pure.contains($0.module) })
  func `nothing below the studies reads the outside or a foreign number`(file: SourceFile) {
    let banned = [
      "Date(", "ContinuousClock", ".random(in:", "SystemRandomNumberGenerator", " print(",
      "Hasher(", "rounded(", "truncatingRemainder", "addingProduct", "getenv", "String(format",
    ]
    let code = file.lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    for word in banned {
      #expect(!code.contains(word), "\(file.path) uses \(word)")
    }
  }

  @Test(arguments: sources) func `unsafe memory lives under one roof`(file: SourceFile) {
    let isRoof = file.path == "Sources/Kernel/Memory/Memory.swift"
    #expect(isRoof || !file.text.contains("Unsafe"), "\(file.path)")
  }

  @Test(arguments: sources) func `whatever others can see is documented`(file: SourceFile) {
    let lines = file.lines
    for (number, line) in lines.enumerated() {
      let code = line.drop { $0 == " " }
      guard code.hasPrefix("package ") || code.hasPrefix("public ") else { continue }
      var above = number - 1
      while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
      let documented = above >= 0 && lines[above].drop { $0 == " " }.hasPrefix("///")
      if !documented { Issue.record("\(file.path):\(number + 1) has no documentation") }
    }
  }

  @Test(arguments: everything) func `nothing is left for later`(file: SourceFile) {
    let words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"]
    for word in words { #expect(!file.text.contains(word), "\(file.path) says \(word)") }
  }
}
