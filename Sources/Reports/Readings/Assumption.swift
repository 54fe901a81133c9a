import Blueprints

/// A parameter that shaped the run and that no source vouches for.
package struct Assumption: Sendable {
  /// The parameter.
  package let parameter: Parameter
  /// Its value in the run.
  package let value: Parameter.Value
  /// Whether the scenario set it.
  package let isOverridden: Bool
  /// Why the value was taken.
  package let why: String
}

extension Subject {
  /// Every parameter of the run that is an assumption or that the scenario set, each once.
  package var assumptions: [Assumption] {
    let calibration = first.calibration
    var seen: Set<String> = []
    return first.parameters.compactMap { parameter in
      guard seen.insert(parameter.name).inserted else { return nil }
      let entry = parameter.entry(in: calibration.name)
      let value = calibration.value(parameter)
      if calibration.overrides[parameter.name] != nil {
        let standard = "set by the scenario; \(entry.calibration) has \(entry.value.words)"
        return Assumption(parameter: parameter, value: value, isOverridden: true, why: standard)
      }
      guard case .assumption(let why) = entry.source else { return nil }
      return Assumption(parameter: parameter, value: value, isOverridden: false, why: why)
    }
  }
}
