import Blueprints
import Reports

/// The page of one parameter: its value under each calibration.
enum ParameterPage {
  /// The values, and where they were read.
  static func sections(of parameter: Parameter) -> [Section] {
    var footnotes = Footnotes()
    var rows: [Row] = []
    for entry in parameter.entries {
      rows.append(
        Row(entry.calibration, entry.value.words, note: footnotes.mark(entry.source)))
    }
    let others = Calibration.names.filter { name in
      !parameter.entries.contains { $0.calibration == name }
    }
    var blocks: [Section.Block] = [.rows(rows)] + parameter.entries.compactMap(mixture)
    if !others.isEmpty {
      blocks.append(
        .remark("As \(Calibration.standard) under \(others.joined(separator: ", "))."))
    }
    blocks.append(.remark("Choose \(parameter.range.words)."))
    blocks.append(
      .remark("Change it with --set 'calibration.\(parameter.name)=…', or under calibration."))
    return [Section("Values", blocks), footnotes.section].compactMap { $0 }
  }

  /// What a mixture is made of, as its median and its tail do not tell it.
  private static func mixture(_ entry: Parameter.Entry) -> Section.Block? {
    let parts = entry.value.parts
    guard !parts.isEmpty else { return nil }
    return .remark("\(entry.calibration) mixes \(parts.joined(separator: ", and ")).")
  }
}
