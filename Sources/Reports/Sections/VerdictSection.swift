/// How the goals were judged.
enum VerdictSection {
  static func section(of subject: Subject) -> Section? {
    guard !subject.verdicts.isEmpty else { return nil }
    let marks: [(Row.Mark, String)] = [
      (.met, "met"), (.missed, "missed"), (.undecided, "undecided"),
    ]
    let counts = marks.compactMap { mark, word in
      let count = subject.verdicts.filter { $0.mark == mark }.count
      return count == 0 ? nil : "\(count) \(word)"
    }
    let rows = subject.verdicts.map {
      Row($0.goal, $0.figure, note: $0.note, mark: $0.mark)
    }
    return Section("Goals", remark: counts.joined(separator: ", "), [.rows(rows)])
  }
}
