import Blueprints

extension Emblem {
  /// Head and shoulders.
  static let person = Emblem("M8 2a2.8 2.8 0 1 0 .01 0z M2.5 14c0-6.5 11-6.5 11 0")
}
