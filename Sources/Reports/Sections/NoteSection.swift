import Blueprints
import Documents

/// What the input says and the run does not model, and what is worth knowing about it.
enum NoteSection {
  /// More are in `report.json`.
  private static let most = 20

  static func section(of subject: Subject) -> Section? { section(subject.notes) }

  static func section(_ notes: [Note]) -> Section? {
    guard !notes.isEmpty else { return nil }
    let shown = notes.prefix(most).map { Section.Block.remark("\($0.text) (\($0.whereabouts))") }
    let hidden = notes.count - shown.count
    return Section(
      "Notes", shown + (hidden > 0 ? [.remark("\(hidden) more in report.json.")] : []),
      isTight: true)
  }
}

extension Note {
  /// The file's name and the line, wherever the file lies: `template.yaml:12`.
  var whereabouts: String {
    let file = place.source.name.split(separator: "/").last.map { String($0) } ?? ""
    return "\(file):\(place.line)"
  }
}
