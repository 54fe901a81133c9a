import Documents
import Kernel
import Studies

/// Something in which the points of a sweep differ: the design, or a setting.
struct SweepAxis: Equatable {
  /// The path of the setting; empty of the designs.
  let path: String
  /// What it is called where there is little room: `VisibilityTimeout`, or `design`.
  let name: String
  /// Its values, in the order of the study.
  let levels: [String]
  /// The values as numbers to draw over; nil where some is none.
  let numbers: [Double]?

  /// What differs in a study.
  static func all(of study: Study) -> [SweepAxis] {
    let knobs = study.knobs.filter { $0.values.count > 1 }
    let shorts = knobs.map { $0.path.split(separator: ".").last.map { String($0) } ?? $0.path }
    let axes = zip(knobs, shorts).map { knob, short in
      let isUnique = shorts.filter { $0 == short }.count == 1 && Int(short) == nil
      return SweepAxis(
        path: knob.path, name: isUnique ? short : knob.path, levels: knob.values,
        numbers: Self.numbers(knob.values))
    }
    let designs = SweepAxis(path: "", name: "design", levels: study.designs, numbers: nil)
    return (study.designs.count > 1 ? [designs] : []) + axes
  }

  /// The same with fewer values.
  func keeping(_ isKept: (String) -> Bool) -> SweepAxis {
    let kept = levels.indices.filter { isKept(levels[$0]) }
    return SweepAxis(
      path: path, name: name, levels: kept.map { levels[$0] },
      numbers: numbers.map { numbers in kept.map { numbers[$0] } })
  }

  /// Which of its values a point has; nil where it leaves the setting alone.
  func level(of point: Point) -> Int? {
    levels.firstIndex(of: path.isEmpty ? point.design : point.value(of: path) ?? "")
  }

  /// The value that a point has; a dash where it leaves the setting alone.
  func text(of point: Point) -> String { level(of: point).map { levels[$0] } ?? "–" }

  /// All values as numbers of one kind, in its base; nil where they are none.
  private static func numbers(_ values: [String]) -> [Double]? {
    let kinds: [(String) -> Double?] = [
      { text in NumberText(text)?.double },
      { text in (try? Quantities.duration(text)).map { Double($0.nanoseconds) / 1e9 } },
      { text in (try? Quantities.rate(text)).map { $0.perSecond } },
      { text in (try? Quantities.size(text)).map { Double($0) } },
    ]
    for kind in kinds {
      let numbers = values.compactMap(kind)
      if numbers.count == values.count { return numbers }
    }
    return nil
  }
}
