/// How the goals were judged.
enum VerdictSection {
  /// Its heading, by which others find it.
  static let heading = "Goals"

  static func section(of subject: Subject) -> Section? {
    guard !subject.verdicts.isEmpty else { return nil }
    let unknown = subject.certainty.map { CertaintyWords.notes(of: $0) } ?? []
    let rows = subject.verdicts.enumerated().map { index, verdict in
      let notes = [verdict.note, index < unknown.count ? unknown[index] : ""]
      return Row(
        verdict.goal, verdict.figure,
        note: notes.filter { !$0.isEmpty }.joined(separator: "; "), mark: verdict.mark)
    }
    let certainty = subject.certainty.map { Section.Block.remark(CertaintyWords.text(of: $0)) }
    return Section(
      heading, remark: counts(of: subject.verdicts), [.rows(rows)] + (certainty.map { [$0] } ?? []))
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
