import Blueprints
import Measures

/// Every bound with its greatest use, the most used first.
enum LimitRecord {
  static func fact(of subject: Subject) -> Fact {
    .list(
      LimitReading.all(of: subject.nodes).map { reading in
        let ceiling = reading.ceiling
        return .object([
          ("resource", reading.label.map { .text($0) } ?? .none), ("limit", .text(ceiling.name)),
          ("detail", .text(ceiling.detail)), ("level", .whole(ceiling.level)),
          ("peak", .whole(ceiling.peak)), ("unit", .text(ceiling.unit.name)),
          ("use", .real(ceiling.share)),
          ("measure", ceiling.measure.map { .text($0) } ?? .none),
        ])
      })
  }
}
