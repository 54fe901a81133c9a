import Documents

/// The lessons that lie below the folder in which the program is called.
struct LessonShelf {
  /// Where lessons are looked for.
  static let folder = "scenarios/lessons"

  /// The lessons, by their numbers.
  let lessons: [Lesson]

  /// Reads every lesson.
  ///
  /// - Throws: That there are none, or the first slip in one.
  init(_ outside: Outside) throws(InputError) {
    guard case .folder = outside.place(Self.folder) else {
      throw InputError(
        "there is no folder \(Self.folder) here",
        remedy: "go to the folder of the project, in which \(Self.folder) lies")
    }
    var lessons: [Lesson] = []
    for name in try outside.list(Self.folder) {
      let path = "\(Self.folder)/\(name)/\(LessonReader.file)"
      guard let number = Self.number(of: name), case .file = outside.place(path) else { continue }
      let source = try SourceText.decoding(outside.read(path), name: path)
      lessons.append(
        try LessonReader.read(source, number: number, folder: "\(Self.folder)/\(name)"))
    }
    guard !lessons.isEmpty else {
      throw InputError(
        "\(Self.folder) holds no lesson",
        remedy: "add one as \(Self.folder)/01-NAME/\(LessonReader.file)")
    }
    self.lessons = lessons.sorted { $0.number < $1.number }
  }

  /// The lesson that a word means: a number, a folder, or the name behind the number.
  func lesson(_ word: String) throws(InputError) -> Lesson {
    let number = Int(word)
    let found = lessons.first { lesson in
      lesson.number == number || lesson.name == word || lesson.folder == word
        || Self.plain(lesson.name) == word
    }
    if let found { return found }
    let near =
      number == nil ? Suggestion.nearest(to: word, among: lessons.map { Self.plain($0.name) }) : nil
    throw InputError(
      "there is no lesson \(word)",
      remedy: near.map { "did you mean \($0)?" }
        ?? "choose \(lessons[0].number) to \(lessons[lessons.count - 1].number)")
  }

  private static func number(of name: String) -> Int? {
    name.split(separator: "-").first.flatMap { Int($0) }
  }

  private static func plain(_ name: String) -> String {
    name.split(separator: "-").dropFirst().joined(separator: "-")
  }
}
