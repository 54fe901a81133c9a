import Bench
import Foundation
import Testing

@testable import Programs
@testable import Scenarios
@testable import Services

/// The reference of the scenario file says what the reader reads.
@Suite struct ReferenceTests {
  private static let page: String = {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Documentation/scenario-reference.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  private static let template = """
    Resources:
      Orders: {Type: AWS::SNS::Topic}
      Queue: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 180}}
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
