import Documents
import Reports

/// Lists the lessons, or runs one.
enum LessonCommand {
  private static let change = Option.flag(
    "change", "Runs what the lesson says to change, and tells what comes of it.")
  private static let yes = Option.flag("yes", "Does not wait for the prediction.")
  private static let out = Option(
    "out", "DIR", .text, "Writes the reports there instead of into reports/lessons/LESSON.")

  static let command = Command(
    name: "lesson", summary: "Lists the lessons, or runs one: a question, a run and its answer.",
    argument: .optional("LESSON"), options: [change, yes, out], perform: perform)

  private static func perform(_ invocation: Invocation) -> ExitCode {
    let outside = invocation.outside
    do throws(InputErrors) {
      let shelf: LessonShelf
      let lesson: Lesson
      do throws(InputError) {
        shelf = try LessonShelf(outside)
        guard let word = invocation.argument else {
          list(shelf, outside)
          return .done
        }
        lesson = try shelf.lesson(word)
      } catch {
        throw InputErrors(error)
      }
      return invocation.has(change)
        ? try tellChange(of: lesson, invocation) : try tell(lesson, among: shelf, invocation)
    } catch {
      return outside.refuse(error)
    }
  }

  private static func list(_ shelf: LessonShelf, _ outside: Outside) {
    let ink = outside.outputInk
    let width = min(outside.output.columns ?? 100, 100) - 4
    for lesson in shelf.lessons {
      let number = Lettering.aligned(String(lesson.number), to: 2)
      outside.output.write("\(ink.bold("\(number)  \(lesson.title)"))\n")
      for paragraph in lesson.question.split(separator: "\n") {
        for line in Lettering.wrapped(String(paragraph), to: width) {
          outside.output.write("    \(line)\n")
        }
      }
    }
    outside.output.write("\nspillway lesson NUMBER runs one.\n")
  }

  // MARK: The lesson

  private static func tell(
    _ lesson: Lesson, among shelf: LessonShelf, _ invocation: Invocation
  ) throws(InputErrors) -> ExitCode {
    let outside = invocation.outside
    show(
      "\(lesson.number) · \(lesson.title)",
      "lesson \(lesson.number) of \(shelf.lessons[shelf.lessons.count - 1].number)",
      [section("Question", lesson.question), section("Prediction", lesson.prediction)], outside)
    guard wait(invocation) else { return .interrupted }
    var verdicts: [(name: String, verdict: Verdict)] = []
    for run in lesson.runs {
      let ending = try follow(run, of: lesson, invocation)
      guard case .done(let told) = ending else { return code(of: ending, outside) }
      verdicts += told.verdicts
    }
    let words = [
      section("Answer", lesson.answer, verdicts),
      section("Change one thing", lesson.change.what),
    ]
    show(nil, "", words, outside)
    let hint = faintly("tells what comes of it", outside)
    outside.output.write(
      "\n  \(lesson.command(for: lesson.change.run))\n"
        + "  spillway lesson \(lesson.number) --change    \(hint)\n")
    return judge(verdicts, outside)
  }

  private static func tellChange(
    of lesson: Lesson, _ invocation: Invocation
  ) throws(InputErrors) -> ExitCode {
    let outside = invocation.outside
    show(
      "\(lesson.number) · \(lesson.title)", "changed",
      [section("Change one thing", lesson.change.what)], outside)
    guard wait(invocation) else { return .interrupted }
    // The words may compare with what was before.
    var verdicts: [(name: String, verdict: Verdict)] = []
    for run in lesson.runs where LessonText(lesson.change.then).names(claimOf: run) {
      let ending = try perform(run, of: lesson, invocation)
      guard case .done(let done) = ending else { return code(of: ending, outside) }
      verdicts += done.verdicts
    }
    let ending = try follow(lesson.change.run, of: lesson, invocation)
    guard case .done(let told) = ending else { return code(of: ending, outside) }
    verdicts += told.verdicts
    show(nil, "", [section("What comes of it", lesson.change.then, verdicts)], outside)
    return judge(verdicts, outside)
  }

  /// Waits until somebody has made up their mind; false where they stop the program.
  private static func wait(_ invocation: Invocation) -> Bool {
    let outside = invocation.outside
    guard outside.isAttended, !invocation.has(yes) else { return true }
    outside.output.write("\nMake your guess, then press Enter. ")
    while !outside.isInterrupted() {
      let bytes = outside.input()
      if bytes.isEmpty || bytes.contains(0x0A) { return !outside.isInterrupted() }
    }
    return false
  }

  // MARK: Runs

  /// Does a run and shows what of its report belongs to the answer.
  private static func follow(
    _ run: Lesson.Run, of lesson: Lesson, _ invocation: Invocation
  ) throws(InputErrors) -> LessonRun.Ending {
    let outside = invocation.outside
    let ending = try perform(run, of: lesson, invocation)
    guard case .done(let done) = ending else { return ending }
    do throws(InputError) {
      let sections = try done.sections(run.excerpts)
      outside.output.write("\n\(faintly("$ \(lesson.command(for: run))", outside))\n")
      show(done.report.title, done.report.subtitle, sections, outside)
      outside.output.write("\n\(faintly("the whole report: \(done.folder.path)/", outside))\n")
    } catch {
      throw InputErrors(error)
    }
    return ending
  }

  private static func perform(
    _ run: Lesson.Run, of lesson: Lesson, _ invocation: Invocation
  ) throws(InputErrors) -> LessonRun.Ending {
    try LessonRun.perform(
      run, of: lesson,
      into: { file in
        let base = invocation.value(out) ?? "reports/\(file.report)"
        return run.settings.isEmpty ? base : "\(base)/changed"
      }, invocation)
  }

  private static func code(of ending: LessonRun.Ending, _ outside: Outside) -> ExitCode {
    switch ending {
    case .done: .done
    case .interrupted: .interrupted
    case .bug(let imbalance): outside.confess(imbalance)
    }
  }

  /// Says where the words are no longer true, as the scenario was changed.
  private static func judge(
    _ verdicts: [(name: String, verdict: Verdict)], _ outside: Outside
  ) -> ExitCode {
    let missed = verdicts.map { $0.verdict }.filter { $0.mark != .met }
    guard !missed.isEmpty else { return .done }
    let rows = missed.map { Row($0.goal, $0.figure, note: $0.note, mark: $0.mark) }
    show(nil, "", [Section("No longer true of this run", [.rows(rows)])], outside)
    return .missed
  }

  // MARK: Words

  private static func section(
    _ heading: String, _ text: String, _ verdicts: [(name: String, verdict: Verdict)] = []
  ) -> Section {
    let paragraphs = LessonText(text).paragraphs { name in
      verdicts.first { $0.name == name }?.verdict.figure ?? "–"
    }
    return Section(heading, paragraphs.map { .remark($0) })
  }

  private static func show(
    _ title: String?, _ subtitle: String, _ sections: [Section], _ outside: Outside
  ) {
    let text = outside.format.text(title: title ?? "", subtitle: subtitle, sections: sections)
    outside.output.write(title == nil ? String(text.dropFirst()) : text)
  }

  private static func faintly(_ text: String, _ outside: Outside) -> String {
    outside.outputInk.faint(text)
  }
}

extension LessonText {
  /// Whether the words speak of a figure of a run.
  fileprivate func names(claimOf run: Lesson.Run) -> Bool {
    parts.contains { part in
      if case .figure(let name) = part { run.claims.contains { $0.name == name } } else { false }
    }
  }
}
