/// All the questions that the patterns of a set have about one field, asked of a value at once.
struct ValueMatcher {
  private var strings = TextIndex()
  private var spellings = TextIndex()
  private var numbers = NumberIndex()
  private var forward: [Automaton] = []
  private var backward: [Automaton] = []
  private var addresses = Automaton()
  /// The question whether there is a value; -1 if nobody asks.
  private var present: Int32 = -1
  /// The question whether there is one that is neither null nor empty; -1 if nobody asks.
  private var filled: Int32 = -1
  /// The question whether there is none; -1 if nobody asks.
  private(set) var absent: Int32 = -1
  /// The questions that a value satisfies unless it is found.
  private(set) var negated: [Int32] = []

  /// Adds a question under its number.
  mutating func add(_ alternative: Alternative, as number: Int32) {
    switch alternative {
    case .string(let text): strings.add(text, as: number)
    case .spelling(let text): spellings.add(text, as: number)
    case .number(let value): numbers.add(value, as: number)
    case .range(let range): numbers.add(range, as: number)
    case .address(let range): addresses.add(range, as: number)
    case .passing(let test): add(test, as: number)
    case .anyNumberBut(let values):
      negated.append(number)
      for value in values { numbers.add(value, as: number) }
    case .anythingBut(let tests):
      negated.append(number)
      for test in tests { add(test, as: number) }
    case .present: present = number
    case .filled: filled = number
    case .absent: absent = number
    }
  }

  private mutating func add(_ test: StringTest, as number: Int32) {
    if test.isBackward {
      if backward.isEmpty { backward.append(Automaton()) }
      backward[0].add(test, as: number)
    } else {
      if forward.isEmpty { forward.append(Automaton()) }
      forward[0].add(test, as: number)
    }
  }

  /// Gets ready to be asked, once all questions are added.
  mutating func finish() {
    strings.finish()
    spellings.finish()
    numbers.finish()
    for index in forward.indices { forward[index].finish() }
    for index in backward.indices { backward[index].finish() }
    addresses.finish()
  }

  /// Tells which questions find a value, the negated ones among them.
  mutating func find(_ value: EventValue, in bytes: [UInt8], found: inout [Int32]) {
    if present >= 0 { found.append(present) }
    if filled >= 0,
      value.kind == .string ? value.start < value.end : bytes[Int(value.start)] != 0x6E
    {
      found.append(filled)
    }
    let range = Int(value.start)..<Int(value.end)
    if value.kind == .string {
      find(string: range, in: bytes, of: value, found: &found)
      return
    }
    if !spellings.isEmpty {
      let number = spellings.find(bytes, range)
      if number >= 0 { found.append(number) }
    }
    guard value.kind == .number else { return }
    if !numbers.isEmpty, let number = ComparableNumber.value(bytes[range]) {
      numbers.find(number, found: &found)
    }
    if !addresses.isEmpty {
      addresses.walk(bytes, range, isBackward: false, passed: &found)
    }
  }

  private mutating func find(
    string range: Range<Int>, in bytes: [UInt8], of value: EventValue, found: inout [Int32]
  ) {
    if !strings.isEmpty {
      let number = strings.find(bytes, range)
      if number >= 0 { found.append(number) }
    }
    if !addresses.isEmpty, let digits = Address.digits(bytes[range]) {
      addresses.walk(digits, digits.indices, isBackward: false, passed: &found)
    }
    guard !value.hasLoneSurrogate else {
      let written = Characters.written(Array(bytes[range]))
      walk(written, written.indices, found: &found)
      return
    }
    walk(bytes, range, found: &found)
  }

  private mutating func walk(_ bytes: [UInt8], _ range: Range<Int>, found: inout [Int32]) {
    var isCrowded = false
    for index in forward.indices {
      forward[index].walk(bytes, range, isBackward: false, passed: &found)
      isCrowded = isCrowded || forward[index].isCrowded
    }
    for index in backward.indices {
      backward[index].walk(bytes, range, isBackward: true, passed: &found)
      isCrowded = isCrowded || backward[index].isCrowded
    }
    guard isCrowded else { return }
    forward = forward.flatMap { $0.isCrowded ? $0.halves() : [$0] }
    backward = backward.flatMap { $0.isCrowded ? $0.halves() : [$0] }
  }
}
