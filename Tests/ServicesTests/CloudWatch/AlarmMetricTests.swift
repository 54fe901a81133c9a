import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// What CloudWatch has of measures, and what alarms make of it.
@Suite struct AlarmMetricTests {
  /// A node whose measures a test moves by hand.
  private final class Dial: Node {
    static let level = Measure("Level", .gauge, in: .count, role: .unfinished, "A level.")
    static let load = Measure("Load", .gauge, in: .count, role: .concurrency, "A load.")
      .present(.whereAny)
    static let hits = Measure("Hits", .count, in: .count, "Hits.")
    static let errors = Measure("Errors", .count, in: .count, role: .failure, "Errors.")
      .present(.with("Hits"))
    static let sent = Measure("Sent", .count, in: .count, "Sent.").present(.always)
    static let times = Measure("Times", .samples, in: .nanoseconds, "Times.")
    static let ages = Measure("Ages", .samples, in: .nanoseconds, role: .age, "Ages.")
      .present(.always).inSeconds

    let card: NodeCard
    let level, load: GaugeMeasure
    let hits, errors, sent: CountMeasure
    let times, ages: SampleMeasure
    var age: Int64 = 0

    init(in world: World) {
      card = NodeCard(
        "Dial",
        Declaration(
          type: "dial", title: "Dial", summary: "Is moved by hand.",
          identity: Identity(ref: "{name}", arn: "{name}")), in: world)
      level = world.gauge(Self.level, at: "Dial")
      load = world.gauge(Self.load, at: "Dial")
      hits = world.count(Self.hits, at: "Dial")
      errors = world.count(Self.errors, at: "Dial")
      sent = world.count(Self.sent, at: "Dial")
      times = world.samples(Self.times, at: "Dial")
      ages = world.samples(Self.ages, at: "Dial")
    }

    func look(at boundary: Instant, in world: World) {
      if age > 0 { ages.record(age, at: boundary) }
    }
  }

  private let stage = Stage("ideal")
  private let dial: Dial

  init() throws {
    dial = stage.add(Dial(in: stage.world))
    try stage.begin()
  }

  private func feed(_ name: String) throws -> MeasureFeed {
    try #require(stage.world.feed(name, of: dial, every: .minutes(1)))
  }

  private func value(
    _ feed: MeasureFeed, _ statistic: MetricStatistic, from begin: Int64, until end: Int64
  ) -> Double? {
    statistic.value(
      of: feed, from: CalendarMoment(nanoseconds: begin * 1_000_000_000),
      until: CalendarMoment(nanoseconds: end * 1_000_000_000))
  }

  @Test func `a level is one sample a minute: its mean over time, and its extremes`() throws {
    let feed = try feed("Level")
    dial.level.set(10, at: stage.world.now)
    stage.run(to: 30)
    dial.level.set(20, at: stage.world.now)
    stage.run(to: 60)
    dial.level.set(0, at: stage.world.now)
    stage.run(to: 120)
    #expect(value(feed, .average, from: 0, until: 60) == 15)
    #expect(value(feed, .maximum, from: 0, until: 60) == 20)
    #expect(value(feed, .minimum, from: 0, until: 60) == 0)
    #expect(value(feed, .sampleCount, from: 0, until: 120) == 2)
    #expect(value(feed, .sum, from: 0, until: 120) == 15)
    // The level at the begin of a minute was seen in it.
    #expect(value(feed, .maximum, from: 60, until: 120) == 20)
    #expect(value(feed, .average, from: 120, until: 180) == nil)
  }

  @Test func `a minute without anything has no data, unless the metric is always there`() throws {
    let (hits, sent, ages, load) = (
      try feed("Hits"), try feed("Sent"), try feed("Ages"), try feed("Load")
    )
    dial.hits.add(3, at: stage.world.now)
    dial.sent.add(3, at: stage.world.now)
    stage.run(to: 120)
    #expect(value(hits, .sum, from: 0, until: 60) == 3)
    #expect(value(hits, .sum, from: 60, until: 120) == nil)
    #expect(value(sent, .sum, from: 60, until: 120) == 0)
    #expect(value(ages, .maximum, from: 60, until: 120) == 0)
    #expect(value(load, .maximum, from: 60, until: 120) == nil)
  }

  @Test func `errors are zero in minutes that have runs, so their mean is the share that failed`()
    throws
  {
    let feed = try feed("Errors")
    for second in 0..<8 {
      stage.run(to: Double(second))
      dial.hits.add(1, at: stage.world.now)
      if second < 2 { dial.errors.add(1, at: stage.world.now) }
    }
    stage.run(to: 60)
    dial.hits.add(1, at: stage.world.now)
    stage.run(to: 180)
    #expect(value(feed, .average, from: 0, until: 60) == 0.25)
    #expect(value(feed, .minimum, from: 0, until: 60) == 0)
    #expect(value(feed, .sum, from: 60, until: 120) == 0)
    #expect(value(feed, .sum, from: 120, until: 180) == nil)
  }

  @Test func `lengths of time are in milliseconds, ages of messages in seconds`() throws {
    let (times, ages) = (try feed("Times"), try feed("Ages"))
    dial.times.record(.milliseconds(250), at: stage.world.now)
    dial.age = 90_000_000_000
    stage.run(to: 60)
    #expect(value(times, .average, from: 0, until: 60) == 250)
    #expect(value(ages, .maximum, from: 0, until: 60) == 90)
  }

  @Test func `percentiles are those of the period alone`() throws {
    let feed = try feed("Times")
    #expect(feed.keepValues())
    for minute in 0..<3 {
      for value in 1...100 {
        dial.times.record(.milliseconds(Int64(value + 1_000 * minute)), at: stage.world.now)
      }
      stage.run(to: Double(60 * (minute + 1)))
    }
    let p90 = MetricStatistic.percentile(0.9)
    #expect(abs(try #require(value(feed, p90, from: 60, until: 120)) - 1_090) < 1_090 / 200)
    #expect(abs(try #require(value(feed, p90, from: 60, until: 180)) - 2_080) < 2_080 / 200)
    #expect(value(feed, .percentile(0), from: 120, until: 180) == 2_001)
    #expect(value(feed, p90, from: 180, until: 240) == nil)
    #expect(try self.feed("Hits").keepValues() == false)
  }

  @Test func `a warm-up forgets what is reported, and not what alarms see`() throws {
    let feed = try feed("Hits")
    stage.run(to: 10)
    dial.hits.add(5, at: stage.world.now)
    stage.run(to: 30)
    stage.world.restartInstruments()
    dial.hits.add(2, at: stage.world.now)
    stage.run(to: 60)
    #expect(value(feed, .sum, from: 0, until: 60) == 7)
    #expect(dial.hits.total == 2)
  }

  @Test func `statistics are read as CloudWatch writes them`() {
    func known(_ text: String) -> MetricStatistic? {
      if case .known(let statistic) = MetricStatistic.reading(text) { statistic } else { nil }
    }
    #expect(known("p99.9") == .percentile(99.9 / 100))
    #expect(known("p101") == nil && known("Avg") == nil && known("p") == nil)
    for text in ["tm90", "TC(0.005:0.030)", "IQM", "PR(:300)", "wm98", "ts99"] {
      if case .notModelled = MetricStatistic.reading(text) { continue }
      Issue.record("\(text) is read")
    }
  }

  @Test(
    arguments: [
      ("m1 / m2 * 100", 50.0), ("100 * (m1 + m2) - -1", 601), ("m1/0", nil), ("m1 + m3", nil),
      ("FILL(m3, 7) * m1", 14), ("FILL(m3,-1)", -1), (".5*m2", 2),
    ] as [(String, Double?)])
  func `metric math is reckoned where all data is there`(text: String, wanted: Double?) throws {
    let values: [Double?] = [2, 4, nil]
    let expression = try MetricExpressionReader.read(text) { id in
      ["m1", "m2", "m3"].firstIndex(of: id).map { .metric($0) }
    }
    #expect(expression.value { values[$0] } == wanted)
  }

  @Test(arguments: [
    "SUM(METRICS())", "m1 +", "IF(m1 > 2, 1, 0)", "m1 m2", "(m1", "FILL(m1, REPEAT)",
  ])
  func `other metric math is not modelled`(text: String) {
    #expect(throws: MetricExpressionReader.Slip.notModelled) {
      _ = try MetricExpressionReader.read(text) { _ in .metric(0) }
    }
  }
}
