import Foundation
import Testing

/// A Swift file of the project.
struct SourceFile: Sendable, CustomTestStringConvertible {
  /// The path from the project's root.
  let path: String
  let text: String

  var testDescription: String { path }
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  /// The module, or the folder under `Tests`.
  var module: String { String(path.split(separator: "/")[1]) }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The project's root: two folders above this file's.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below a folder of the root, sorted by path.
  static func all(under folder: String) -> [SourceFile] {
    let base = root.appending(path: folder)
    let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    var files: [SourceFile] = []
    while let url = walker?.nextObject() as? URL {
      guard url.pathExtension == "swift" else { continue }
      let path = url.path.dropFirst(root.path.count)
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      files.append(SourceFile(path: path.drop { $0 == "/" }.description, text: text))
    }
    return files.sorted { $0.path < $1.path }
  }
}
