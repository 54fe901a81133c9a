import Blueprints

extension Emblem {
  /// The world, with its equator and a meridian.
  static let globe = Emblem(
    "M8 2a6 6 0 1 0 .01 0z M2 8h12 M8 2c-4 4-4 8 0 12 M8 2c4 4 4 8 0 12")
}
