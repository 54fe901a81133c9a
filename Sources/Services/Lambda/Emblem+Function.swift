import Blueprints

extension Emblem {
  /// The letter lambda.
  static let function = Emblem("M3 2.5h2.5l6 11h2 M7.7 6.5l-4.2 7")
}
