import Foundation

/// Texts that are kept under `Tests/Snapshots`; `UPDATE=1 swift test` records them again.
///
///     let kept = try Snapshot.kept("Commands/help.txt", now: pages)
///     #expect(pages == kept, Snapshot.advice)
package enum Snapshot {
  /// What to do where a text is not the one that is kept.
  package static let advice = "run UPDATE=1 swift test, then read the diff"

  /// The text that is kept under a name; empty where there is none.
  ///
  /// - Throws: what the file system has to say where the text cannot be recorded.
  package static func kept(_ name: String, now text: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }
}
