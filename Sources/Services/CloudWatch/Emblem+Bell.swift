import Blueprints

extension Emblem {
  /// A bell.
  static let bell = Emblem("M4 11.5v-5a4 4 0 0 1 8 0v5h1.5h-11h1.5 M7 14h2")
}
