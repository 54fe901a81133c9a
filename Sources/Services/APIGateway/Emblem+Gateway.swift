import Blueprints

extension Emblem {
  /// An angle on either side.
  static let gateway = Emblem("M6 3l-4 5l4 5 M10 3l4 5l-4 5")
}
