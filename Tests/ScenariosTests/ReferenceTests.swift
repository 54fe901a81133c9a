import Bench
import Foundation
import Testing

@testable import Programs
@testable import Scenarios
@testable import Services

/// The reference of the scenario file says what the reader reads.
@Suite struct ReferenceTests {
  private static let page = page("scenario-reference")

  private static func page(_ name: String) -> String {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Documentation/\(name).md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }

  private static let template = """
    Resources:
      Orders: {Type: AWS::SNS::Topic}
      Queue:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 180
          RedrivePolicy: {deadLetterTargetArn: !GetAtt DLQ.Arn, maxReceiveCount: 3}
      DLQ: {Type: AWS::SQS::Queue}
      Wire:
        Type: AWS::SNS::Subscription
        Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Queue.Arn}
      Worker:
        Type: AWS::Lambda::Function
        Properties: {Runtime: nodejs22.x, Timeout: 30}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Worker}
    """

  @Test func `the example is read without an error`() throws {
    let begin = try #require(Self.page.range(of: "```yaml\n"))
    let end = try #require(
      Self.page.range(of: "```\n", range: begin.upperBound..<Self.page.endIndex))
    let example = String(Self.page[begin.upperBound..<end.lowerBound])
    let bench = try Bench(template: Self.template, scenario: example)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }

  /// The sentences of the page on goals: the lines of its second block.
  private static let goals = page("goals").components(separatedBy: "```")[3]
    .split(separator: "\n").map { String($0) }

  @Test(arguments: goals)
  func `every sentence of the page on goals is read`(goal: String) throws {
    let bench = try Bench(
      template: Self.template,
      scenario: """
        duration: 1 min
        template: template.yaml
        traffic: {Shop: {to: Orders, rate: 1/s}}
        behavior: {Worker: {steps: [Request: Payment]}}
        outside: {Payment: {latency: 80 ms}}
        month: {runs: 1}
        goals: ["\(goal)"]
        """)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }

  @Test(arguments: GoalVocabulary.words)
  func `every word of goals is on their page`(word: String) {
    #expect(Self.page("goals").contains("`\(word)`"))
  }

  @Test(arguments: ProgramReader.known)
  func `every key of a behavior is in the reference`(key: String) {
    #expect(Self.page.contains("\(key):"))
  }

  @Test(arguments: ScenarioReader.keys)
  func `every key of a scenario is in the reference`(key: String) {
    #expect(Self.page.contains("`\(key)`"))
  }

  @Test(arguments: TrafficReader.known)
  func `every key of a client is in the reference`(key: String) {
    #expect(Self.page.contains("`\(key)"))
  }

  @Test(arguments: RetryPolicy.names)
  func `every retry profile is in the reference`(name: String) {
    #expect(Self.page.contains("`\(name)`"))
  }
}
