import Foundation

/// A file while it is written, beside the one that it becomes once it is whole.
///
/// A process that is killed leaves it behind; whoever writes that file next takes it away.
struct UnfinishedFile {
  private static let ending = ".unfinished"

  private let file: URL
  private var folder: URL { file.deletingLastPathComponent() }
  /// What all unfinished files of one file begin with.
  private var begin: String { ".\(file.lastPathComponent)." }
  private var name: String {
    "\(begin)\(ProcessInfo.processInfo.processIdentifier)\(Self.ending)"
  }

  /// The file that is to become another.
  init(of file: URL) { self.file = file }

  /// Writes a text, and puts it where the file is to be in one step.
  func becomeWhole(holding text: String) throws {
    removeAbandoned()
    let own = folder.appending(path: name)
    do {
      try Data(text.utf8).write(to: own)
      guard rename(own.path, file.path) == 0 else {
        throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
      }
    } catch {
      try? FileManager.default.removeItem(at: own)
      throw error
    }
  }

  /// Takes away what writers of the same file left that are no more.
  private func removeAbandoned() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(begin) && name.hasSuffix(Self.ending) {
      let writer = Int32(name.dropFirst(begin.count).dropLast(Self.ending.count))
      guard let writer, kill(writer, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }
}
