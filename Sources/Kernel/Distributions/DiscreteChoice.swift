/// One of several things, each with its weight.
///
/// All 2^64 words are dealt out in order, in shares as the weights are; what weighs nothing is
/// never chosen.
public struct DiscreteChoice: Equatable, Sendable {
  /// The word at which each thing's share ends, for all but the last that weighs something.
  private let ends: [UInt64]

  /// How many things there are.
  public let count: Int

  /// A choice by weights that are not negative and not all 0; only their ratios count.
  public init(weights: [Double]) {
    var total = 0.0
    var last = -1
    for (index, weight) in weights.enumerated() {
      precondition(weight >= 0 && weight < .infinity, "weight \(index) of a choice is \(weight)")
      total += weight
      if weight > 0 { last = index }
    }
    precondition(
      total > 0 && total < .infinity, "the \(weights.count) weights of a choice add up to \(total)")
    var sum = 0.0
    var ends: [UInt64] = []
    ends.reserveCapacity(last)
    for weight in weights.prefix(last) {
      sum += weight
      let share = sum / total * 0x1p64
      ends.append(share < 0x1p64 ? UInt64(share) : .max)
    }
    self.ends = ends
    count = weights.count
  }

  /// The index of what a random word chooses.
  ///
  /// - Complexity: O(log *n*) in the number of things.
  public func index(at word: UInt64) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low &+ high) &>> 1
      if word < ends[middle] {
        high = middle
      } else {
        low = middle &+ 1
      }
    }
    return low
  }

  /// The choice, and a word that is random within what was chosen.
  ///
  /// The words of one thing's share are stretched evenly over all words, in their order. A share of
  /// 2^-k leaves 64 - k random bits.
  public func choice(at word: UInt64) -> (index: Int, word: UInt64) {
    let index = index(at: word)
    let start = index == 0 ? 0 : ends[index - 1]
    let width = index == ends.count ? 0 &- start : ends[index] - start
    // A width of 2^64 wraps around to 0: the thing is the only one.
    guard width != 0 else { return (index, word) }
    return (index, width.dividingFullWidth((word - start, 0)).quotient)
  }
}
