import Documents
import Kernel
import Measures

extension UnitOfMeasure {
  /// An amount of it as people write one: `5 s`, `256 KB`, `400 USD`, `1 %`, `100/s` or `12`.
  ///
  /// Durations are in nanoseconds, sizes in bytes, money in millionths of a US dollar, shares in
  /// parts of one, rates a second.
  ///
  /// - Throws: That it is none.
  package func amount(_ text: String) throws(QuantityProblem) -> Double {
    switch scale {
    case .time: return Double(try Quantities.duration(text).nanoseconds)
    case .size: return Double(try Quantities.size(text))
    case .money: return Double(try Quantities.money(text))
    case .share: return try Quantities.share(text)
    case .rate: return try Quantities.rate(text).perSecond
    case .number:
      if let number = NumberText(text)?.double, number >= 0 { return number }
      return Double(try Quantities.count(text))
    }
  }
}
