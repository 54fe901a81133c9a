/// What a set of patterns is made of: its fields, questions, lists and branches, each once.
struct PatternSetPlan {
  /// A question about a field.
  struct Question: Hashable {
    let field: Int
    let alternative: Alternative
  }

  private struct List: Hashable {
    let questions: [Int32]
  }

  /// The paths of all patterns.
  private(set) var paths = PathTree()
  /// The questions, by number.
  private(set) var questions: [Question] = []
  /// For each question the lists it stands in.
  private(set) var lists: [[Int32]] = []
  /// The branches, their rarest list first.
  private(set) var branches: [PatternSet.Branch] = []
  private var leaves: [List] = []
  private var questionNumbers: [Question: Int32] = [:]
  private var leafNumbers: [List: Int32] = [:]
  /// For each question how many branches ask it.
  private var askers: [Int] = []

  /// Takes patterns apart.
  init(_ patterns: [EventPattern]) {
    var drafts: [(pattern: Int, branch: EventPattern.Branch, leaves: [Int32], fields: [Int])] = []
    for (number, pattern) in patterns.enumerated() {
      for branch in pattern.branches {
        var numbers: [Int32] = []
        var fields: [Int] = []
        for leaf in branch.leaves {
          let field = paths.add(leaf.path)
          fields.append(field)
          numbers.append(add(leaf, field: field))
        }
        drafts.append((number, branch, numbers, fields))
      }
    }
    branches = drafts.map { draft in
      var leaves = draft.leaves
      let rarest = leaves.indices.min { weight(leaves[$0]) < weight(leaves[$1]) } ?? 0
      leaves.swapAt(0, rarest)
      return PatternSet.Branch(
        pattern: Int32(draft.pattern), leaves: leaves, fields: draft.fields, branch: draft.branch)
    }
  }

  private mutating func add(_ leaf: EventPattern.Leaf, field: Int) -> Int32 {
    var numbers: [Int32] = []
    for alternative in leaf.alternatives {
      let number = add(Question(field: field, alternative: alternative))
      if !numbers.contains(number) { numbers.append(number) }
    }
    for number in numbers { askers[Int(number)] += 1 }
    let list = List(questions: numbers.sorted())
    if let known = leafNumbers[list] { return known }
    let leaf = Int32(leaves.count)
    leafNumbers[list] = leaf
    leaves.append(list)
    for number in list.questions { lists[Int(number)].append(leaf) }
    return leaf
  }

  private mutating func add(_ question: Question) -> Int32 {
    if let known = questionNumbers[question] { return known }
    let number = Int32(questions.count)
    questionNumbers[question] = number
    questions.append(question)
    lists.append([])
    askers.append(0)
    return number
  }

  /// How often a list may be satisfied, very roughly: narrow questions that few ask are rare.
  private func weight(_ leaf: Int32) -> Int {
    leaves[Int(leaf)].questions.reduce(0) { sum, number in
      let width =
        switch questions[Int(number)].alternative {
        case .string, .number: 1
        case .spelling(let text): text.first?.isDigit == true ? 1 : 20
        case .address: 5
        case .passing(let test): max(2, 30 - 5 * test.symbols.count)
        case .range: 50
        case .anyNumberBut, .anythingBut, .present, .filled, .absent: 400
        }
      return sum + width * askers[Int(number)]
    }
  }

  /// For each field its questions, ready to be asked.
  func matchers() -> [ValueMatcher] {
    var matchers = [ValueMatcher](repeating: ValueMatcher(), count: paths.fieldCount)
    for (number, question) in questions.enumerated() {
      matchers[question.field].add(question.alternative, as: Int32(number))
    }
    for index in matchers.indices { matchers[index].finish() }
    return matchers
  }

  /// For each list the branches of which it is the rarest.
  func accessLeaves() -> [PatternSet.Leaf] {
    var access = [PatternSet.Leaf](repeating: PatternSet.Leaf(), count: leaves.count)
    for (number, branch) in branches.enumerated() {
      access[Int(branch.leaves[0])].branches.append(Int32(number))
    }
    return access
  }
}
