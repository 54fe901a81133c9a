import Blueprints
import Documents
import Kernel
import Scenarios
import Synchronization

/// The files of a scenario, each read once however often the scenario is.
final class ScenarioSource: Sendable {
  /// Where the scenario is.
  let file: ScenarioFile
  /// What stands there.
  let text: SourceText
  private let outside: Outside
  private let catalogue: Catalogue
  private let opened = Mutex<[String: SourceText]>([:])

  /// The scenario at a path.
  ///
  /// - Throws: That nothing is there, or that it cannot be read.
  init(_ path: String, _ invocation: Invocation) throws(InputError) {
    outside = invocation.outside
    catalogue = invocation.catalogue
    file = try ScenarioFile(path, outside)
    text = try SourceText.decoding(try outside.read(file.path), name: file.path)
  }

  /// The scenario with changes in it.
  ///
  /// - Parameter figures: What is asked of its designs beside the goals.
  /// - Throws: All errors of the scenario and its templates.
  func scenario(
    setting changes: [Setting], parameters: [(name: String, value: String)] = [],
    asking figures: [Document] = []
  ) throws(InputErrors) -> Scenario {
    try ScenarioReader(catalogue, zones: outside.zones) { (path) throws(InputError) in
      try self.open(path)
    }.read(text, setting: changes, parameters: parameters, asking: figures)
  }

  /// The text of a file beside the scenario.
  private func open(_ path: String) throws(InputError) -> SourceText {
    if let known = opened.withLock({ $0[path] }) { return known }
    let place = file.folder == "." ? path : "\(file.folder)/\(path)"
    guard case .file = outside.place(place) else { throw InputError("there is no file \(place)") }
    let text = try SourceText.decoding(try outside.read(place), name: place)
    opened.withLock { $0[path] = text }
    return text
  }

  /// The hash of every text that was read so far.
  var fingerprint: UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.fold(stableHash(text.bytes), 0, 0)
    let opened = opened.withLock { $0 }
    for (path, text) in opened.sorted(by: { $0.key < $1.key }) {
      fingerprint.fold(stableHash(path), stableHash(text.bytes), 1)
    }
    return fingerprint.value
  }
}
