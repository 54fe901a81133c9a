import Blueprints

extension Emblem {
  /// One way that parts into three.
  static let topic = Emblem("M2 8h5 M7 8l6-5 M7 8h6 M7 8l6 5")
}
