/// Ranges of numbers, asked which of them hold a number: a segment tree over their bounds.
struct NumberIndex {
  private var entries: [(range: NumberRange, number: Int32)] = []
  private var bounds: [Double] = []
  private var nodes: [[Int32]] = []
  private var leaves = 0

  /// There is no range.
  var isEmpty: Bool { entries.isEmpty }

  /// Adds a range under a number.
  mutating func add(_ range: NumberRange, as number: Int32) { entries.append((range, number)) }

  /// Adds a range of one number.
  mutating func add(_ value: Double, as number: Int32) {
    add(
      NumberRange(low: value, includesLow: true, high: value, includesHigh: true), as: number)
  }

  /// Gets ready to be asked, once all ranges are added.
  mutating func finish() {
    var all: [Double] = []
    for entry in entries { all += [entry.range.low, entry.range.high] }
    all.sort()
    bounds = []
    for bound in all where bounds.last != bound { bounds.append(bound) }
    // Even positions lie between two bounds, odd ones are the bounds.
    leaves = 1
    while leaves < 2 * bounds.count + 1 { leaves *= 2 }
    nodes = Array(repeating: [], count: 2 * leaves)
    for entry in entries {
      let low = position(of: entry.range.low) + (entry.range.includesLow ? 0 : 1)
      let high = position(of: entry.range.high) - (entry.range.includesHigh ? 0 : 1)
      cover(low, high, with: entry.number)
    }
  }

  private mutating func cover(_ low: Int, _ high: Int, with number: Int32) {
    var left = low + leaves
    var right = high + leaves + 1
    while left < right {
      if left & 1 == 1 {
        nodes[left].append(number)
        left += 1
      }
      if right & 1 == 1 {
        right -= 1
        nodes[right].append(number)
      }
      left /= 2
      right /= 2
    }
  }

  private func position(of value: Double) -> Int {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < bounds.count && bounds[low] == value ? 2 * low + 1 : 2 * low
  }

  /// Tells which ranges hold a number.
  func find(_ value: Double, found: inout [Int32]) {
    var node = position(of: value) + leaves
    while node > 0 {
      if !nodes[node].isEmpty { found += nodes[node] }
      node /= 2
    }
  }
}
