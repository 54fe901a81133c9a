import Blueprints

extension Emblem {
  /// A pin on a map.
  static let address = Emblem(
    "M8 14.5c-3-3.5-4.5-6-4.5-8.2a4.5 4.5 0 0 1 9 0c0 2.2-1.5 4.7-4.5 8.2z "
      + "M8 5a1.5 1.5 0 1 0 .01 0z")
}
