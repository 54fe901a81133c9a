import Measures
import Studies
import Testing

@testable import Reports

@Suite struct SweepTests {
  private static let lateness = AskedFigure(
    "p99 of latency < 2 s", .nanoseconds, .init(.below, 2e9))

  /// A sweep whose figures are computed from the values of the point.
  private func sweep(
    _ knobs: [Knob], designs: [String] = [""], points: [Point]? = nil, replications: UInt32 = 2,
    _ figures: [AskedFigure] = [lateness], arrivals: (Point) -> UInt64 = { _ in 1 },
    value: (Point, UInt32) -> Double?
  ) -> Sweep {
    let study = Study(
      version: "1", command: "sweep", title: "Shop", scenario: "shop", sources: 1, seed: 2,
      changes: [], designs: designs, knobs: knobs,
      points: points ?? Study.grid(designs, knobs), replications: replications, figures: figures)
    return Sweep(
      StudyFile(
        study, .whole,
        study.trials.map { key in
          Trial(
            key, fingerprint: 1, arrivals: arrivals(key.point), messages: 1, events: 1,
            isDrained: true, figures: figures.map { _ in value(key.point, key.replication) },
            imbalances: [])
        }))
  }

  private func number(_ point: Point, _ path: String) -> Double {
    Double(point.value(of: path) ?? "") ?? 0
  }

  private static let knobs = [Knob("Q.A", ["1", "2", "3"]), Knob("Q.B", ["1", "5"])]

  @Test func `settings that only add up explain everything, each its part`() throws {
    let sweep = sweep(Self.knobs) { point, _ in
      1e9 * (number(point, "Q.A") + number(point, "Q.B"))
    }
    let effects = try #require(MainEffects(on: 0, of: sweep))
    #expect(effects.effects.map { $0.axis.path } == ["Q.B", "Q.A"])
    #expect(effects.effects.map { $0.range } == [4e9, 2e9])
    // 6 · 2² of A's and B's squares: 4 of 28 and 24 of 28.
    #expect(abs(effects.effects[0].share - 24.0 / 28) < 1e-12)
    #expect(effects.rest < 1e-12)
  }

  @Test func `what settings do together only is the rest`() throws {
    let knobs = [Knob("Q.A", ["-1", "1"]), Knob("Q.B", ["-1", "1"])]
    let sweep = sweep(knobs) { point, _ in number(point, "Q.A") * number(point, "Q.B") }
    let effects = try #require(MainEffects(on: 0, of: sweep))
    #expect(effects.effects.allSatisfy { $0.share == 0 && $0.range == 0 } && effects.rest == 1)
  }

  @Test func `points that are no whole grid, or of one setting, have no main effects`() {
    let listed = [
      Point([.init("Q.A", "1"), .init("Q.B", "1")]), Point([.init("Q.A", "2"), .init("Q.B", "5")]),
    ]
    #expect(
      MainEffects(on: 0, of: sweep(Self.knobs, points: listed) { number($0, "Q.A") + Double($1) })
        == nil)
    let one = sweep([Self.knobs[0]]) { point, _ in number(point, "Q.A") }
    #expect(MainEffects(on: 0, of: one) == nil)
  }

  @Test func `lines have a band for the interval and the goal's bound`() throws {
    let sweep = sweep(Self.knobs) { point, run in
      1e9 * (number(point, "Q.A") + Double(run) / 10)
    }
    let view = try #require(SweepView(of: 0, in: sweep))
    #expect(view.across.path == "Q.A" && view.down?.path == "Q.B")
    let markup = SweepPlot(view).picture.drawing.markup
    #expect(markup.contains("class=\"level\"") && markup.contains(">goal 2 s<"))
    #expect(markup.components("class=\"spread\"") == 2 && markup.components("class=\"key ") == 2)
    #expect(markup.contains("data-values=\"1\n2\n3\"") && markup.contains("data-name=\"A\""))
  }

  @Test func `a place where it never happened is a gap`() throws {
    let sweep = sweep([Self.knobs[0]]) { point, _ in
      number(point, "Q.A") == 2 ? .infinity : number(point, "Q.A")
    }
    let view = try #require(SweepView(of: 0, in: sweep))
    #expect(view.cells[0].map { $0.mean == nil } == [false, true, false])
    #expect(SweepPlot(view).picture.drawing.markup.contains("data-mean=\"1000 - 3000\""))
    #expect(sweep.spots[1].figures[0].text == "never")
    #expect(sweep.spots[1].outcome == .missed)
  }

  @Test func `settings beyond two are averaged over, and the drawing says so`() throws {
    let knobs = Self.knobs + [Knob("Q.C", ["1", "3"])]
    let sweep = sweep(knobs) { point, _ in number(point, "Q.A") + number(point, "Q.C") }
    let view = try #require(SweepView(of: 0, in: sweep))
    #expect(view.cells[0].map { $0.mean } == [3, 4, 5])
    #expect(view.words.hasSuffix(" Each value is the mean over C."))
  }

  @Test func `no more lines are drawn than can be told apart`() throws {
    let many = Knob("Q.B", (1...20).map { String($0) })
    let sweep = sweep([Self.knobs[0], many]) { point, _ in number(point, "Q.B") }
    let view = try #require(SweepView(of: 0, in: sweep))
    let picture = SweepPlot(view).picture
    #expect(picture.drawing.markup.components("class=\"key ") == 8)
    #expect(picture.alternative.hasSuffix("12 of the lines are left out."))
  }

  @Test func `a map is deepest where there is most, and each cell says if the goal is met`() throws
  {
    let sweep = sweep(Self.knobs) { point, _ in 1e9 * number(point, "Q.A") }
    let view = try #require(SweepView(of: 0, in: sweep))
    let markup = try #require(HeatMap(view)).picture.drawing.markup
    #expect(markup.components("--depth:0%") == 2 && markup.components("--depth:50%") == 2)
    #expect(markup.components("mark good") == 2 && markup.components("mark bad") == 4)
    let line = self.sweep([Self.knobs[0]]) { number($0, "Q.A") + Double($1) }
    let lineView = try #require(SweepView(of: 0, in: line))
    #expect(HeatMap(lineView) == nil)
  }

  @Test func `the best is the least, but of what is wanted the most`() {
    let figures = [
      Self.lateness, AskedFigure("goodput of Shop", .share, nil),
      AskedFigure("sum of Hits > 3", .count, .init(.above, 3)),
      AskedFigure("held = 7", .messages, .init(.equal, 7)),
    ]
    let sweep = sweep([Self.knobs[0]], figures) { point, _ in number(point, "Q.A") }
    #expect(figures.indices.map { sweep.best(of: $0, among: sweep.spots) } == [[0], [2], [2], []])
  }

  @Test func `messages that differ are laid to the settings that change them`() {
    let same = sweep(Self.knobs) { number($0, "Q.A") + Double($1) }
    #expect(same.isSameMessages && same.strayAxes.isEmpty)
    let other = sweep(Self.knobs, arrivals: { $0.value(of: "Q.B") == "1" ? 1 : 2 }) {
      number($0, "Q.A") + Double($1)
    }
    #expect(!other.isSameMessages && other.strayAxes.map { $0.path } == ["Q.B"])
  }

  @Test func `values are numbers where all of them are of one kind`() {
    func numbers(_ values: [String]) -> [Double]? {
      SweepAxis.all(
        of: sweep([Knob("Q.A", values)]) { _, run in Double(run) }.study)[0].numbers
    }
    #expect(numbers(["10", "2.5"]) == [10, 2.5])
    #expect(numbers(["500 ms", "2 min"]) == [0.5, 120])
    #expect(numbers(["10/s", "60/min"]) == [10, 1])
    #expect(numbers(["t3.micro", "m5.large"]) == nil)
  }

  @Test func `a cell of the table of runs is read as text, whatever it says`() {
    let sweep = sweep([Knob("Q.A", ["=1+1", "a,b"])], replications: 1) { _, _ in nil }
    #expect(
      SweepTable.text(of: sweep) == """
        design,Q.A,replication,figure,unit,value
        ,'=1+1,1,p99 of latency < 2 s,nanoseconds,
        ,"a,b",1,p99 of latency < 2 s,nanoseconds,

        """)
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
