/// Many tests of a text at once: an automaton whose states are worked out as texts need them.
///
/// A state stands for all the places in which the walks of the tests may be together. What a byte
/// leads to is remembered, so a text costs one look at a table for each byte, however many tests
/// there are. Only tests that multiply each other's states have to be walked apart.
struct Automaton {
  /// What a walk along one test may do next at one place.
  private struct Edge {
    let low: UInt8
    let high: UInt8
    let target: Int32
  }

  /// A place in the walk of a test.
  private struct Place {
    var edges: [Edge] = []
    /// The test that is passed by coming here.
    var passed: Int32 = -1
    /// The test that is passed where the text ends here.
    var passedAtEnd: Int32 = -1
  }

  /// A set of places, in order.
  private struct State {
    let places: [Int32]
    /// The tests passed by coming here.
    let passed: [Int32]
    /// The tests passed where the text ends here.
    let passedAtEnd: [Int32]
  }

  /// Beyond this number of states the tests are better walked in two automata.
  private static let stateLimit = 2048

  private var tests: [(test: StringTest, number: Int32)] = []
  private var places: [Place] = []
  private var starts: [Int32] = []
  private var classes = [UInt8](repeating: 0, count: 256)
  private var width = 0
  private var samples: [UInt8] = []
  private var states: [State] = []
  private var known: [[Int32]: Int32] = [:]
  /// For each state and class of bytes the next state; 0 is the dead one, -1 not worked out.
  private var table: [Int32] = []
  /// For each state whether something is passed by coming to it.
  private var isPassing: [Bool] = []

  /// There is no test.
  var isEmpty: Bool { starts.isEmpty }

  /// Adds a test of a string, whose walk ends at its quote.
  mutating func add(_ test: StringTest, as number: Int32) {
    tests.append((test, number))
    starts.append(Int32(places.count))
    places.append(Place())
    var ends = [Int32(places.count - 1)]
    for symbol in test.symbols {
      switch symbol {
      case .byte(let byte): ends = [chain([byte], from: ends)]
      case .either(let one, let other):
        let first = chain(one, from: ends)
        ends = one == other ? [first] : [first, chain(other, from: ends)]
      case .anything:
        let loop = newPlace()
        for end in ends + [loop] { addEdge(end, 0, 255, loop) }
        ends.append(loop)
      }
    }
    for end in ends {
      if test.isAnchored { places[Int(end)].passedAtEnd = number }
      if !test.isAnchored { places[Int(end)].passed = number }
    }
  }

  /// Adds a block of addresses, walked along their upper-case hexadecimal digits.
  mutating func add(_ range: AddressRange, as number: Int32) {
    starts.append(newPlace())
    let done = newPlace()
    places[Int(done)].passed = number
    // The walk runs along both edges of the block until they part, then along either.
    var both: Int32? = starts.last
    var low: Int32?
    var high: Int32?
    for index in range.bottom.indices {
      let isLast = index == range.bottom.count - 1
      let bottom = range.bottom[index]
      let top = range.top[index]
      if let place = both {
        both = nil
        if bottom == top {
          both = isLast ? done : newPlace()
          addEdge(place, bottom, bottom, both ?? done)
        } else {
          low = isLast ? done : newPlace()
          high = isLast ? done : newPlace()
          addEdge(place, bottom, bottom, low ?? done)
          addEdge(place, top, top, high ?? done)
          addDigits(place, above: bottom, below: top, done)
        }
        continue
      }
      if let place = low {
        low = isLast ? done : newPlace()
        addEdge(place, bottom, bottom, low ?? done)
        addDigits(place, above: bottom, below: 0x47, done)
      }
      if let place = high {
        high = isLast ? done : newPlace()
        addEdge(place, top, top, high ?? done)
        addDigits(place, above: 0x2F, below: top, done)
      }
    }
  }

  private mutating func addDigits(
    _ place: Int32, above low: UInt8, below high: UInt8, _ target: Int32
  ) {
    for digit in low + 1..<max(high, low + 1) where digit < 0x3A || digit > 0x40 {
      addEdge(place, digit, digit, target)
    }
  }

  private mutating func newPlace() -> Int32 {
    places.append(Place())
    return Int32(places.count - 1)
  }

  private mutating func addEdge(_ from: Int32, _ low: UInt8, _ high: UInt8, _ to: Int32) {
    places[Int(from)].edges.append(Edge(low: low, high: high, target: to))
  }

  private mutating func chain(_ bytes: [UInt8], from ends: [Int32]) -> Int32 {
    var ends = ends
    for byte in bytes {
      let next = newPlace()
      for end in ends { addEdge(end, byte, byte, next) }
      ends = [next]
    }
    return ends[0]
  }
}

extension Automaton {
  /// Gets ready to walk, once all tests are added.
  mutating func finish() {
    var isBorder = [Bool](repeating: false, count: 257)
    for place in places {
      for edge in place.edges {
        isBorder[Int(edge.low)] = true
        isBorder[Int(edge.high) + 1] = true
      }
    }
    var count = 0
    samples = [0]
    for byte in 1..<256 {
      if isBorder[byte] {
        count += 1
        samples.append(UInt8(byte))
      }
      classes[byte] = UInt8(count)
    }
    width = count + 1
    forget()
  }

  /// The texts have led to very many states: many tests with several stars do that to each other.
  var isCrowded: Bool { states.count > Self.stateLimit && tests.count > 1 }

  /// Two automata with half of the tests each.
  func halves() -> [Automaton] {
    let middle = tests.count / 2
    return [tests[..<middle], tests[middle...]].map { part in
      var half = Automaton()
      for (test, number) in part { half.add(test, as: number) }
      half.finish()
      return half
    }
  }

  private mutating func forget() {
    states.removeAll()
    known.removeAll()
    table.removeAll()
    isPassing.removeAll()
    _ = state(of: [])
    _ = state(of: starts.sorted())
  }

  /// The state for a set of places; those that end a walk by themselves need not be kept.
  private mutating func state(of set: [Int32]) -> Int32 {
    if let number = known[set] { return number }
    let number = Int32(states.count)
    known[set] = number
    var passed: [Int32] = []
    var passedAtEnd: [Int32] = []
    for place in set {
      let place = places[Int(place)]
      if place.passed >= 0, !passed.contains(place.passed) { passed.append(place.passed) }
      if place.passedAtEnd >= 0 { passedAtEnd.append(place.passedAtEnd) }
    }
    let kept = set.filter {
      !places[Int($0)].edges.isEmpty || places[Int($0)].passedAtEnd >= 0
    }
    states.append(State(places: kept, passed: passed, passedAtEnd: passedAtEnd))
    isPassing.append(!passed.isEmpty)
    table += repeatElement(kept.isEmpty ? 0 : -1, count: width)
    // A state that only reports, and leads nowhere, is no dead one yet.
    return number
  }

  private mutating func next(of state: Int32, at byteClass: Int) -> Int32 {
    let byte = samples[byteClass]
    var targets: [Int32] = []
    for place in states[Int(state)].places {
      for edge in places[Int(place)].edges where edge.low <= byte && byte <= edge.high {
        targets.append(edge.target)
      }
    }
    targets.sort()
    var set: [Int32] = []
    for target in targets where set.last != target { set.append(target) }
    let next = self.state(of: set)
    table[Int(state) * width + byteClass] = next
    return next
  }

  /// Walks along a text and then a quote, and tells what is passed.
  ///
  /// - Parameters:
  ///   - text: What is walked along.
  ///   - range: The part of it.
  ///   - isBackward: Walks from the end of the part to its beginning.
  ///   - passed: Gets the numbers of the tests, some perhaps twice.
  mutating func walk(
    _ text: [UInt8], _ range: Range<Int>, isBackward: Bool, passed: inout [Int32]
  ) {
    if states.count > Self.stateLimit, tests.count < 2 { forget() }
    var state: Int32 = 1
    if isPassing[1] { passed += states[1].passed }
    var left = range.count
    var at = isBackward ? range.upperBound &- 1 : range.lowerBound
    let step = isBackward ? -1 : 1
    while left >= 0 {
      let byte = left == 0 ? 0x22 : text[at]
      at &+= step
      left &-= 1
      let byteClass = Int(classes[Int(byte)])
      var next = table[Int(state) &* width &+ byteClass]
      if next < 0 { next = self.next(of: state, at: byteClass) }
      if next == 0 { return }
      state = next
      if isPassing[Int(state)] { passed += states[Int(state)].passed }
    }
    passed += states[Int(state)].passedAtEnd
  }
}
