import Documents
import Kernel

/// How a field of an event is drawn for each message.
///
/// The draw belongs to the root of a message's name, so a field keeps its value on the whole way
/// through an architecture, and has the same one in every design.
public struct FieldGenerator: Equatable, Sendable {
  /// What values a field takes.
  public enum Law: Equatable, Sendable {
    /// Any number between two of at most 10^15, all alike, to the hundredth.
    case uniform(Double, Double)
    /// Any whole number from one to another, all alike.
    case integer(Int64, Int64)
    /// A rank from 1 on, the later the less popular.
    case zipf(ZipfDistribution)
    /// One of several values, by weight.
    case choice([EventContent], DiscreteChoice)
    /// Which of its client's messages it is, counted from a number on.
    case ordinal(Int64)
  }

  private let law: Law
  private let purpose: Purpose

  /// A field's law, and the draw that decides.
  public init(_ law: Law, purpose: Purpose) {
    self.law = law
    self.purpose = purpose
  }

  /// The value that a message has.
  public func value(for name: Name) -> EventContent {
    let root = Name(root: name.root)
    let word = purpose.word(for: root, 0)
    switch law {
    case .uniform(let least, let greatest):
      let value = least + unit(word) * (greatest - least)
      let hundredths = Int64(value * 100 + (value < 0 ? -0.5 : 0.5))
      return .number(ShortestDecimal.text(Double(hundredths) / 100))
    case .integer(let least, let greatest):
      let width = UInt64(bitPattern: greatest &- least) &+ 1
      let step = width == 0 ? word : word.multipliedFullWidth(by: width).high
      return .number(String(least &+ Int64(bitPattern: step)))
    case .zipf(let ranks): return .number(String(ranks.rank(at: word)))
    case .choice(let values, let choice): return values[choice.index(at: word)]
    case .ordinal(let first): return .number(String(first &+ Int64(name.ordinal)))
    }
  }

  /// The same draw with every text that it may give changed.
  public func mappingTexts(_ change: (String) -> String) -> FieldGenerator {
    guard case .choice(let values, let choice) = law else { return self }
    let changed = values.map { value in value.text.map { .text(change($0)) } ?? value }
    return FieldGenerator(.choice(changed, choice), purpose: purpose)
  }

  /// Whether every value is a number.
  public var givesNumbers: Bool {
    switch law {
    case .uniform, .integer, .zipf, .ordinal: true
    case .choice(let values, _):
      values.allSatisfy { if case .number = $0 { true } else { false } }
    }
  }
}
