import Foundation
import Testing

/// Texts that are kept beside the tests; `UPDATE=1 swift test` records them again.
enum Snapshot {
  static func expect(
    _ actual: String, _ name: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Snapshots/Reports")
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try actual.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    #expect(
      actual == expected, "run UPDATE=1 swift test, then read the diff", sourceLocation: location)
  }
}
