import Documents

/// The time zones of the world, as whoever runs the model has them.
public struct TimeZoneDatabase: Sendable {
  /// The edition, as `2025b`; `unknown` where it cannot be found out.
  public let version: String
  /// The names that it knows, for whoever mistyped one.
  public let names: [String]
  private let find: @Sendable (String) -> TimeZoneRules?

  /// A database that finds zones by their names.
  public init(
    version: String, names: [String], find: @escaping @Sendable (String) -> TimeZoneRules?
  ) {
    self.version = version
    self.names = names
    self.find = find
  }

  /// No zones but UTC.
  public static let none = TimeZoneDatabase(version: "none", names: []) { _ in nil }

  /// The rules of a zone.
  ///
  /// - Throws: That there is no such zone, with the nearest name.
  public func zone(named name: String) throws(InputError) -> TimeZoneRules {
    if Self.isUniversal(name) { return .utc }
    if let zone = find(name) { return zone }
    let near = Suggestion.nearest(to: name, among: names + ["UTC"])
    throw InputError(
      "there is no time zone \(name)",
      remedy: near.map { "did you mean \($0)?" } ?? "write it like Europe/Berlin")
  }

  /// Whether a zone is UTC, for which no database is needed.
  public static func isUniversal(_ name: String) -> Bool { name == "UTC" || name == "Etc/UTC" }
}
