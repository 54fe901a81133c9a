import Blueprints

extension Emblem {
  /// A key.
  static let key = Emblem("M5 5.5a2.5 2.5 0 1 0 .01 0z M7.5 8h6.5v2.5 M11 8v2")
}
