/// Keys of 128 bits, the least first: a 4-ary heap.
///
/// - Complexity: O(log *n*) to add a key and to take the least.
struct KeyHeap: ~Copyable {
  private var keys = AlignedArray<UInt128>(capacity: 1 << 6)
  private(set) var count = 0

  /// The least key, where there is one.
  var first: UInt128 {
    @inline(__always) get { keys[0] }
  }

  /// Adds a key: a hole moves up from the end until the key fits.
  @inline(__always)
  mutating func insert(_ key: UInt128) {
    if count == keys.capacity { grow() }
    var hole = count
    count &+= 1
    while hole > 0 {
      let parent = (hole &- 1) >> 2
      let above = keys[parent]
      guard key < above else { break }
      keys[hole] = above
      hole = parent
    }
    keys[hole] = key
  }

  @inline(never)
  private mutating func grow() { keys.grow() }

  /// Takes the least key away, whose place is filled with the last one.
  @inline(__always)
  mutating func removeFirst() {
    count &-= 1
    if count > 0 { sink(keys[count]) }
  }

  /// Moves a hole down from the root until the key fits.
  private func sink(_ key: UInt128) {
    let keys = keys.base
    let count = count
    var hole = 0
    var child = 1
    while child &+ 3 < count {
      // Which child is least is as good as a coin toss, so it is computed: a branch would be
      // guessed wrong half the time.
      let left = child &+ one(if: keys[child &+ 1] < keys[child])
      let right = child &+ 2 &+ one(if: keys[child &+ 3] < keys[child &+ 2])
      let least = left ^ ((left ^ right) & (0 &- one(if: keys[right] < keys[left])))
      let below = keys[least]
      guard below < key else {
        keys[hole] = key
        return
      }
      keys[hole] = below
      hole = least
      child = hole << 2 &+ 1
    }
    settle(key, in: hole, firstChild: child)
  }

  @inline(__always)
  private func one(if condition: Bool) -> Int { condition ? 1 : 0 }

  /// The last step down, where a parent has fewer than four children.
  @inline(__always)
  private func settle(_ key: UInt128, in hole: Int, firstChild: Int) {
    let keys = keys.base
    guard firstChild < count else {
      keys[hole] = key
      return
    }
    var least = firstChild
    for child in firstChild..<count where keys[child] < keys[least] { least = child }
    guard keys[least] < key else {
      keys[hole] = key
      return
    }
    keys[hole] = keys[least]
    keys[least] = key
  }
}
