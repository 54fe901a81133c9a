import Blueprints

extension Emblem {
  /// A drum.
  static let table = Emblem(
    "M3 4c0-2.4 10-2.4 10 0s-10 2.4-10 0z M3 4v8c0 2.4 10 2.4 10 0v-8 M3 8c0 2.4 10 2.4 10 0")
}
