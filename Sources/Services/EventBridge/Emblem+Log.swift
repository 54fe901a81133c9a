import Blueprints

extension Emblem {
  /// Lines of writing.
  static let log = Emblem("M3 3h10 M3 6.3h10 M3 9.6h10 M3 13h6")
}
