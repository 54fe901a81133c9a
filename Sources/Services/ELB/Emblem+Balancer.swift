import Blueprints

extension Emblem {
  /// One way that parts into three, each as wide.
  static let balancer = Emblem("M2 8h4 M6 8l5-5h3 M6 8h8 M6 8l5 5h3")
}
