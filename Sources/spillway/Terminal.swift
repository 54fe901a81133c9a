import Commands
import Documents
import Foundation
import Schedules
import Synchronization

/// The real outside: the files, the terminal and the clock of this machine.
enum Terminal {
  /// Everything a command may touch.
  static var outside: Outside {
    var outside = Outside(
      arguments: Array(CommandLine.arguments.dropFirst()),
      output: stream(FileHandle.standardOutput, STDOUT_FILENO),
      errors: stream(FileHandle.standardError, STDERR_FILENO))
    outside.outputFailure = { outputFailure.withLock { $0 } }
    outside.cores = ProcessInfo.processInfo.activeProcessorCount
    outside.place = place
    outside.read = { (path) throws(InputError) in try read(path) }
    outside.write = { (path, text) throws(InputError) in try write(text, to: path) }
    outside.remove = { (path) throws(InputError) in try remove(path) }
    outside.variable = { ProcessInfo.processInfo.environment[$0] }
    outside.list = { (path) throws(InputError) in try list(path) }
    outside.input = { Array(FileHandle.standardInput.availableData) }
    outside.isAttended = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    outside.clock = { Int64(clamping: DispatchTime.now().uptimeNanoseconds) }
    outside.today = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
    outside.zones = .foundation
    outside.isInterrupted = { isInterrupted.load(ordering: .relaxed) }
    return outside
  }

  /// Why standard output did not take everything.
  private static let outputFailure = Mutex<InputError?>(nil)

  /// Whether the user asked to stop.
  private static let isInterrupted = Atomic(false)

  /// Lets the first request to stop end the runs, and the second one the program.
  ///
  /// A user asks with Ctrl-C, a scheduler that needs the machine with SIGTERM.
  static func listenForInterrupt() {
    for request in [SIGINT, SIGTERM] {
      signal(request) { _ in
        if Terminal.isInterrupted.exchange(true, ordering: .relaxed) { _exit(130) }
      }
    }
  }

  private static func stream(_ handle: FileHandle, _ descriptor: Int32) -> Outside.Stream {
    let isTerminal = isatty(descriptor) == 1
    let environment = ProcessInfo.processInfo.environment
    let refusesColour =
      !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    return Outside.Stream(
      columns: isTerminal ? columns(of: descriptor) : nil,
      isColoured: isTerminal && !refusesColour,
      write: { text in
        do {
          try handle.write(contentsOf: Data(text.utf8))
        } catch  where descriptor == STDOUT_FILENO {
          let slip = InputError("cannot write to standard output", remedy: reason(error))
          outputFailure.withLock { $0 = $0 ?? slip }
        } catch {
          // Nobody is left to be told.
        }
      })
  }

  private static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  @Sendable private static func place(_ path: String) -> Outside.Place {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .nothing
    }
    return isFolder.boolValue ? .folder : .file
  }

  private static func read(_ path: String) throws(InputError) -> [UInt8] {
    switch place(path) {
    case .file: break
    case .folder: throw InputError("\(path) is a folder", remedy: "name a file")
    case .nothing: throw InputError("there is no file \(path)")
    }
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw InputError("cannot read \(path)", remedy: reason(error))
    }
  }

  private static func write(_ text: String, to path: String) throws(InputError) {
    let file = URL(filePath: path)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try UnfinishedFile(of: file).becomeWhole(holding: text)
    } catch {
      throw InputError("cannot write \(path)", remedy: reason(error))
    }
  }

  private static func remove(_ path: String) throws(InputError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw InputError("cannot remove \(path)", remedy: reason(error))
    }
  }

  private static func list(_ path: String) throws(InputError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw InputError("cannot list \(path)", remedy: reason(error))
    }
  }

  /// What the system says, as the advice that it nearly is.
  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let code = underlying?.code ?? (error as NSError).code
    switch Int32(code) {
    case EACCES, EPERM: return "you may not: check the permissions"
    case ENOSPC: return "the disk is full"
    case EROFS: return "the file system is read-only"
    case ENOENT: return "it is not there"
    case ENOTDIR, EEXIST: return "a file stands where a folder should be"
    default: return error.localizedDescription
    }
  }
}
