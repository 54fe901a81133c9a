import Blueprints

extension Emblem {
  /// Waves from a mast.
  static let broadcast = Emblem("M8 9.5v4 M5 8a4.3 4.3 0 0 1 6 0 M2.5 5.5a7.8 7.8 0 0 1 11 0")
}
