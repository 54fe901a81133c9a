import Kernel
import Measures

/// Courses of one unit, drawn over one another, with the bounds that they run below.
struct Panel: Equatable {
  /// A course under its name.
  struct Line: Equatable {
    let name: String
    let course: Course
    /// Which of the eight colours it has, from 0; nil for that of its place.
    var colour: Int?
  }

  /// A bound that does not move.
  struct Level: Equatable {
    let name: String
    let value: Double
  }

  /// More colours nobody can tell apart.
  static let mostLines = 8

  /// What is drawn.
  let title: String
  /// What the values count.
  let unit: UnitOfMeasure
  /// The courses that are drawn, at most eight.
  let lines: [Line]
  /// How many were left out, all of which stay below those that are drawn.
  let omitted: Int
  /// The bounds that are drawn.
  private(set) var levels: [Level] = []
  /// The bounds so high that they would press the courses flat.
  private(set) var highLevels: [Level] = []

  /// Courses of which the eight with the greatest peaks are drawn; nil where all are silent.
  init?(_ title: String, _ unit: UnitOfMeasure, _ lines: [Line], levels: [Level] = []) {
    let loud = lines.enumerated().filter { !$0.element.course.isSilent }
    guard !loud.isEmpty else { return nil }
    let kept = loud.sorted {
      ($1.element.course.peak, $0.offset) < ($0.element.course.peak, $1.offset)
    }
    .prefix(Self.mostLines).sorted { $0.offset < $1.offset }
    self.title = title
    self.unit = unit
    self.lines = kept.map { $0.element }
    omitted = loud.count - kept.count
    let peak = self.lines.reduce(0) { max($0, $1.course.peak) }
    self.levels = levels.filter { $0.value <= 4 * peak }
    highLevels = levels.filter { $0.value > 4 * peak }
  }

  /// The greatest of all that is drawn.
  var greatest: Double {
    max(
      lines.reduce(0) { max($0, $1.course.peak) }, levels.reduce(0) { max($0, $1.value) })
  }

  /// The values beside it.
  var axis: ValueAxis {
    let isWhole = unit.scale == .number && greatest < 4
    return ValueAxis(upTo: greatest, unit, isWhole: isWhole)
  }

  /// What is to be seen, with its key figures.
  var words: String {
    let courses = lines.map { line in
      let last = Quantity(real: line.course.last, unit).text
      return "\(line.name): at most \(Quantity(real: line.course.peak, unit).text) at "
        + "\(TimeAxis.text(line.course.peakMoment)), \(last) at the end"
    }
    let bounds = (levels + highLevels).map {
      "\($0.name): \(Quantity(real: $0.value, unit).text)"
    }
    let rest = omitted == 0 ? [] : ["\(omitted) more stay lower"]
    return "\(title): " + (courses + bounds + rest).joined(separator: "; ") + "."
  }
}
