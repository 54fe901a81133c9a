import Blueprints

/// What to change, that against the worst harm first.
enum AdviceSection {
  /// More are in `report.json`.
  private static let most = 12

  static func section(of subject: Subject) -> Section? {
    let readings = subject.advice
    guard !readings.isEmpty else {
      return Section("Advice", [.remark("Nothing to advise.")])
    }
    let blocks = readings.prefix(most).map { reading in
      Section.Block.rows([
        Row("\(reading.label): \(reading.advice.name)", reading.advice.figure, note: note(reading))
      ])
    }
    let hidden = readings.count - blocks.count
    return Section(
      "Advice", blocks + (hidden > 0 ? [.remark("\(hidden) more in report.json.")] : []),
      isTight: true)
  }

  private static func note(_ reading: AdviceReading) -> String {
    let setting = reading.setting.map { "; --set '\($0)'" } ?? ""
    return reading.advice.recommendation + setting
  }
}
