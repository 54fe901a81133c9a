import Kernel
import Measures

/// A value of `report.json`: exact, in the base unit, with keys in a declared order.
package indirect enum Fact: Sendable {
  /// Nothing to say.
  case none
  /// A yes or no.
  case flag(Bool)
  /// A whole number in its base unit.
  case whole(Int64)
  /// A real number, written as the shortest decimal that reads back.
  case real(Double)
  /// A text.
  case text(String)
  /// Values in order.
  case list([Fact])
  /// Values by key, in order.
  case object([(key: String, value: Fact)])

  /// A number as it was measured or computed.
  package init(_ number: Quantity.Number) {
    switch number {
    case .whole(let value): self = .whole(value)
    case .real(let value): self = .real(value)
    }
  }

  /// A moment, in nanoseconds; null where there is none.
  package static func moment(_ instant: Instant?) -> Fact {
    instant.map { .whole($0.nanoseconds) } ?? .none
  }
}
