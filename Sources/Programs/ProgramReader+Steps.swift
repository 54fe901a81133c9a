import Blueprints
import Documents
import Kernel
import Patterns

extension ProgramReader {
  /// The most steps that a program may have once its repetitions are written out.
  private static let stepLimit: UInt32 = 10_000
  /// The most steps, branches and passes of repetitions that are read, the empty ones included.
  private static let passLimit: UInt32 = 100_000
  /// The most bytes of a call: an object of S3.
  private static let greatestSize: Int64 = 50 << 40
  private static let words = ["compute", "wait", "choose", "parallel", "repeat", "when"]
  /// What a call may say of itself.
  private static let besideCalls =
    ["size", "event"] + RequestLine.keys + CallWord.names + CallTermsReader.keys

  /// Adds a list of steps, one after the other.
  mutating func read(steps document: Document) throws(InputError) {
    guard let steps = document.list else {
      throw InputError(
        "steps are a list", remedy: "begin each step with a dash", at: document.place)
    }
    for step in steps {
      _ = site.diagnostics.attempt { () throws(InputError) in try read(step) }
    }
  }

  private mutating func read(_ step: Document) throws(InputError) {
    try countPass(at: step.place)
    let map = step.map ?? DocumentMap()
    let beside = ["steps", "else"] + Self.besideCalls
    guard let entry = map.entries.first(where: { !beside.contains($0.key) }) ?? map.entries.first
    else {
      throw InputError(
        "a step is one word and what it takes, and not \(step.kindName)",
        remedy: "for example compute: 20 ms, or PutItem: OrdersTable", at: step.place)
    }
    let further =
      entry.key == "when"
      ? ["steps", "else"] : Self.words.contains(entry.key) ? [] : Self.besideCalls
    try refuseKeys(
      of: map, but: [entry.key] + further, as: entry.key,
      "leave it out, or begin a step of its own with a dash")
    switch entry.key {
    case "compute": try append(compute: entry.value)
    case "wait": try append(wait: entry.value)
    case "choose": try choose(entry.value)
    case "parallel": try fork(entry.value)
    case "repeat": try repeatSteps(entry.value)
    case "when": try test(entry.value, step)
    default: try call(entry.key, at: entry.keyPlace, step)
    }
  }

  /// Adds steps that are taken where the event matches a pattern, and others where it does not.
  private mutating func test(
    _ document: Document, _ step: Document
  ) throws(InputError) {
    let pattern: EventPattern
    do throws(PatternError) {
      pattern = try EventPattern(document.text ?? JSONWriter.compact(document))
    } catch {
      throw InputError(
        "the pattern of when is not valid: \(error.message)", remedy: "try it with spillway match",
        at: document.place)
    }
    guard let steps = step["steps"] else {
      throw InputError(
        "when takes a pattern and steps",
        remedy: "for example when: {detail: {vip: [true]}}, and steps beside it",
        at: document.place)
    }
    let number = program.tests.count
    program.tests.append(
      Program.Test(matcher: EventMatcher([pattern], against: .payload), otherwise: 0))
    program.instructions.append(.test(number))
    try read(steps: steps)
    let end = program.instructions.count
    program.instructions.append(.jump(0))
    program.tests[number].otherwise = program.instructions.count
    if let otherwise = step["else"] { try read(steps: otherwise) }
    program.instructions[end] = .jump(program.instructions.count)
  }

  private mutating func choose(_ document: Document) throws(InputError) {
    guard let branches = document.list, !branches.isEmpty else {
      throw InputError(
        "choose takes a list of {weight, steps}", remedy: "give each branch a weight and steps",
        at: document.place)
    }
    var weights: [Double] = []
    for branch in branches {
      guard let map = branch.map, let weight = map["weight"] else {
        throw InputError(
          "a branch needs a weight", remedy: "for example {weight: 9, steps: [...]}",
          at: branch.place)
      }
      try refuseKeys(of: map, but: ["weight", "steps"], as: "a branch", "it has weight and steps")
      weights.append(try WeightReader.weight(weight))
      try countPass(at: branch.place)
    }
    let number = program.choices.count
    let purpose = site.world.purpose("choice/\(consumer)/\(stepCount)")
    stepCount += 1
    program.choices.append(
      Program.Choice(weights: DiscreteChoice(weights: weights), targets: [], purpose: purpose))
    program.instructions.append(.choose(number))
    var targets: [Int] = []
    var ends: [Int] = []
    for branch in branches {
      targets.append(program.instructions.count)
      if let steps = branch["steps"] { try read(steps: steps) }
      ends.append(program.instructions.count)
      program.instructions.append(.jump(0))
    }
    for end in ends { program.instructions[end] = .jump(program.instructions.count) }
    program.choices[number].targets = targets
  }

  private mutating func fork(_ document: Document) throws(InputError) {
    guard let branches = document.list, !branches.isEmpty else {
      throw InputError(
        "parallel takes a list of steps, or of lists of steps",
        remedy: "give what is done at the same time", at: document.place)
    }
    let number = program.forks.count
    program.forks.append(Program.Fork(starts: [], next: 0))
    program.instructions.append(.fork(number))
    var starts: [Int] = []
    for branch in branches {
      try countPass(at: branch.place)
      starts.append(program.instructions.count)
      if branch.list != nil { try read(steps: branch) } else { try read(branch) }
      program.instructions.append(.join)
    }
    program.forks[number] = Program.Fork(starts: starts, next: program.instructions.count)
  }

  private mutating func repeatSteps(_ document: Document) throws(InputError) {
    if let map = document.map {
      try refuseKeys(of: map, but: ["times", "steps"], as: "repeat", "it has times and steps")
    }
    guard let times = document["times"], let steps = document["steps"] else {
      throw InputError(
        "repeat takes times and steps", remedy: "for example repeat: {times: 3, steps: [...]}",
        at: document.place)
    }
    let count = try times.count()
    guard (1...1_000).contains(count) else {
      throw InputError(
        "\(count) repetitions are not possible", remedy: "choose from 1 to 1,000",
        at: times.place)
    }
    for _ in 0..<count {
      try countPass(at: document.place)
      try read(steps: steps)
    }
  }

  /// Counts what is read once more, be it empty, so that no nest of repetitions takes for ever.
  private mutating func countPass(at place: Place) throws(InputError) {
    passCount += 1
    if excess == nil, passCount > Self.passLimit {
      excess = tooMany("100,000 steps, branches and repetitions", at: place)
    } else if excess == nil, stepCount >= Self.stepLimit {
      excess = tooMany("\(Self.stepLimit) steps", at: place)
    }
    if let excess { throw excess }
  }

  private func tooMany(_ what: String, at place: Place) -> InputError {
    InputError(
      "\(consumer) has more than \(what)", remedy: "repeat less often", at: place)
  }

  private func refuseKeys(
    of map: DocumentMap, but known: [String], as owner: String, _ remedy: String
  ) throws(InputError) {
    for entry in map.entries where !known.contains(entry.key) {
      let near = Suggestion.nearest(to: entry.key, among: known)
      throw InputError(
        "\(owner) takes no \(entry.key)", remedy: near.map { "did you mean \($0)?" } ?? remedy,
        at: entry.keyPlace)
    }
  }

  /// Adds a call of another node: the word is the name of one of its inlets.
  private mutating func call(
    _ word: String, at place: Place, _ step: Document
  ) throws(InputError) {
    guard let name = step[word]?.scalarText else {
      throw InputError(
        "\(word) needs the name of what it calls", remedy: "for example \(word): OrdersTable",
        at: step.place)
    }
    guard let callee = site.find(name) else {
      if let near = Suggestion.nearest(to: word, among: Self.words) {
        throw InputError("no step is called \(word)", remedy: "did you mean \(near)?", at: place)
      }
      let near = Suggestion.nearest(to: name, among: site.world.labels)
      throw InputError(
        "\(name) is neither a resource nor an outside endpoint",
        remedy: near.map { "did you mean \($0)?" } ?? "name what the step calls",
        at: step[word]?.place)
    }
    let all = callee.card.declaration.inlets
    guard let inlet = all.firstIndex(where: { $0.name == word && $0.isCalled }) else {
      let inlets = all.filter { $0.isCalled }.map { $0.name }
      let near = Suggestion.nearest(to: word, among: inlets + Self.words)
      throw InputError(
        "\(callee.label) has no action \(word)",
        remedy: near.map { "did you mean \($0)?" }
          ?? "it has \(inlets.joined(separator: ", "))", at: place)
    }
    try checkSequel(of: step.map ?? DocumentMap(), to: word)
    let size = try step["size"].map { (size) throws(InputError) in try Self.size(size) }
    let event = try event(of: step, size: size)
    var terms = terms
    let said = step.map ?? DocumentMap()
    try CallTermsReader.read(said, into: &terms)
    let way = try callee.way(
      reading: said, of: inlet, from: "\(consumer)/\(stepCount)", in: site.world,
      at: step[word]?.place)
    var new = callSite(
      of: callee, inlet, by: way, terms,
      size: size ?? max(callee.card.declaration.standardSize, event?.size ?? 0), as: stepCount)
    new.transformation = event?.transformation
    new.dropsRest = try dropsRest(said)
    program.sites.append(new)
    stepCount += 1
    let number = program.sites.count - 1
    program.instructions.append(.call(number))
    if let otherwise = said["else"] { try read(otherwise, insteadOf: number) }
  }

  /// Adds what the code does where the condition of a call does not hold.
  private mutating func read(
    _ otherwise: Document, insteadOf site: Int
  ) throws(InputError) {
    let end = program.instructions.count
    program.instructions.append(.jump(0))
    program.sites[site].otherwise = Int32(program.instructions.count)
    try read(steps: otherwise)
    program.instructions[end] = .jump(program.instructions.count)
  }

  /// The size of a call, which is no larger than anything that AWS takes.
  private static func size(_ document: Document) throws(InputError) -> Int64 {
    let size = try document.size()
    guard size <= greatestSize else {
      throw InputError(
        "a call cannot carry \(document.scalarText ?? "so much")",
        remedy: "the largest object of S3 has 50 TB", at: document.place)
    }
    return size
  }

  /// Refuses to say what follows from an answer that the call never gets.
  private func checkSequel(of said: DocumentMap, to word: String) throws(InputError) {
    for (sequel, cause) in [("else", "condition"), ("rest", "items")] where said[cause] == nil {
      guard let entry = said.entry(sequel) else { continue }
      throw InputError(
        "\(sequel) stands beside \(word) without \(cause)",
        remedy: "give \(cause), or leave out \(sequel)", at: entry.keyPlace)
    }
  }

  /// What the code does with items that a call left undone: it calls again with them, as AWS asks
  /// for, or forgets them.
  private func dropsRest(_ said: DocumentMap) throws(InputError) -> Bool {
    guard let rest = said["rest"] else { return false }
    switch rest.text {
    case "retry": return false
    case "drop": return true
    default:
      throw InputError(
        "rest is retry or drop, and not \(rest.scalarText ?? rest.kindName)",
        remedy: "write rest: retry, or leave it out", at: rest.place)
    }
  }

  /// A place in the code that calls an inlet of another node.
  ///
  /// - Parameter step: What names its draws among those of the code.
  mutating func callSite(
    of callee: any Node, _ inlet: Int, by way: UInt16, _ terms: CallTerms, size: Int64,
    as step: UInt32
  ) -> CallSite {
    let edge = edge(to: callee)
    let family = callee.card.declaration.retryFamily
    let retries = terms.retries ?? (family == .web ? nil : usualRetries)
    return CallSite(
      callee: callee, inlet: inlet, way: way, edge: edge, size: size,
      retries: retries?.policy(dynamoDB: family == .dynamoDB) ?? .none,
      budget: budget(of: terms, along: edge), watch: watch(by: terms, along: edge),
      client: client(for: callee),
      backoff: site.world.purpose("backoff/\(consumer)/\(step)"),
      sender: UInt32(truncatingIfNeeded: stableHash(consumer)), step: step)
  }

  /// The event that a step says it sends, or the one at hand in another size; nil where it sends on
  /// what it has.
  private func event(
    of step: Document, size: Int64?
  ) throws(InputError) -> (transformation: Int, size: Int64)? {
    guard let event = step["event"] else {
      guard let size else { return nil }
      let resized = site.world.addTransformation { (kind) in
        var kind = kind
        kind.size = size
        return kind
      }
      return (resized, size)
    }
    guard event.map != nil else {
      throw InputError(
        "an event is a map, and not \(event.kindName)",
        remedy: "for example event: {detail-type: OrderPaid, detail: {total: 12}}",
        at: event.place)
    }
    let template = try EventKind(
      reading: event, of: "\(consumer)/\(stepCount)", label: consumer, in: site.world)
    let bytes = size ?? template.leastSize
    let transformation = site.world.addTransformation { (kind) in
      var sent = kind
      sent.label = template.label
      sent.body = template.body
      sent.attributes = template.attributes
      sent.size = bytes
      return sent
    }
    return (transformation, bytes)
  }

  /// The number of the SDK client for a callee: one for each AWS service and each endpoint outside.
  private mutating func client(for callee: any Node) -> Int {
    let type = Array(callee.card.declaration.type.utf8)
    let colon = UInt8(ascii: ":")
    let service =
      type.lastIndex(of: colon).map { String(decoding: type[..<$0], as: UTF8.self) }
      ?? callee.label
    if let known = program.services.firstIndex(of: service) { return known }
    program.services.append(service)
    return program.services.count - 1
  }

  /// The edge to a callee; several calls of one callee share it.
  private func edge(to callee: any Node) -> Edge {
    if let known = program.sites.first(where: { $0.callee === callee }) { return known.edge }
    let edge = site.world.addEdge(from: consumer, to: callee.label)
    edge.takesCalls()
    return edge
  }
}
