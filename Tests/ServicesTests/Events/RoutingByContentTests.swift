import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Patterns over what messages say, wherever a service or code asks.
@Suite struct RoutingByContentTests {
  private static let fan = """
    Resources:
      News: {Type: AWS::SNS::Topic}
      Work: {Type: AWS::SQS::Queue}
      Wire:
        Type: AWS::SNS::Subscription
        Properties:
          TopicArn: !Ref News
          Protocol: sqs
          Endpoint: !GetAtt Work.Arn
          RawMessageDelivery: RAW
          FilterPolicy: POLICY
          FilterPolicyScope: SCOPE
      Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 5}}
      Other: {Type: AWS::SQS::Queue}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties:
          EventSourceArn: !GetAtt Work.Arn
          FunctionName: !Ref Worker
          FilterCriteria: {Filters: FILTERS}
    """
  private static let traffic = """
    duration: 100 s
    calibration: ideal
    traffic:
      Shop:
        to: News
        rate: 10/s
        arrivals: constant
        events:
          - {weight: 1, detail-type: Placed, attributes: {type: placed, total: {$integer: [1, 10]}}}
          - {weight: 1, detail-type: Gone, attributes: {type: gone}, detail: {why: mind}}
    """

  private func bench(
    policy: String = "{}", scope: String = "MessageAttributes", raw: Bool = false,
    filters: String = "[]", behavior: String = "", traffic: String = traffic
  ) throws -> Bench {
    var template = Self.fan.replacing("FILTERS", with: filters).replacing("SCOPE", with: scope)
      .replacing("RAW", with: raw ? "true" : "false")
    template =
      policy == "{}"
      ? template.replacing("      FilterPolicy: POLICY\n", with: "")
        .replacing("      FilterPolicyScope: \(scope)\n", with: "")
      : template.replacing("POLICY", with: policy)
    return try Bench(template: template, scenario: traffic + "\n" + behavior)
  }

  private func edge(_ bench: Bench, _ from: String, _ to: String) throws -> Edge {
    try #require(bench.world.edges.first { $0.from == from && $0.to == to })
  }

  @Test func `a subscription gets what its policy wants, and the rest is filtered`() throws {
    let bench = try bench(policy: "{type: [placed]}")
    _ = bench.run()
    let edge = try edge(bench, "News", "Work")
    #expect(edge.filtered + edge.acknowledged == edge.entered)
    #expect(420...580 ~= edge.filtered)
  }

  @Test func `a policy over a drawn attribute asks each message`() throws {
    let bench = try bench(policy: #"{total: [{numeric: [">", 8]}]}"#)
    _ = bench.run()
    // Half the messages have a total, and a fifth of these has one above eight.
    #expect(60...140 ~= (try edge(bench, "News", "Work")).acknowledged)
  }

  @Test func `a policy over the body reads the event, not its attributes`() throws {
    let bench = try bench(policy: "{detail: {why: [mind]}}", scope: "MessageBody")
    _ = bench.run()
    #expect(420...580 ~= (try edge(bench, "News", "Work")).acknowledged)
  }

  @Test func `a mapping deletes what no filter wants, before any run`() throws {
    let filters = #"[{Pattern: '{"body": {"detail-type": ["Gone"]}}'}]"#
    let bench = try bench(raw: true, filters: filters)
    _ = bench.run()
    let edge = try edge(bench, "Work", "Worker")
    #expect(420...580 ~= edge.filtered && edge.filtered + edge.acknowledged == edge.entered)
    let mapping = try #require(bench.world.node(labelled: "Mapping") as? EventSourceMapping)
    #expect(mapping.filteredOut.total == edge.filtered)
    #expect(mapping.invoked.total == edge.acknowledged)
  }

  @Test func `a filter cannot look into the string of a notification`() throws {
    let filters = #"[{Pattern: '{"body": {"detail-type": ["Gone"]}}'}]"#
    let bench = try bench(raw: false, filters: filters)
    _ = bench.run()
    let inside = try edge(bench, "Work", "Worker")
    #expect(inside.filtered == inside.entered && inside.entered > 900)
    let wrapped = #"[{Pattern: '{"body": {"Type": ["Notification"]}}'}]"#
    let other = try self.bench(raw: false, filters: wrapped)
    _ = other.run()
    let outside = try edge(other, "Work", "Worker")
    #expect(outside.acknowledged == outside.entered && outside.entered > 900)
  }

  @Test(arguments: ["", "- parallel: [{compute: 1 ms}]"])
  func `when runs its steps for events that match, and else the others`(further: String) throws {
    let behavior = """
      behavior:
        Worker:
          steps:
            - when: {detail: {why: [mind]}}
              steps: [{compute: 100 ms}]
              else: [{compute: 10 ms}]
            \(further)
      """
    let bench = try bench(behavior: behavior)
    let durations = try bench.run().samples("Duration", at: "Worker")
    let gone = Double(durations.sum) / 1e6 - (further.isEmpty ? 0 : 1_000) - 10_000
    #expect(420...580 ~= Int(gone / 90 + 0.5))
  }

  @Test func `a step sends the event that it describes`() throws {
    let behavior = """
      behavior:
        Worker:
          steps:
            - SendMessage: Other
              event: {detail-type: Paid, detail: {total: {$uniform: [1, 2]}}}
      """
    let bench = try bench(behavior: behavior)
    _ = bench.run()
    var labels: Set<String> = []
    bench.world.messages.forEachTaken { labels.insert(bench.world.kinds[Int($0.kind)].label) }
    #expect(labels == ["Paid"])
  }

  @Test func `what code sends on has lost its envelope`() throws {
    let bench = try bench(behavior: "behavior: {Worker: {steps: [SendMessage: Other]}}")
    _ = bench.run()
    var types: Set<String> = []
    bench.world.messages.forEachTaken { message in
      let content = bench.world.kinds[Int(message.kind)].content
      types.insert(content?["detail-type"]?.text ?? "none")
    }
    #expect(types == ["Placed", "Gone"])
  }

  @Test(arguments: [
    (
      "{type: placed}",
      "SNS refuses the filter of Wire: Invalid parameter: Attributes Reason: "
        + "FilterPolicy: \"type\" must be an object or an array"
    ),
    (
      "{a: {b: [x]}}",
      "SNS refuses the filter of Wire: Invalid parameter: Attributes Reason: "
        + "FilterPolicy: Filter policy scope MessageAttributes does not support "
        + "nested filter policy"
    ),
  ])
  func `a policy that SNS refuses is an error`(policy: String, problem: String) throws {
    let error = #expect(throws: InputErrors.self) { try bench(policy: policy) }
    #expect(error?.errors.map { $0.problem } == [problem])
  }

  @Test func `a filter that AWS refuses is an error`() throws {
    let filters = #"[{Pattern: '{"body": {"a": [{"wildcard": "x*"}]}}'}]"#
    let error = #expect(throws: InputErrors.self) { try bench(filters: filters) }
    #expect(error?.errors.first?.problem.hasPrefix("AWS refuses a filter of Mapping: ") == true)
    let many = "[" + Array(repeating: "{Pattern: '{}'}", count: 11).joined(separator: ",") + "]"
    let slip = #expect(throws: InputErrors.self) { try bench(filters: many) }
    #expect(slip?.errors.map { $0.problem } == ["Mapping has 11 filters"])
  }

  @Test(arguments: [
    (
      "- when: {detail: x}\n        steps: []",
      "the pattern of when is not valid: \"detail\" must be an object or an array"
    ),
    ("- when: {detail: [x]}", "when takes a pattern and steps"),
    ("- {SendMessage: Other, event: x}", "an event is a map, and not text"),
    ("- {SendMessage: Other, event: {attributes: x}}", "attributes are a map, and not text"),
  ])
  func `a step that cannot be is refused`(step: String, problem: String) throws {
    let behavior = "behavior:\n  Worker:\n    steps:\n      \(step)"
    let error = #expect(throws: InputErrors.self) { try bench(behavior: behavior) }
    #expect(error?.errors.map { $0.problem } == [problem])
  }
}
