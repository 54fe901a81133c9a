import Blueprints

extension Emblem {
  /// Three in a row.
  static let queue = Emblem("M2 4.5h3v7h-3z M6.5 4.5h3v7h-3z M11 4.5h3v7h-3z")
}
