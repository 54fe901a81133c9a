import Bench
import Studies
import Testing

@testable import Reports

/// The page of a run with thirty nodes, each of which does something.
@Suite struct LargePageTests {
  /// Six departments of a topic, a queue with its dead letters, a function and a table each.
  private static let departments = 1...6

  private static var template: String {
    "Resources:\n"
      + departments.map { number in
        """
          News\(number): {Type: AWS::SNS::Topic}
          Letters\(number): {Type: AWS::SQS::Queue}
          Jobs\(number):
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 60
              RedrivePolicy: {deadLetterTargetArn: !GetAtt Letters\(number).Arn, maxReceiveCount: 2}
          Feed\(number):
            Type: AWS::SNS::Subscription
            Properties:
              {TopicArn: !Ref News\(number), Protocol: sqs, Endpoint: !GetAtt Jobs\(number).Arn}
          Work\(number):
            Type: AWS::Lambda::Function
            Properties: {Runtime: python3.13, Timeout: 10, ReservedConcurrentExecutions: 6}
          Poll\(number):
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              {EventSourceArn: !GetAtt Jobs\(number).Arn, FunctionName: !Ref Work\(number)}
          Items\(number): {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}

        """
      }.joined()
  }

  private static var scenario: String {
    """
    title: Six departments
    duration: 20 min
    drain: 10 min
    goals: [p99 of latency Desk1 to Work1 < 1 min]
    traffic:

    """
      + departments.map {
        "  Desk\($0): {to: News\($0), rate: 20/s, spikes: [{at: 5 min, for: 1 min, rate: 200/s}]}\n"
      }.joined()
      + "behavior:\n"
      + departments.map {
        "  Work\($0): {duration: {median: 90 ms, p99: 400 ms}, fails: 1 %, "
          + "steps: [PutItem: Items\($0)]}\n"
      }.joined()
  }

  @Test func `a page of thirty nodes is made, is valid and stays below a megabyte`() throws {
    let bench = try Bench(template: Self.template, scenario: Self.scenario)
    let result = bench.run()
    let subject = Subject(title: "Six departments", runs: [result])
    let busy = subject.edges.filter { !$0.isUnused }.flatMap { [$0.from] + $0.ends }
    let drawn = Set(busy.filter { label in subject.nodes.contains { $0.label == label } })
    #expect(drawn.count >= 30, "\(drawn.sorted())")
    let page = PageFormat.text(of: Report(on: subject))
    #expect(page.utf8.count < 1_000_000, "\(page.utf8.count)")
    #expect(MarkupCheck(page).slips == [])
    for number in Self.departments {
      #expect(page.contains("Work\(number)") && page.contains("Letters\(number)"))
    }
  }

  @Test func `the check finds what is wrong with markup`() {
    #expect(MarkupCheck("<p><b>a</b></p>").slips == [])
    #expect(MarkupCheck("<p><b>a</p></b>").slips == ["p closes b", "p is never closed"])
    #expect(MarkupCheck("<p>a").slips == ["p is never closed"])
    #expect(MarkupCheck("<i id=\"a\"></i><i id=\"a\"></i>").slips == ["the id a is there twice"])
    #expect(MarkupCheck("<a href=\"#b\">b</a>").slips == ["nothing has the id b"])
    #expect(MarkupCheck("<i title=\"1 > 0\"/><script>a<b</script>").slips == [])
  }
}
