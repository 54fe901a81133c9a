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

  private static func words(_ distribution: Distribution) -> String {
    switch distribution {
    case .constant(let value): return text(value)
    case .uniform(let law): return "\(text(law.minimum)) to \(text(law.maximum))"
    case .mixture: return "\(text(distribution.mean)) on average"
    default:
      // A distribution turns words into values monotonically, so these are its median and p99.
      let median = distribution.value(at: 1 << 63)
      let tail = distribution.value(at: 0xFD70_A3D7_0A3D_70A3)
      return "\(text(median)), p99 \(text(tail))"
    }
  }

  private static func text(_ nanoseconds: Double) -> String {
    TimeText.text(TimeSpan(rounding: nanoseconds))
  }
}
