/// A question about a string, as a walk over its bytes from either end.
///
/// The engine holds strings with their quotes, so the walk ends at a quote: `prefix` of one quote
/// matches the empty string. A walk from the left starts behind the first quote, one from the right
/// before the last.
struct StringTest: Hashable {
  /// One step of the walk.
  enum Symbol: Hashable {
    case byte(UInt8)
    /// One of two spellings of a character.
    case either([UInt8], [UInt8])
    /// Any bytes, or none.
    case anything
  }

  /// The walk goes from the right.
  var isBackward = false
  /// The walk has to reach the other end.
  var isAnchored = false
  /// The steps.
  var symbols: [Symbol] = []
  /// Came from the operator `wildcard`, whose complexity is bounded.
  var isWildcard = false

  /// The string is this one.
  static func exactly(_ text: [UInt8]) -> StringTest {
    StringTest(isAnchored: true, symbols: bytes(text + [0x22]))
  }

  /// The string begins with this text.
  static func prefix(_ text: [UInt8]) -> StringTest { StringTest(symbols: bytes(text)) }

  /// The string ends with this text.
  static func suffix(_ text: [UInt8]) -> StringTest {
    StringTest(isBackward: true, symbols: bytes(Characters.written(text).reversed()))
  }

  /// The string is this one but for the case of its letters.
  static func ignoringCase(_ text: [UInt8]) -> StringTest {
    StringTest(isAnchored: true, symbols: folded(text) + [.byte(0x22)])
  }

  /// The string begins with this text but for the case of its letters.
  static func prefixIgnoringCase(_ text: [UInt8]) -> StringTest {
    StringTest(symbols: folded(text))
  }

  /// The string ends with this text but for the case of its letters.
  static func suffixIgnoringCase(_ text: [UInt8]) -> StringTest {
    let symbols = folded(text).reversed().map { symbol in
      if case .either(let one, let other) = symbol {
        Symbol.either(one.reversed(), other.reversed())
      } else {
        symbol
      }
    }
    return StringTest(isBackward: true, symbols: symbols)
  }

  /// The string has this shape, in which a star stands for anything.
  static func wildcard(_ text: [UInt8]) throws(PatternError) -> StringTest {
    let bytes = Characters.written(text)
    var symbols: [Symbol] = []
    var at = 0
    while at < bytes.count {
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      // Positions count the quote before the text.
      if bytes[at] == 0x2A {
        if next == 0x2A {
          throw PatternError("Consecutive wildcard characters at pos \(at + 1)")
        }
        symbols.append(.anything)
      } else if bytes[at] == 0x5C {
        guard next == 0x2A || next == 0x5C else {
          throw PatternError("Invalid escape character at pos \(at + 1)")
        }
        symbols.append(.byte(next))
        at += 1
      } else {
        symbols.append(.byte(bytes[at]))
      }
      at += 1
    }
    return StringTest(isAnchored: true, symbols: symbols + [.byte(0x22)], isWildcard: true)
  }

  private static func bytes(_ text: [UInt8]) -> [Symbol] {
    Characters.written(text).map { .byte($0) }
  }

  /// Each code unit in lower and in upper case; half of a surrogate pair is a question mark.
  private static func folded(_ text: [UInt8]) -> [Symbol] {
    Characters.units(text).map { unit in
      guard let scalar = Unicode.Scalar(unit) else { return .byte(0x3F) }
      let lower = Array(scalar.properties.lowercaseMapping.utf8)
      let upper = Array(scalar.properties.uppercaseMapping.utf8)
      return lower == upper && lower.count == 1 ? .byte(lower[0]) : .either(lower, upper)
    }
  }
}

extension StringTest {
  /// A string, given without its quotes and as Java writes it, passes.
  func passes(_ content: [UInt8]) -> Bool {
    let value = (isBackward ? content.reversed() : content) + [0x22]
    return symbols.contains(.anything)
      ? hasShape(value) : spells(value, from: 0, symbol: 0)
  }

  /// The walk of a wildcard: to go back to the last star is enough, for what stood before it was
  /// found as early as could be.
  private func hasShape(_ value: [UInt8]) -> Bool {
    var at = 0
    var index = 0
    var star: (index: Int, at: Int)?
    while at < value.count {
      if index < symbols.count, symbols[index] == .anything {
        index += 1
        star = (index, at)
      } else if index < symbols.count, symbols[index] == .byte(value[at]) {
        index += 1
        at += 1
      } else if let last = star {
        index = last.index
        at = last.at + 1
        star = (index, at)
      } else {
        return false
      }
    }
    return symbols[index...].allSatisfy { $0 == .anything }
  }

  private func spells(_ value: [UInt8], from start: Int, symbol index: Int) -> Bool {
    var at = start
    for next in symbols.indices[index...] {
      switch symbols[next] {
      case .byte(let byte):
        guard at < value.count, value[at] == byte else { return false }
        at += 1
      case .either(let one, let other):
        let rest = value[at...]
        let fits = rest.starts(with: one)
        guard rest.starts(with: other) else {
          guard fits else { return false }
          at += one.count
          continue
        }
        if fits, one != other, spells(value, from: at + one.count, symbol: next + 1) {
          return true
        }
        at += other.count
      case .anything: preconditionFailure("a star among \(symbols.count) spelled symbols")
      }
    }
    return !isAnchored || at == value.count
  }
}
