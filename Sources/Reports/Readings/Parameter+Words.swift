import Blueprints
import Kernel
import Measures

extension Parameter.Value {
  /// The value as people read it: `5 ms`, `12 ms, p99 60 ms`, `no limit`.
  package var words: String {
    switch self {
    case .span(let span): span == .forever ? "for ever" : TimeText.text(span)
    case .count(let count): count == .max ? "no limit" : NumberText.grouped(count)
    case .real(let real): NumberText.real(real)
    case .flag(let flag): flag ? "yes" : "no"
    case .time(let distribution): Self.words(distribution)
    }
  }

  /// The parts of a mixture, each with its share: `80 % of 15.8 ms, p99 20.4 ms`.
  package var parts: [String] {
    guard case .time(.mixture(let law)) = self else { return [] }
    let total = law.weights.reduce(0, +)
    return zip(law.components, law.weights).map { component, weight in
      "\(Quantity(real: weight / total, .share).text) of \(Self.words(component))"
    }
  }

  private static func words(_ distribution: Distribution) -> String {
    switch distribution {
    case .constant(let value): return text(value)
    case .uniform(let law): return "\(text(law.minimum)) to \(text(law.maximum))"
    default:
      return "\(text(distribution.quantile(0.5))), p99 \(text(distribution.quantile(0.99)))"
    }
  }

  private static func text(_ nanoseconds: Double) -> String {
    TimeText.text(TimeSpan(rounding: nanoseconds))
  }
}
