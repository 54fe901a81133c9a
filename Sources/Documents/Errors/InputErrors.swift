/// All the slips found in what the user wrote, at least one.
public struct InputErrors: Error, Sendable, Equatable {
  /// The slips: file by file as they were met, and in each file from the top.
  public let errors: [InputError]

  /// The slips in the order in which they were found.
  public init(_ errors: [InputError]) {
    precondition(!errors.isEmpty, "an error without a slip")
    self.errors = Self.sorted(errors)
  }

  /// A single slip.
  public init(_ error: InputError) { self.init([error]) }

  /// Every slip as it renders itself, with a blank line between them.
  public var rendered: String {
    var text = errors[0].rendered
    for error in errors.dropFirst() { text += "\n\n" + error.rendered }
    return text
  }

  /// Files in the order in which they were met, places from the top, slips of one place as found.
  private static func sorted(_ errors: [InputError]) -> [InputError] {
    var files: [ObjectIdentifier: Int] = [:]
    var ranked: [(file: Int, offset: Int, found: Int)] = []
    for (found, error) in errors.enumerated() {
      guard let place = error.place else {
        ranked.append((file: .max, offset: 0, found: found))
        continue
      }
      let file = files[ObjectIdentifier(place.source)] ?? files.count
      files[ObjectIdentifier(place.source)] = file
      ranked.append((file: file, offset: place.offset, found: found))
    }
    ranked.sort { ($0.file, $0.offset, $0.found) < ($1.file, $1.offset, $1.found) }
    return ranked.map { errors[$0.found] }
  }
}
