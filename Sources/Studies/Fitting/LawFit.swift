import Kernel

/// A family of distributions with the parameters under which a sample is likeliest.
package struct LawFit: Equatable, Sendable {
  /// A parameter as a scenario names it.
  package struct Parameter: Equatable, Sendable {
    /// The name.
    package let name: String
    /// The value with its range; of a time in nanoseconds.
    package let estimate: Estimate
    /// Whether it is a length of time, and no mere number.
    package let isTime: Bool

    static func time(_ name: String, _ estimate: Estimate) -> Parameter {
      Parameter(name: name, estimate: estimate, isTime: true)
    }

    static func number(_ name: String, _ estimate: Estimate) -> Parameter {
      Parameter(name: name, estimate: estimate, isTime: false)
    }
  }

  /// The family.
  package let family: LawFamily
  /// The distribution [ns].
  package let law: Distribution
  /// Its parameters, in the order in which a scenario writes them.
  package let parameters: [Parameter]
  /// The logarithm of the density of the sample under it.
  package let logLikelihood: Double

  /// Akaike's criterion: twice the parameters less twice the logarithm of the likelihood.
  ///
  /// Of several fits to one sample that with the least promises best.
  package var criterion: Double { 2 * Double(parameters.count) - 2 * logLikelihood }
}
