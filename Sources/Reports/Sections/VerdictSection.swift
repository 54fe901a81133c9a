/// How the goals were judged.
enum VerdictSection {
  /// Its heading, by which others find it.
  static let heading = "Goals"

  static func section(of subject: Subject) -> Section? {
    guard !subject.verdicts.isEmpty else { return nil }
    let rows = subject.verdicts.map {
      Row($0.goal, $0.figure, note: $0.note, mark: $0.mark)
    }
    return Section(heading, remark: counts(of: subject.verdicts), [.rows(rows)])
  }

  /// How many goals were met, missed, and neither.
  static func counts(of verdicts: [Verdict]) -> String {
    let marks: [(Row.Mark, String)] = [
      (.met, "met"), (.missed, "missed"), (.undecided, "undecided"),
    ]
    let counts = marks.compactMap { mark, word in
      let count = verdicts.filter { $0.mark == mark }.count
      return count == 0 ? nil : "\(count) \(word)"
    }
    return counts.joined(separator: ", ")
  }
}
