import Blueprints

/// A command with what was written behind it, the world outside and all that can be modelled.
package struct Invocation: Sendable {
  let reading: ArgumentReader.Reading
  /// Files, streams and the clock.
  package let outside: Outside
  /// The services.
  package let catalogue: Catalogue

  /// The word that follows the command.
  package var argument: String? { reading.arguments.first }
  /// The words that follow the command.
  var arguments: [String] { reading.arguments }

  /// Whether a flag was given.
  func has(_ option: Option) -> Bool { reading.values[option.name] != nil }
  /// The value of an option; nil where it was not given.
  func value(_ option: Option) -> String? { reading.values[option.name]?.last }
  /// Every value of an option that may be repeated.
  func values(_ option: Option) -> [String] { reading.values[option.name] ?? [] }
  /// The whole number that an option gives.
  func count(_ option: Option) -> UInt64? { value(option).flatMap { UInt64($0) } }
  /// The names and values that an option gives, in their order.
  func assignments(_ option: Option) -> [(name: String, value: String)] {
    values(option).map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
  }
}
