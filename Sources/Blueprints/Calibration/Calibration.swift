import Kernel

/// The values of all parameters in a run: a named table and what the scenario sets over it.
public struct Calibration: Sendable {
  /// The calibration that every other one falls back to.
  public static let standard = "aws-2026"
  /// The names that a scenario may give.
  public static let names = [
    "aws-2026", "measured-2023", "measured-2022", "classroom", "ideal",
  ]

  /// Which table.
  public let name: String
  /// What the scenario sets, by the parameter's name.
  public private(set) var overrides: [String: Parameter.Value]

  /// A table by its name, with the values that a scenario sets.
  public init(_ name: String = Calibration.standard, overrides: [String: Parameter.Value] = [:]) {
    precondition(Calibration.names.contains(name), "no calibration is named \(name)")
    self.name = name
    self.overrides = overrides
  }

  /// Sets one parameter over the table.
  public mutating func set(_ parameter: String, to value: Parameter.Value) {
    overrides[parameter] = value
  }

  /// The value in force.
  public func value(_ parameter: Parameter) -> Parameter.Value {
    overrides[parameter.name] ?? parameter.entry(in: name).value
  }

  /// The value of a drawn time; a fixed length counts as one.
  public func time(_ parameter: Parameter) -> Distribution {
    switch value(parameter) {
    case .time(let distribution): return distribution
    case .span(let span): return .constant(Double(span.nanoseconds))
    default: preconditionFailure("\(parameter.name) is not a time")
    }
  }

  /// The value of a fixed length of time.
  public func span(_ parameter: Parameter) -> TimeSpan {
    guard case .span(let span) = value(parameter) else {
      preconditionFailure("\(parameter.name) is not a fixed length of time")
    }
    return span
  }

  /// The value of a whole number.
  public func count(_ parameter: Parameter) -> Int64 {
    guard case .count(let count) = value(parameter) else {
      preconditionFailure("\(parameter.name) is not a count")
    }
    return count
  }

  /// The value of a real number.
  public func real(_ parameter: Parameter) -> Double {
    guard case .real(let real) = value(parameter) else {
      preconditionFailure("\(parameter.name) is not a real number")
    }
    return real
  }

  /// The value of a yes or no.
  public func flag(_ parameter: Parameter) -> Bool {
    guard case .flag(let flag) = value(parameter) else {
      preconditionFailure("\(parameter.name) is not a yes or no")
    }
    return flag
  }
}
