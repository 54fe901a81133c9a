import Blueprints

/// What to change, that against the worst harm first.
enum AdviceRecord {
  static func fact(of subject: Subject) -> Fact {
    .list(
      subject.advice.map { reading in
        let advice = reading.advice
        return .object([
          ("resource", .text(reading.label)), ("advice", .text(advice.name)),
          ("against", .text("\(advice.harm)")), ("figure", .text(advice.figure)),
          ("recommendation", .text(advice.recommendation)), ("source", .text(advice.source)),
          ("set", reading.setting.map { .text($0) } ?? .none),
          ("replications", .whole(Int64(reading.count))),
        ])
      })
  }
}
