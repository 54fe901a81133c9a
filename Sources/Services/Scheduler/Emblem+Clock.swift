import Blueprints

extension Emblem {
  /// A face with two hands.
  static let clock = Emblem("M8 2a6 6 0 1 0 .01 0z M8 4.5v3.7l2.6 1.6")
}
