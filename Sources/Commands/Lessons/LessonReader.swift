import Documents

/// Reads `lesson.yaml`, and refuses whatever it does not know.
struct LessonReader {
  /// The name of the file in a lesson's folder.
  static let file = "lesson.yaml"
  /// The keys of a lesson.
  static let keys = ["title", "question", "prediction", "runs", "answer", "change"]
  private static let runKeys = ["design", "set", "shows", "claims"]
  /// The keys of its change, of which those of a run are some.
  static let changeKeys = ["what"] + runKeys + ["then"]

  private let document: Document

  /// The lesson of a folder.
  ///
  /// - Throws: The first slip, at its place.
  static func read(_ source: SourceText, number: Int, folder: String) throws(InputError) -> Lesson {
    let reader = LessonReader(document: try Document.read(source))
    try check(reader.document, of: "a lesson", Self.keys)
    let runs = try reader.runs()
    let change = try reader.change()
    let lesson = Lesson(
      number: number, folder: folder,
      title: try text("title", of: reader.document),
      question: try text("question", of: reader.document),
      prediction: try text("prediction", of: reader.document), runs: runs,
      answer: try text("answer", of: reader.document), change: change)
    let claims = runs.flatMap { $0.claims }
    try checkNames(of: claims + change.run.claims)
    try check(reader.document["answer"], names: claims)
    try check(reader.document["change"]?["then"], names: claims + change.run.claims)
    return lesson
  }

  private func runs() throws(InputError) -> [Lesson.Run] {
    guard let list = document["runs"]?.list, !list.isEmpty else {
      throw InputError(
        "a lesson has a list of runs", remedy: "begin each with a dash",
        at: (document["runs"] ?? document).place)
    }
    var runs: [Lesson.Run] = []
    for entry in list {
      try Self.check(entry, of: "a run", Self.runKeys)
      runs.append(try Self.run(entry))
    }
    return runs
  }

  private func change() throws(InputError) -> Lesson.Change {
    guard let entry = document["change"] else { throw Self.missing("change", in: document) }
    try Self.check(entry, of: "change", Self.changeKeys)
    return Lesson.Change(
      what: try Self.text("what", of: entry), run: try Self.run(entry),
      then: try Self.text("then", of: entry))
  }

  private static func run(_ document: Document) throws(InputError) -> Lesson.Run {
    Lesson.Run(
      design: try document["design"].map { (value) throws(InputError) in try text(value, "design")
      },
      settings: try texts(document["set"], "set"), excerpts: try excerpts(document["shows"]),
      claims: try claims(document["claims"]), place: document.place)
  }

  private static func excerpts(_ document: Document?) throws(InputError) -> [Lesson.Excerpt] {
    guard let document else { return [] }
    guard let map = document.map else {
      throw InputError(
        "shows takes headings of the report, and is \(document.kindName)",
        remedy: "for example {Backlog: [Orders], Latency: all}", at: document.place)
    }
    var excerpts: [Lesson.Excerpt] = []
    for entry in map.entries {
      let names = entry.value.text == "all" ? [] : try texts(entry.value, entry.key)
      excerpts.append(Lesson.Excerpt(heading: entry.key, place: entry.keyPlace, names: names))
    }
    return excerpts
  }

  private static func claims(_ document: Document?) throws(InputError) -> [Lesson.Claim] {
    guard let map = document?.map, !map.isEmpty else {
      throw InputError(
        "a run has to claim something",
        remedy: "for example claims: {late: p99 of latency Shop to Worker > 10 s}",
        at: document?.place)
    }
    return map.entries.map { Lesson.Claim(name: $0.key, sentence: $0.value) }
  }

  // MARK: Words

  private static func text(_ key: String, of document: Document) throws(InputError) -> String {
    guard let value = document[key] else { throw missing(key, in: document) }
    return try text(value, key)
  }

  private static func text(_ value: Document, _ key: String) throws(InputError) -> String {
    guard let text = value.text, !text.isEmpty else {
      throw InputError("\(key) is a text, and not \(value.kindName)", at: value.place)
    }
    return text
  }

  private static func texts(_ document: Document?, _ key: String) throws(InputError) -> [String] {
    guard let document else { return [] }
    guard let list = document.list else {
      throw InputError(
        "\(key) is a list of texts, and not \(document.kindName)", at: document.place)
    }
    var texts: [String] = []
    for entry in list { texts.append(try text(entry, key)) }
    return texts
  }

  private static func missing(_ key: String, in document: Document) -> InputError {
    InputError("the lesson has no \(key)", remedy: "add \(key):", at: document.place)
  }

  private static func check(
    _ document: Document, of owner: String, _ known: [String]
  ) throws(InputError) {
    guard let map = document.map else {
      throw InputError(
        "\(owner) takes names and values, and is \(document.kindName)",
        remedy: "known are \(known.joined(separator: ", "))", at: document.place)
    }
    for entry in map.entries where !known.contains(entry.key) {
      throw .stray(entry, among: known, of: owner)
    }
  }

  /// Refuses two claims of one name, as the words could mean either.
  private static func checkNames(of claims: [Lesson.Claim]) throws(InputError) {
    for (index, claim) in claims.enumerated()
    where claims[..<index].contains(where: { $0.name == claim.name }) {
      throw InputError(
        "two claims are called \(claim.name)", remedy: "give each a name of its own",
        at: claim.sentence.place)
    }
  }

  /// Refuses words that speak of a figure that no claim has.
  private static func check(
    _ words: Document?, names claims: [Lesson.Claim]
  ) throws(InputError) {
    guard let words, let text = words.text else { return }
    for part in LessonText(text).parts {
      guard case .figure(let name) = part, !claims.contains(where: { $0.name == name }) else {
        continue
      }
      let near = Suggestion.nearest(to: name, among: claims.map { $0.name })
      throw InputError(
        "the words speak of {{\(name)}}, and no claim is called so",
        remedy: near.map { "did you mean {{\($0)}}?" } ?? "add it to the claims of a run",
        at: words.place)
    }
  }
}
