/// How many beginnings of wildcards a worst value keeps alive at once; AWS refuses more than ten.
///
/// The measure is that of AWS's engine. A star counts twice where a value has just reached it: as
/// reached, and as running.
enum WildcardComplexity {
  /// The most that AWS accepts: it refuses eleven and accepts seven.
  static let limit = 10

  /// Refuses branches of which one field is too complex.
  ///
  /// Branches with the same first field meet in one machine of AWS's engine, and add up there.
  static func check(_ branches: [EventPattern.Branch]) throws(PatternError) {
    for (number, branch) in branches.enumerated() {
      for (index, leaf) in branch.leaves.enumerated() {
        var alternatives = leaf.alternatives
        if index == 0 {
          for other in branches[..<number] {
            guard let first = other.leaves.first, first.path == leaf.path else { continue }
            alternatives += first.alternatives
          }
        }
        guard measure(alternatives) <= limit else { throw tooComplex }
      }
    }
  }

  /// The refusal.
  static let tooComplex = PatternError(
    "Rule is too complex - try using fewer wildcard characters or fewer repeating "
      + "character sequences after a wildcard character")

  /// The measure of one field's list, at least up to one more than the limit.
  static func measure(_ alternatives: [Alternative]) -> Int {
    var different: [Alternative] = []
    var groups: [[StringTest]] = []
    for alternative in alternatives where !different.contains(alternative) {
      switch alternative {
      case .passing(let test) where test.isWildcard: groups.append([test])
      case .anythingBut(let tests) where tests[0].isWildcard: groups.append(tests)
      default: continue
      }
      different.append(alternative)
    }
    return groups.isEmpty ? 0 : Walk(groups).worst()
  }

  /// All walks of a value through the wildcards at once.
  private struct Walk {
    /// Where a walk stands: before a symbol of a test, or running in the star that it is.
    private struct Place: Hashable {
      let test: Int
      let index: Int
      let isRunning: Bool
    }

    private let tests: [StringTest]
    /// For each test, how many symbols it shares with the first of its list.
    private let shared: [(first: Int, count: Int)]
    private let starts: [Int]
    private let bytes: [UInt8]

    init(_ groups: [[StringTest]]) {
      var tests: [StringTest] = []
      var shared: [(first: Int, count: Int)] = []
      for group in groups {
        let first = tests.count
        for test in group {
          shared.append((first, Self.sharedCount(test.symbols, group[0].symbols)))
          tests.append(test)
        }
      }
      var starts: [Int] = []
      var count = 0
      var bytes: [UInt8] = [0]
      for test in tests {
        starts.append(count)
        count += 2 * (test.symbols.count + 1)
        for case .byte(let byte) in test.symbols where !bytes.contains(byte) { bytes.append(byte) }
      }
      self.tests = tests
      self.shared = shared
      self.starts = starts
      self.bytes = bytes
    }

    /// Tests of one list share their beginnings, but not past what stands before a second star.
    private static func sharedCount(
      _ symbols: [StringTest.Symbol], _ others: [StringTest.Symbol]
    ) -> Int {
      var stars = 0
      var count = 0
      for (symbol, other) in zip(symbols, others) {
        guard symbol == other else { break }
        if symbol == .anything { stars += 1 }
        if stars == 2 { return count - 1 }
        count += 1
      }
      return count
    }

    /// A number for a spot; the same for spots that are shared.
    private func number(_ test: Int, _ index: Int, isRunning: Bool) -> Int {
      let owner = index <= shared[test].count ? shared[test].first : test
      return starts[owner] + 2 * index + (isRunning ? 1 : 0)
    }

    func worst() -> Int {
      let first = Set(tests.indices.map { Place(test: $0, index: 0, isRunning: false) })
      var seen: Set<Set<Place>> = [first]
      var queue = [first]
      var worst = 0
      var at = 0
      while at < queue.count, at < 20_000 {
        let places = queue[at]
        at += 1
        worst = max(worst, size(of: places))
        if worst > limit { return worst }
        for byte in bytes {
          let next = step(places, byte)
          if !next.isEmpty, seen.insert(next).inserted { queue.append(next) }
        }
      }
      return worst
    }

    private func size(of places: Set<Place>) -> Int {
      var numbers = Set<Int>()
      for place in places {
        numbers.insert(number(place.test, place.index, isRunning: place.isRunning))
        if star(place) { numbers.insert(number(place.test, place.index, isRunning: true)) }
      }
      return numbers.count
    }

    private func star(_ place: Place) -> Bool {
      let symbols = tests[place.test].symbols
      return place.index < symbols.count && symbols[place.index] == .anything
    }

    private func step(_ places: Set<Place>, _ byte: UInt8) -> Set<Place> {
      var next = Set<Place>()
      for place in places {
        let symbols = tests[place.test].symbols
        var index = place.index
        if star(place) {
          next.insert(Place(test: place.test, index: index, isRunning: true))
          index += 1
        }
        if index < symbols.count, symbols[index] == .byte(byte) {
          next.insert(Place(test: place.test, index: index + 1, isRunning: false))
        }
      }
      return next
    }
  }
}
