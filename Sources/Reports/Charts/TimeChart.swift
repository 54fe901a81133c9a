import Kernel
import Measures

/// Panels one below the other over the same stretch of time.
struct TimeChart {
  /// More nobody looks at; the rows beside the drawing tell of all.
  private static let mostPanels = 12

  private let title: String
  private let frame: TimeFrame
  private let bands: [TimeBand]
  private let panels: [Panel]
  private let omitted: Int

  /// Panels over the time of the first replication; nil where none has anything to show.
  init?(_ title: String, of subject: Subject, _ panels: (TimeFrame) -> [Panel]) {
    guard let frame = TimeFrame(of: subject.first) else { return nil }
    let all = panels(frame)
    guard !all.isEmpty else { return nil }
    self.title = title + (subject.runs.count > 1 ? ", first replication" : "")
    self.frame = frame
    bands = subject.first.bands.filter { $0.begin < frame.end }
    self.panels = Array(all.prefix(Self.mostPanels))
    omitted = all.count - self.panels.count
  }

  /// The drawing with its words.
  var picture: Picture {
    let drawings = panels.enumerated().map { index, panel in
      PanelDrawing(panel: panel, frame: frame, bands: bands, namesBands: index == 0).element
    }
    return Picture(
      title, alternative: words, drawing: Element("div", ["class": "panels"], drawings))
  }

  private var words: String {
    let meanwhile = bands.map { band in
      "\(band.name) from \(TimeAxis.text(band.begin))"
        + (band.end.map { " to \(TimeAxis.text($0))" } ?? " on")
    }
    let parts =
      panels.map { $0.words }
      + (meanwhile.isEmpty ? [] : ["Bands: \(meanwhile.joined(separator: "; "))."])
      + (omitted == 0 ? [] : ["\(omitted) more panels are left out."])
    return parts.joined(separator: " ")
  }
}

extension Section.Block {
  /// A chart over time as a block; none where it has nothing to show.
  static func chart(
    _ title: String, of subject: Subject, _ panels: (TimeFrame) -> [Panel]
  ) -> [Section.Block] {
    TimeChart(title, of: subject, panels).map { [.picture($0.picture)] } ?? []
  }
}
