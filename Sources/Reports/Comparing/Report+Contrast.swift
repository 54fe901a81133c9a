import Kernel
import Measures

extension Report {
  /// The version of a comparison's `report.json`.
  package static let contrastFormat: Int64 = 1

  /// The report on a comparison, which has no courses over time.
  package init(on contrast: Contrast) {
    let others = contrast.names.dropFirst().joined(separator: ", ")
    self.init(
      title: "\(contrast.title) – \(others) against \(contrast.names[0])",
      subtitle: Self.subtitle(of: contrast), sections: ContrastSections(contrast).all,
      record: ContrastRecord(contrast).fact, series: nil)
  }

  private static func subtitle(of contrast: Contrast) -> String {
    let traffic = TimeText.text(contrast.base.first.trafficEnd - .start)
    return [
      "\(traffic) of traffic", "\(contrast.base.messages.meanText) messages",
      "\(contrast.replicationText) of \(contrast.designs.count) designs",
    ].joined(separator: " · ")
  }
}
