import Blueprints
import Measures

/// Every bound with its greatest use in percent, the highest first.
enum LimitSection {
  /// What is used less is told of in one line.
  private static let least = 0.01

  static func section(of subject: Subject) -> Section? {
    let readings = LimitReading.all(of: subject.nodes)
    // The account's quotas are shared with all that is no part of the template.
    let shown = readings.filter { $0.ceiling.share >= least || $0.label == nil }
    guard !readings.isEmpty else { return nil }
    let hidden = readings.count - shown.count
    let rows = shown.map(row)
    let rest =
      hidden == 0
      ? []
      : [
        Section.Block.remark(
          "\(hidden)\(shown.isEmpty ? "" : " more") \(hidden == 1 ? "was" : "were") used below 1 %."
        )
      ]
    return Section("Limits", (rows.isEmpty ? [] : [.rows(rows)]) + rest, isTight: true)
  }

  private static func row(_ reading: LimitReading) -> Row {
    let ceiling = reading.ceiling
    let (peak, level) = (
      Quantity(ceiling.peak, ceiling.unit).text, Quantity(ceiling.level, ceiling.unit).text
    )
    return Row(
      reading.title, Quantity(real: ceiling.share, .share).text,
      note: ceiling.busyTime == nil
        ? "\(peak) of \(level)" : "of the busiest minute; at most \(peak) of \(level) at once")
  }
}
