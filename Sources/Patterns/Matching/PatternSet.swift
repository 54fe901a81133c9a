import Kernel

/// Many patterns compiled into one matcher, which reads an event once and asks each value once.
///
/// The questions of all patterns about a field are put together: texts in a hash table, numbers in
/// a tree of ranges, prefixes, suffixes, wildcards and addresses in automata. What a value
/// satisfies leads to the lists it stands in, and these to the patterns. A pattern is looked at
/// only where the list of its rarest field is satisfied.
///
///     let set = PatternSet(try texts.map { try EventPattern($0) })
///     try set.matches(Array(event.utf8))  // the numbers of the patterns that match
public final class PatternSet {
  /// A field's list, shared by all branches that have the same.
  struct Leaf {
    /// The branches to look at where it is satisfied.
    var branches: [Int32] = []
  }

  /// A branch of a pattern.
  struct Branch {
    let pattern: Int32
    /// Its lists, the rarest first.
    let leaves: [Int32]
    /// Its fields, in the order of its leaves.
    let fields: [Int]
    let branch: EventPattern.Branch
  }

  private let event: EventFields
  private var matchers: [ValueMatcher]
  private let leaves: [Leaf]
  private let branches: [Branch]
  /// For each question the lists it stands in.
  private let lists: [[Int32]]
  /// The fields somebody wants absent.
  private let absences: [Int32]

  // What holds of the event being matched is stamped with the number of its round.
  private let questionStamps: Row<UInt32>
  private let leafStamps: Row<UInt32>
  private let patternStamps: Row<UInt32>
  private let failureStamps: Row<UInt32>
  private var round: UInt32 = 0
  private var valueRound: UInt32 = 0
  private var found: [Int32] = []
  private var reached: [Int32] = []
  private var matched: [Int] = []

  /// How many patterns there are.
  public let count: Int

  /// Compiles patterns into one matcher.
  ///
  /// - Complexity: O(*n*) in the size of the patterns, but for the sorting of their numbers.
  public init(_ patterns: [EventPattern]) {
    count = patterns.count
    let plan = PatternSetPlan(patterns)
    event = EventFields(paths: PathTable(plan.paths))
    let matchers = plan.matchers()
    self.matchers = matchers
    leaves = plan.accessLeaves()
    branches = plan.branches
    lists = plan.lists
    absences = matchers.indices.filter { matchers[$0].absent >= 0 }.map { Int32($0) }
    questionStamps = Row(repeating: 0, count: plan.questions.count)
    failureStamps = Row(repeating: 0, count: plan.questions.count)
    leafStamps = Row(repeating: 0, count: leaves.count)
    patternStamps = Row(repeating: 0, count: patterns.count)
  }

  /// The numbers of the patterns that an event matches, in order.
  ///
  /// - Throws: The parser's reason, if the event is no JSON object.
  public func matches(_ text: [UInt8]) throws(PatternError) -> [Int] {
    try event.read(text)
    newRound()
    matched.removeAll(keepingCapacity: true)
    reached.removeAll(keepingCapacity: true)
    for field in event.touched { ask(Int(field)) }
    // With objects in arrays a field may be absent from one element and present in another.
    let hasElements = !event.elements.isEmpty
    for field in absences where hasElements || event.heads[Int(field)] < 0 {
      satisfy(matchers[Int(field)].absent)
    }
    for leaf in reached {
      for branch in leaves[Int(leaf)].branches { consider(Int(branch), hasElements) }
    }
    if matched.count > 1 { matched.sort() }
    return matched
  }

  private func newRound() {
    if round == .max {
      for index in 0..<questionStamps.count { questionStamps[index] = 0 }
      for index in 0..<leafStamps.count { leafStamps[index] = 0 }
      for index in 0..<patternStamps.count { patternStamps[index] = 0 }
      round = 0
    }
    round += 1
  }

  /// Asks all questions about a field of each of its values.
  private func ask(_ field: Int) {
    var next = event.heads[field]
    while next >= 0 {
      let value = event.values[Int(next)]
      next = value.next
      found.removeAll(keepingCapacity: true)
      matchers[field].find(value, in: event.bytes, found: &found)
      guard !matchers[field].negated.isEmpty else {
        for question in found { satisfy(question) }
        continue
      }
      sift(field)
    }
  }

  /// Takes what was found apart where some questions are satisfied by not being found.
  private func sift(_ field: Int) {
    if valueRound == .max {
      for index in 0..<failureStamps.count { failureStamps[index] = 0 }
      valueRound = 0
    }
    valueRound += 1
    for question in found { failureStamps[Int(question)] = valueRound }
    for question in matchers[field].negated {
      // A question of this kind that was found is taken out of what is satisfied below.
      if failureStamps[Int(question)] == valueRound {
        failureStamps[Int(question)] = 0
      } else {
        satisfy(question)
      }
    }
    for question in found where failureStamps[Int(question)] == valueRound { satisfy(question) }
  }

  @inline(__always)
  private func satisfy(_ question: Int32) {
    if questionStamps[Int(question)] == round { return }
    questionStamps[Int(question)] = round
    for leaf in lists[Int(question)] where leafStamps[Int(leaf)] != round {
      leafStamps[Int(leaf)] = round
      if !leaves[Int(leaf)].branches.isEmpty { reached.append(leaf) }
    }
  }

  private func consider(_ index: Int, _ hasElements: Bool) {
    let pattern = branches[index].pattern
    if patternStamps[Int(pattern)] == round { return }
    for leaf in branches[index].leaves where leafStamps[Int(leaf)] != round { return }
    if hasElements, !branches[index].branch.matches(event, fields: branches[index].fields) {
      return
    }
    patternStamps[Int(pattern)] = round
    matched.append(Int(pattern))
  }
}
