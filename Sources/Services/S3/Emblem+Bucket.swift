import Blueprints

extension Emblem {
  /// A pail.
  static let bucket = Emblem("M2.5 3.5h11l-1.6 10h-7.8z M3 6.5h10")
}
