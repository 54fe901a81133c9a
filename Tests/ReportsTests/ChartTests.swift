import Kernel
import Measures
import Testing

@testable import Reports
@testable import Scenarios
@testable import Studies

@Suite struct ChartTests {
  private static func frame(_ seconds: Int64) -> TimeFrame {
    TimeFrame(IntervalGrid(every: .seconds(1)), until: .start + .seconds(seconds))
  }

  /// A level that is 10 but for one second of 500.
  private static func level(_ seconds: Int64, high second: Int64) -> MeasureReading {
    let gauge = GaugeMeasure(Tracking(interval: .seconds(1)), level: 10)
    for now in 1..<seconds {
      let moment = Instant.start + .seconds(now)
      gauge.settle(at: moment)
      gauge.set(now == second ? 500 : 10, at: moment)
    }
    gauge.finish(at: .start + .seconds(seconds))
    return MeasureReading(
      measure: ShopDeclarations.concurrency, label: "Ship", detail: "", keepers: [.gauge(gauge)])
  }

  @Test(arguments: [1, 399, 400, 401, 1_999, 2_000] as [Int64])
  func `a course has at most 400 steps, and its least and greatest are kept`(
    seconds: Int64
  ) throws {
    let frame = Self.frame(seconds)
    #expect(frame.steps <= 400)
    let course = try #require(Course(Self.level(seconds, high: seconds - 1), over: frame))
    #expect(course.steps.count == frame.steps)
    #expect(course.peak == (seconds > 1 ? 500 : 10))
    #expect(course.steps.compactMap { $0?.least }.min() == 10)
    #expect(course.peakMoment == .start + .seconds(seconds - 1) || seconds == 1)
  }

  @Test func `what is full or idle from moment to moment is a thin band, not a slab`() throws {
    func panel(_ unit: UnitOfMeasure) throws -> String {
      let gauge = GaugeMeasure(Tracking(interval: .seconds(1)))
      for now in Int64(1)..<200 {
        let moment = Instant.start + .milliseconds(500 * now)
        gauge.settle(at: moment)
        gauge.set(now.isMultiple(of: 2) && now > 100 ? 100 : 0, at: moment)
      }
      gauge.finish(at: .start + .seconds(100))
      let reading = MeasureReading(
        measure: ShopDeclarations.concurrency, label: "Web", detail: "", keepers: [.gauge(gauge)])
      let course = try #require(Course(reading, over: Self.frame(100)))
      let panel = try #require(Panel("Web", unit, [Panel.Line(name: "CPU", course: course)]))
      return PanelDrawing(panel: panel, frame: Self.frame(100), bands: [], namesBands: false)
        .element.markup
    }
    let load = try panel(.percent)
    #expect(load.contains("class=\"fullness\"") && load.contains(">at 100 % at times</text>"))
    #expect(!load.contains("class=\"spread\""))
    let level = try panel(.messages)
    #expect(level.contains("class=\"spread\"") && !level.contains("at 100 %"))
  }

  @Test func `a course of means peaks where its greatest mean is`() throws {
    let gauge = GaugeMeasure(Tracking(interval: .seconds(1)), level: 10)
    for now in Int64(1)..<800 {
      let moment = Instant.start + .seconds(now)
      gauge.settle(at: moment)
      gauge.set(now == 100 ? 500 : now == 300 || now == 301 ? 400 : 10, at: moment)
    }
    gauge.finish(at: .start + .seconds(800))
    let reading = MeasureReading(
      measure: ShopDeclarations.concurrency, label: "Ship", detail: "", keepers: [.gauge(gauge)])
    let course = try #require(Course(reading, over: Self.frame(800)))
    #expect(course.steps.count == 400 && course.peakMoment == .start + .seconds(100))
    #expect(course.smoothed.peak == course.greatestMean && course.smoothed.peak > 300)
    #expect(course.smoothed.scaled(by: 2).peakMoment == .start + .seconds(300))
  }

  @Test func `where nothing was measured the course has a gap`() throws {
    let samples = SampleMeasure(Tracking(interval: .seconds(1)))
    for second in [1, 2, 7] as [Int64] {
      let moment = Instant.start + .milliseconds(second * 1_000 + 500)
      samples.settle(at: moment)
      samples.record(.seconds(second), at: moment)
    }
    samples.finish(at: .start + .seconds(10))
    let reading = MeasureReading(
      measure: ShopDeclarations.age, label: "Orders", detail: "", keepers: [.samples(samples)])
    let course = try #require(Course(reading, over: Self.frame(10)))
    let seen = course.steps.indices.filter { course.steps[$0] != nil }
    #expect(seen == [1, 2, 7])
    let drawn = PlotPath.line([[.init(x: 0, y: 4), .init(x: 3, y: 1)], [.init(x: 9, y: 2)]])
    #expect(drawn == "M0 4l3-3M9 2h0")
  }

  @Test func `level ways are one, and numbers that repeat are told once`() {
    let points = [(0, 5), (1, 5), (2, 5), (3, 7), (4, 7)].map { PlotPath.Point(x: $0.0, y: $0.1) }
    #expect(PlotPath.line([points]) == "M0 5h2l1 2h1")
    #expect(PlotPath.numbers([0, 0, 0, nil, nil, 4, 0]) == "0x3 -x2 4 0")
    #expect(
      [0, 0.5, 0.12345, 0.1205, 1].map(PlotPath.percent) == [
        "0%", "50%", "12.35%", "12.05%", "100%",
      ])
  }

  @Test func `the values beside a chart are few, round, and reach above all`() {
    func texts(_ greatest: Double, _ unit: UnitOfMeasure) -> [String] {
      let axis = ValueAxis(upTo: greatest, unit)
      return axis.ticks.map { axis.text($0) }
    }
    #expect(texts(23_655, .messages) == ["10,000", "20,000", "30,000 messages"])
    #expect(texts(13.7e9, .nanoseconds) == ["5 s", "10 s", "15 s"])
    #expect(texts(2_045, .perSecond) == ["1,000/s", "2,000/s", "3,000/s"])
    #expect(texts(5e11, .nanoseconds) == ["5 min", "10 min"])
    #expect(texts(1_500, .bytes) == ["500 B", "1000 B", "1.46 KB"])
    #expect(ValueAxis(upTo: 1, .count, isWhole: true).ticks == [1])
  }

  @Test func `a bound is drawn as a line, one far above is told in words`() throws {
    let course = try #require(Course(Self.level(60, high: 30), over: Self.frame(60)))
    let panel = try #require(
      Panel(
        "Ship", .count, [.init(name: "runs", course: course)],
        levels: [.init(name: "reserved", value: 600), .init(name: "quota", value: 10_000)]))
    #expect(panel.levels.map { $0.name } == ["reserved"] && panel.axis.top >= 600)
    #expect(
      panel.words
        == "Ship: runs: at most 500 at 30 s, 10 at the end; reserved: 600; quota: 10,000.")
    let markup = PanelDrawing(
      panel: panel, frame: Self.frame(60), bands: [], namesBands: true
    ).element.markup
    #expect(markup.contains(">reserved 600</text>") && markup.contains("class=\"level\""))
  }

  @Test func `the parts of a bar add up to the mean time of a message`() throws {
    let journeys = Journey.all(of: Subject(title: "Shop", runs: [Shop().result]))
    let parts = try #require(journeys.first?.parts)
    #expect(
      parts.map { $0.name } == ["Buyers → Orders", "Orders → Ship", "runs and retries of Ship"])
    let mean = try #require(journeys.first?.latency.mean.mean)
    #expect((parts.reduce(0) { $0 + $1.time } - mean).magnitude < 1)
    let words = try #require(HopBars(of: journeys)?.picture.alternative)
    #expect(words.contains("Buyers → Orders 5 ms"))
  }

  @Test func `a way is not split where a hop carried other messages too`() throws {
    let whole = try #require(
      Journey.all(of: Subject(title: "Shop", runs: [Shop().result])).first)
    let first = try #require(whole.hops.first)
    let shop = Shop()
    for _ in 0..<4 { shop.world.edges[0].hop.record(.milliseconds(5), at: .start + .seconds(60)) }
    let edges = Subject(title: "Shop", runs: [shop.result]).edges
    let busier = try #require(edges.first { $0.name == first.name })
    let mixed = Journey(
      name: "mixed", consumer: whole.consumer, latency: whole.latency, hops: [busier])
    #expect(whole.parts != nil && mixed.parts == nil)
    let words = try #require(HopBars(of: [whole, mixed])?.picture.alternative)
    #expect(words.hasSuffix("as a hop carried more messages than arrived, or fewer: mixed."))
  }

  @Test func `every drawing has words with its peak, and every plot the words of its panel`() {
    let report = Report(on: Subject(title: "Shop", runs: [Shop().result]))
    let pictures = report.sections.flatMap { $0.blocks }.compactMap { block in
      if case .picture(let picture) = block { picture } else { nil }
    }
    #expect(pictures.count >= 4)
    for picture in pictures { #expect(picture.alternative.count > 30, "\(picture.title)") }
    let words = pictures.map { $0.alternative }.joined()
    for figure in ["visible: at most 150 at", "age of oldest message: at most 3 s at", "p99 "] {
      #expect(words.contains(figure), "\(words)")
    }
    let page = PageFormat.text(of: report)
    let plots = page.split(separator: "<svg class=\"plot\"").dropFirst()
    #expect(plots.count >= 6)
    #expect(plots.allSatisfy { $0.prefix(200).contains("role=\"img\" aria-label=\"") })
  }

  @Test func `faults and spikes are bands with their names`() {
    var result = Shop().result
    result.disturbances = [
      .init(name: "spike of Buyers", begin: .start + .seconds(15), end: .start + .seconds(30)),
      .init(name: "death of Ship", begin: .start + .seconds(45), end: .start + .seconds(45)),
    ]
    let page = PageFormat.text(of: Report(on: Subject(title: "Shop", runs: [result])))
    #expect(page.contains("<rect class=\"band\" x=\"800\" width=\"800\""))
    #expect(page.contains("<path class=\"instant\" d=\"M2400 0V400\">"))
    #expect(page.contains(">spike of Buyers</text>") && page.contains(">death of Ship</text>"))
    #expect(page.contains("Bands: spike of Buyers from 15 s to 30 s; death of Ship from 45 s"))
  }
}
