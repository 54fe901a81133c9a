import Bench
import Documents
import Foundation
import Kernel
import Testing

@testable import Reports

/// The architecture as a drawing, and what it shows at each moment.
@Suite struct ArchitectureTests {
  private static let template = """
    Resources:
      Failed: {Type: AWS::SQS::Queue}
      Jobs:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 5
          RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 1}
      News: {Type: AWS::SNS::Topic}
      Work:
        Type: AWS::Lambda::Function
        Properties: {Runtime: nodejs22.x, Timeout: 5, ReservedConcurrentExecutions: 2}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Work, BatchSize: 1}
      Subscription:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Work.Arn}
    """

  /// The client's name is no friend of documents.
  private static let hostile = "<script>alert('1')</script> & \"x\" ]]>"

  /// Where asked for, nothing fails and nothing is turned away, so that all of it waits.
  private static func subject(
    _ duration: String = "1 min", calmly: Bool = false
  ) throws -> Subject {
    let scenario = """
      duration: \(duration)
      drain: 1 min
      calibration: ideal
      traffic:
        Shop: {to: Jobs, rate: 5/s, spikes: [{at: 20 s, for: 10 s, rate: 60/s}]}
        '\(hostile.replacing("'", with: "''"))': {to: News, rate: 1/s}
      behavior:
        Work: {duration: 200 ms\(calmly ? "" : ", poison: 2 %")}
      """
    let template =
      calmly
      ? template.replacing(", ReservedConcurrentExecutions: 2", with: "")
        .replacing("BatchSize: 1}", with: "BatchSize: 1, ScalingConfig: {MaximumConcurrency: 2}}")
      : template
    let result = try Bench(template: template, scenario: scenario).run()
    return Subject(title: "Jobs", runs: [result])
  }

  @Test func `nodes with wires are places, parts of a node and mappings are not`() throws {
    let graph = MapGraph(of: try Self.subject())
    #expect(
      graph.places.map { $0.label } == ["Jobs", "News", "Work", "Shop", Self.hostile, "Failed"])
    let wires = graph.wires.map { "\(graph.places[$0.from].label) \(graph.places[$0.to].label)" }
    #expect(
      Set(wires) == [
        "Jobs Work", "Jobs Failed", "News Work", "Shop Jobs", "\(Self.hostile) News",
      ])
    #expect(graph.wires.filter { $0.isAside }.map { graph.places[$0.to].label } == ["Failed"])
  }

  @Test func `a step shows what the series say of it`() throws {
    let subject = try Self.subject()
    let graph = MapGraph(of: subject)
    let playback = try #require(Playback(of: subject, graph))
    let jobs = try #require(subject.nodes.first { $0.label == "Jobs" })
    let visible = try #require(jobs.measure("ApproximateNumberOfMessagesVisible"))
    #expect(playback.frames.length == .seconds(1))
    #expect(playback.meters[0][0].values == visible.course)
    let shop = try #require(subject.nodes.first { $0.label == "Shop" }).measures[0]
    #expect(playback.meters[3][0].values == shop.course)
    let work = try #require(subject.nodes.first { $0.label == "Work" })
    let errors = try #require(work.measure("Errors")).course
    let throttles = try #require(work.measure("Throttles")).course
    let trouble = try #require(playback.meters[2].first { $0.kind == .trouble })
    #expect(trouble.values == zip(errors, throttles).map { $0 + $1 })
    #expect(
      playback.heat[2].indices.allSatisfy { (playback.heat[2][$0] > 0) == (trouble.values[$0] > 0) }
    )
  }

  @Test func `a long run is shown in at most two hundred steps that lose nothing`() throws {
    let subject = try Self.subject("12 min")
    let graph = MapGraph(of: subject)
    let playback = try #require(Playback(of: subject, graph))
    #expect(playback.frames.count <= 200 && playback.frames.length > .seconds(1))
    let shop = try #require(subject.nodes.first { $0.label == "Shop" }).measures[0]
    #expect(playback.meters[3][0].values.reduce(0, +) == shop.course.reduce(0, +))
    let jobs = try #require(subject.nodes.first { $0.label == "Jobs" })
    #expect(
      playback.meters[0][0].peak
        == jobs.measure("ApproximateNumberOfMessagesVisible")?.course.max())
  }

  @Test func `the still drawing shows the moment when most went wrong and says so`() throws {
    let subject = try Self.subject()
    let playback = try #require(Playback(of: subject, MapGraph(of: subject)))
    let still = playback.still
    let sums = playback.frames.indices.map { frame in
      playback.meters.joined().filter { $0.kind == .trouble }.reduce(0) { $0 + $1.values[frame] }
    }
    #expect(sums[still.frame] == sums.max() && still.reason == "when most went wrong")
    let markup = try #require(ArchitectureSection.picture(of: subject)).drawing.markup
    #expect(markup.contains(", when most went wrong"))
  }

  @Test func `wires over which nothing goes at the moment are faded`() throws {
    let subject = try Self.subject(calmly: true)
    let graph = MapGraph(of: subject)
    let playback = try #require(Playback(of: subject, graph))
    let drawn = MapDrawing(graph, playback, isTall: false).svg.markup
    let idle = graph.wires.indices.filter {
      playback.deliveries[$0].dropFirst(playback.still.frame).first == 0
    }
    #expect(drawn.split(separator: " idle\"").count - 1 == idle.count)
    #expect(!idle.isEmpty && idle.count < graph.wires.count)
  }

  @Test func `where nothing goes wrong it is the moment of the greatest backlog`() throws {
    let subject = try Self.subject(calmly: true)
    let playback = try #require(Playback(of: subject, MapGraph(of: subject)))
    let still = playback.still
    let sums = playback.frames.indices.map { frame in
      playback.meters.joined().filter { $0.kind == .waiting }.reduce(0) { $0 + $1.values[frame] }
    }
    #expect(sums[still.frame] == sums.max() && still.reason == "when most waited")
    let markup = try #require(ArchitectureSection.picture(of: subject)).drawing.markup
    #expect(markup.contains(">\(playback.time(of: still.frame))</strong>"))
    #expect(markup.contains(", when most waited"))
    #expect(markup.contains("class=\"map-controls\" hidden=\"hidden\""))
  }

  @Test func `a spike is named while it lasts`() throws {
    let subject = try Self.subject()
    let playback = try #require(Playback(of: subject, MapGraph(of: subject)))
    let words = "spike of Shop to 60/s"
    let named = playback.frames.indices.filter { playback.words(at: $0).contains(words) }
    #expect(named == Array(20..<30))
  }

  @Test func `what the script reads is JSON that ends no element`() throws {
    let subject = try Self.subject()
    let playback = try #require(Playback(of: subject, MapGraph(of: subject)))
    #expect(!playback.json.contains("<") && !playback.json.contains("&"))
    let read = try JSON.read(SourceText(name: "course", text: playback.json))
    #expect(read["count"]?.number?.integer == Int64(playback.frames.count))
    #expect(read["step"]?.number?.integer == 1)
    let values = read["places"]?.list?[0].map?["meters"]?.list?[0].map?["values"]?.list
    #expect(values?.map { $0.number?.integer } == playback.meters[0][0].values.map { $0 })
    #expect(
      Playback.escaped("</a>\u{2028}\"\\é😀")
        == "\\u003c/a\\u003e\\u2028\\u0022\\u005c\\u00e9\\ud83d\\ude00")
  }

  @Test func `names of a scenario are text in every drawing`() throws {
    let subject = try Self.subject()
    let page = PageFormat.text(of: Report(on: subject))
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("&lt;script&gt;alert"))
    #expect(try #require(MapDrawing.file(of: subject)).contains("<script") == false)
  }

  @Test func `the words for a drawing hold its key figures`() throws {
    let subject = try Self.subject()
    let picture = try #require(ArchitectureSection.picture(of: subject))
    let jobs = try #require(subject.nodes.first { $0.label == "Jobs" })
    let most = try #require(jobs.measure("ApproximateNumberOfMessagesVisible")).maximum.text
    #expect(
      picture.alternative.hasPrefix("6 places and 5 wires. Messages went from Shop to Jobs, "))
    #expect(picture.alternative.contains("Most waited at Jobs: \(most) at "))
    #expect(picture.alternative.contains("Most at once at Work: 2 at "))
    #expect(picture.alternative.contains("Most trouble at Work: "))
  }

  @Test func `wires are coloured by trouble, and dashed for what is set aside`() throws {
    let subject = try Self.subject()
    let markup = try #require(ArchitectureSection.picture(of: subject)).drawing.markup
    for style in ["wire fine", "wire much\"", "wire fine aside"] {
      #expect(markup.contains("class=\"\(style)"), "\(style)")
    }
  }

  @Test func `two runs give the same drawings byte by byte`() throws {
    let pages = try (0..<2).map { _ in
      PageFormat.text(of: Report(on: try Self.subject("30 s")))
    }
    #expect(pages[0] == pages[1])
  }

  @Test func `amounts are short enough for a box`() {
    #expect([0, 9_999, 23_655, 1_234_567].map(Meter.level) == ["0", "9,999", "23.7 k", "1.23 M"])
    let rates: [(Int64, Double)] = [(0, 10), (1, 60), (3, 10), (10, 10), (99, 10), (20_240, 10)]
    #expect(
      rates.map { Meter.rate($0.0, in: $0.1) }
        == ["0/s", "<0.1/s", "0.3/s", "1/s", "9.9/s", "2,024/s"])
  }

  @Test func `the picture of the README is that of a real run`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func text(_ name: String) throws -> String {
      try String(contentsOf: root.appending(path: "scenarios/flash-sale/\(name)"), encoding: .utf8)
    }
    let bench = try Bench(
      try text("scenario.yaml"), files: ["template.yaml": try text("template.yaml")],
      design: "tight")
    let subject = Subject(title: "Flash sale", design: "tight", runs: [bench.run()])
    let drawn = try #require(MapDrawing.file(of: subject))
    let file = root.appending(path: "Documentation/flash-sale.svg")
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try drawn.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == drawn, "\(Snapshot.advice)")
  }
}
