import Blueprints

extension Emblem {
  /// A piece of pipe with its flange.
  static let pipe = Emblem("M2 5.5h12 M2 10.5h12 M5 5.5v5 M11 5.5v5")
}
