import Bench
import Blueprints
import Documents
import Kernel
import Scenarios
import Services
import Studies
import Testing

@testable import Reports

/// Traces in the formats of others: whoever reads them finds what these formats ask for.
@Suite struct TraceFormatTests {
  private static func reading(_ bench: Bench, titled title: String = "Test") throws
    -> TraceReading
  {
    try #require(TraceReading(of: bench.run(), title: title))
  }

  private static func events(_ text: String) throws -> [Document] {
    let document = try JSON.read(SourceText(name: "trace.json", text: text))
    guard case .list(let events)? = document["traceEvents"]?.value else {
      throw InputError("no events")
    }
    return events
  }

  @Test func `every event of a trace has what Chrome's format asks for`() throws {
    let events = try Self.events(ChromeTraceFormat.text(of: Self.reading(TraceTests.orders())))
    let fields = [
      "M": ["name", "pid", "tid", "args"],
      "X": ["name", "cat", "pid", "tid", "ts", "dur", "args"],
      "s": ["name", "cat", "id", "pid", "tid", "ts"],
      "f": ["name", "cat", "id", "pid", "tid", "ts", "bp"],
    ]
    var phases: Set<String> = []
    for event in events {
      let phase = try #require(event["ph"]?.text)
      phases.insert(phase)
      for field in try #require(fields[phase]) { #expect(event[field] != nil, "\(field)") }
    }
    #expect(phases == ["M", "X", "s", "f"])
  }

  @Test func `no two spans of a track overlap, and every node has a track`() throws {
    let reading = try Self.reading(TraceTests.orders())
    let tracks = TraceTracks(of: reading)
    var ends: [Int: Instant] = [:]
    var spans = reading.traces.indices.flatMap { index in
      reading.traces[index].spans.indices.map { (index, $0) }
    }
    spans.sort {
      (reading.traces[$0.0].spans[$0.1].begin, $0.0, $0.1)
        < (reading.traces[$1.0].spans[$1.1].begin, $1.0, $1.1)
    }
    for (trace, place) in spans {
      let span = reading.traces[trace].spans[place]
      let thread = tracks.threads[trace][place]
      #expect(ends[thread, default: .start] <= span.begin)
      ends[thread] = reading.end(of: span)
    }
    let names = Set(tracks.all.map { $0.name })
    #expect(names.isSuperset(of: ["Shop", "OrderPlaced", "OrderQueue", "ProcessOrder"]))
  }

  @Test func `every segment has the form that X-Ray publishes`() throws {
    let text = SegmentFormat.text(of: try Self.reading(TraceTests.orders()))
    let lines = text.split(separator: "\n")
    var origins: Set<String> = []
    var parents = 0
    var ids: Set<String> = []
    for line in lines {
      #expect(line.utf8.count <= 65_536)
      let segment = try JSON.read(SourceText(name: "segments.jsonl", text: String(line)))
      try Self.expectForm(of: segment, isSub: false)
      origins.insert(segment["origin"]?.text ?? "")
      let isNew = ids.insert(segment["id"]?.text ?? "").inserted
      #expect(isNew)
      if let parent = segment["parent_id"]?.text {
        parents += 1
        #expect(ids.contains(parent))
      }
    }
    // A function is two nodes: the service, and the function in it.
    #expect(origins == ["AWS::Lambda", "AWS::Lambda::Function"])
    #expect(parents == lines.count / 2)
    #expect(!text.contains("linked_trace"), "nobody sent a segment before the queue")
    #expect(text.contains(#""operation":"PutItem""#))
    #expect(text.contains(#""fault":true"#))
  }

  @Test func `what a queue brings is linked to a trace that has segments`() throws {
    let text = SegmentFormat.text(
      of: try Self.reading(
        Bench(
          template: """
            Resources:
              A: {Type: AWS::SQS::Queue}
              F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 3}}
              M:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {EventSourceArn: !GetAtt A.Arn, FunctionName: !Ref F}
              B: {Type: AWS::SQS::Queue}
              G: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 3}}
              N:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {EventSourceArn: !GetAtt B.Arn, FunctionName: !Ref G}
            """,
          scenario: """
            duration: 5 s
            traffic: {Shop: {to: A, rate: 2/s}}
            behavior: {F: {steps: [SendMessage: B]}}
            """)))
    var traces: Set<String> = []
    var links: [String] = []
    for line in text.split(separator: "\n") {
      let segment = try JSON.read(SourceText(name: "segments.jsonl", text: String(line)))
      traces.insert(segment["trace_id"]?.text ?? "")
      if let link = segment["annotations"]?["linked_trace"]?.text { links.append(link) }
    }
    #expect(!links.isEmpty && links.allSatisfy { traces.contains($0) })
    #expect(text.contains(#""operation":"SendMessage""#))
    #expect(text.contains(#""queue_url":"https://sqs."#))
  }

  private static func expectForm(of segment: Document, isSub: Bool) throws {
    let name = try #require(segment["name"]?.text)
    #expect(!name.isEmpty && name.count <= 200 && name == SegmentFormat.allowed(name))
    #expect(isHexadecimal(segment["id"]?.text, digits: 16))
    let begin = try #require(number(segment["start_time"]))
    #expect(begin >= 1_700_000_000)
    if segment["in_progress"] == nil {
      #expect(try #require(number(segment["end_time"])) >= begin)
    }
    if isSub {
      #expect(["aws", "remote"].contains(segment["namespace"]?.text ?? ""))
      #expect(segment["trace_id"] == nil)
    } else {
      let parts = (segment["trace_id"]?.text ?? "").split(separator: "-").map(String.init)
      #expect(parts.count == 3 && parts[0] == "1")
      #expect(isHexadecimal(parts[1], digits: 8) && isHexadecimal(parts[2], digits: 24))
    }
    guard case .list(let parts)? = segment["subsegments"]?.value else { return }
    for part in parts { try expectForm(of: part, isSub: true) }
  }

  private static func isHexadecimal(_ text: String?, digits: Int) -> Bool {
    text?.count == digits && text?.allSatisfy { "0123456789abcdef".contains($0) } == true
  }

  private static func number(_ document: Document?) -> Double? {
    document.flatMap { Double(JSONWriter.compact($0)) }
  }

  @Test func `names from outside stay names in both formats`() throws {
    let title = "</script>\"\n\u{1B}[31m=1+1"
    let reading = try Self.reading(
      Bench(
        template: OrdersSample.template,
        scenario: """
          title: Orders
          duration: 3 s
          traffic: {"Sh\\"op\\n=<b>": {to: OrderPlaced, rate: 20/s}}
          behavior: {ProcessOrder: {duration: 50 ms}}
          """), titled: title)
    let events = try Self.events(ChromeTraceFormat.text(of: reading))
    #expect(events.contains { $0["args"]?["name"]?.text == title })
    #expect(events.contains { $0["args"]?["name"]?.text == "Sh\"op\n=<b>" })
    #expect(SegmentFormat.allowed("a<b>\u{1B}\"c$d\n") == "a_b___c_d_")
    for line in SegmentFormat.text(of: reading).split(separator: "\n") {
      _ = try JSON.read(SourceText(name: "segments.jsonl", text: String(line)))
    }
  }

  @Test func `the slowest are the slowest, and the lost and the doubled are what they are`() throws
  {
    let fault = "faults: [{at: 12 s, for: 2 s, throttle: OrderPlaced, share: 100 %}]"
    let bench = try TraceTests.orders(fault)
    let result = try RemarkableRun.run(bench.scenario, bench.design, catalogue: .aws)
    let reading = try #require(TraceReading(of: result, title: "Test"))
    let everything = try #require(
      TraceReading(
        of: bench.simulation.run(tracing: .sample(.everything)), title: "Test"))
    let latencies = everything.traces.compactMap { trace in
      trace.spans.filter { $0.kind == .run && $0.ending == .done }.map { $0.end - $0.journey }
        .max()
    }.sorted(by: >)
    let found = reading.remarkable
    #expect(found.slowest.map { $0.consumer } == ["ProcessOrder"])
    #expect(
      found.slowest[0].messages.map { $0.latency }
        == Array(latencies.prefix(RemarkableMessages.limit)))
    let known = Dictionary(
      everything.traces.map { ($0.root, $0) }, uniquingKeysWith: { first, _ in first })
    #expect(!found.lost.isEmpty && !found.duplicated.isEmpty)
    for root in found.lost {
      #expect(known[root]?.spans.contains { $0.ending.isLoss } == true)
    }
    for root in found.duplicated {
      #expect(known[root]?.spans.contains { $0.isDuplicate } == true)
    }
    // All of them are followed, as far as everything was.
    let followed = Dictionary(
      reading.traces.map { ($0.root, $0.spans.count) }, uniquingKeysWith: { first, _ in first })
    for root in found.roots { #expect(followed[root] == known[root]?.spans.count) }
  }

  @Test func `the same run gives the same traces, byte by byte`() throws {
    let (first, second) = try (
      Self.reading(TraceTests.orders()), Self.reading(TraceTests.orders())
    )
    #expect(ChromeTraceFormat.text(of: first) == ChromeTraceFormat.text(of: second))
    #expect(SegmentFormat.text(of: first) == SegmentFormat.text(of: second))
    #expect(first.fingerprint == second.fingerprint)
  }

  @Test func `a metric of the console is what came in its minute of the calendar`() throws {
    let bench = try Bench(
      template: OrdersSample.template,
      scenario: OrdersSample.scenario("start: 2026-01-01T12:00:30Z", duration: "2 min"))
    let result = bench.run()
    let subject = Subject(title: "Orders", runs: [result])
    let node = try #require(subject.nodes.first { $0.label == "OrderQueue" })
    let sent = try #require(node.measure("NumberOfMessagesSent"))
    let course = node.consoleCourse(of: sent)
    #expect(course.prefix(3).map { $0.begin } == [0, 30, 90].map { .start + .seconds($0) })
    let sums = course.map { $0.datapoint.sum }
    #expect(sums.reduce(0, +) == Double(try result.count("NumberOfMessagesSent", at: "OrderQueue")))
    // The spike of ten seconds begins half a minute in, which is where the second minute begins.
    #expect(sums[1] > 2 * sums[0] && sums[1] > 2 * sums[2])
    let text = try #require(Report(on: subject).console)
    #expect(text.contains("30,OrderQueue,NumberOfMessagesSent,,Sum,"))
    #expect(!text.contains("Shop"), "CloudWatch knows no clients")
  }
}
