import Bench
import Testing

@testable import Blueprints
@testable import Services

@Suite struct RetentionTests {
  /// The functions of a run that are still there when everything else is gone.
  private struct Remains {
    weak var function: Function?
    weak var world: World?
  }

  private static func remains(_ template: String, _ scenario: String) throws -> Remains {
    let bench = try Bench(template: template, scenario: scenario)
    _ = bench.run()
    let function = bench.world.nodes.first { $0 is Function } as? Function
    #expect(function != nil)
    return Remains(function: function, world: bench.world)
  }

  @Test func `a function with provisioned concurrency is freed after its run`() throws {
    let remains = try Self.remains(
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Handler: index.handler
            Runtime: nodejs22.x
            CodeUri: src/
            AutoPublishAlias: live
            ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}
      """,
      """
      duration: 10 s
      traffic: {App: {to: Worker, rate: 1/s}}
      behavior: {Worker: {duration: 1 ms}}
      """)
    #expect(remains.function == nil && remains.world == nil)
  }

  @Test func `a function behind a topic is freed after its run`() throws {
    let remains = try Self.remains(
      """
      Resources:
        News: {Type: AWS::SNS::Topic}
        Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}
        Wire:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Worker.Arn}
      """,
      "{duration: 10 s, traffic: {App: {to: News, rate: 1/s}}}")
    #expect(remains.function == nil && remains.world == nil)
  }

  @Test func `a function that calls itself is freed after its run`() throws {
    let remains = try Self.remains(
      "Resources: {Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13}}}",
      """
      duration: 10 s
      drain: 0 s
      traffic: {App: {to: Worker, rate: 1/s}}
      behavior: {Worker: {duration: 1 s, steps: [InvokeAsync: Worker]}}
      """)
    #expect(remains.function == nil && remains.world == nil)
  }
}
