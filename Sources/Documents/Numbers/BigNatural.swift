/// A natural number of any size, with just the operations that exact reading of decimals needs.
struct BigNatural {
  /// 32 bits each, the lowest first, without zeros at the upper end.
  private(set) var limbs: [UInt32] = []

  /// The number that decimal digits spell, the highest first.
  init(decimalDigits digits: [UInt8]) {
    for digit in digits { multiply(by: 10, adding: UInt32(digit)) }
  }

  /// The number is zero.
  var isZero: Bool { limbs.isEmpty }

  /// The number of bits from the highest that is set.
  var bitWidth: Int {
    guard let top = limbs.last else { return 0 }
    return limbs.count * 32 - top.leadingZeroBitCount
  }

  /// Becomes itself times a factor plus a term.
  mutating func multiply(by factor: UInt32, adding term: UInt32 = 0) {
    var carry = UInt64(term)
    for index in limbs.indices {
      let sum = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(truncatingIfNeeded: sum)
      carry = sum >> 32
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  /// Becomes itself times ten to a power.
  mutating func multiply(byPowerOfTen power: Int) {
    var left = power
    while left >= 9 {
      multiply(by: 1_000_000_000)
      left -= 9
    }
    for _ in 0..<left { multiply(by: 10) }
  }

  /// Becomes itself times two to a power.
  mutating func shiftLeft(by bits: Int) {
    guard !isZero else { return }
    let (whole, part) = bits.quotientAndRemainder(dividingBy: 32)
    if part > 0 { multiply(by: 1 << UInt32(part)) }
    if whole > 0 { limbs.insert(contentsOf: repeatElement(0, count: whole), at: 0) }
  }

  /// The number is not smaller than another.
  func isAtLeast(_ other: BigNatural) -> Bool {
    if limbs.count != other.limbs.count { return limbs.count > other.limbs.count }
    var index = limbs.count - 1
    while index >= 0 {
      if limbs[index] != other.limbs[index] { return limbs[index] > other.limbs[index] }
      index -= 1
    }
    return true
  }

  /// Becomes itself less another number that is not greater.
  mutating func subtract(_ other: BigNatural) {
    var borrow: Int64 = 0
    for index in limbs.indices {
      let taken = index < other.limbs.count ? Int64(other.limbs[index]) : 0
      let difference = Int64(limbs[index]) - taken + borrow
      limbs[index] = UInt32(truncatingIfNeeded: difference)
      borrow = difference < 0 ? -1 : 0
    }
    precondition(borrow == 0, "subtracted \(other.limbs.count) limbs, more than there was")
    while limbs.last == 0 { limbs.removeLast() }
  }
}
