import Bench
import Kernel
import Measures
import Scenarios
import Testing

@testable import Studies

/// A queue whose messages a function runs in 100 ms each, ten at a time, without any chance: 50 a
/// second, and from 20 s to 30 s 200 a second, of which 100 a second can be run.
private let template = """
  Resources:
    Failed: {Type: AWS::SQS::Queue}
    Orders:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 43200
        RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 3}
    Process: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}
    Poller:
      Type: AWS::Lambda::EventSourceMapping
      Properties:
        EventSourceArn: !GetAtt Orders.Arn
        FunctionName: !Ref Process
        BatchSize: 1
        ScalingConfig: {MaximumConcurrency: 10}
  """
private let scenario = """
  duration: 60 s
  calibration: ideal
  month: {runs: 4}
  traffic:
    Shop:
      to: Orders
      rate: 50/s
      arrivals: constant
      spikes: [{at: 20 s, for: 10 s, rate: 200/s}]
  behavior: {Process: {duration: 100 ms}}
  goals:
    - \u{0}
  """

private func verdict(_ goal: String) throws -> GoalVerdict {
  let text = String(scenario.dropLast()) + goal
  let bench = try Bench(template: template, scenario: text)
  return try #require(bench.verdicts(bench.run()).first)
}

@Suite struct GoalTests {
  @Test(arguments: [
    // The backlog grows by 100 a second for 10 s.
    ("max of ApproximateNumberOfMessagesVisible at Orders <= 1001", true),
    ("max of ApproximateNumberOfMessagesVisible at Orders < 998", false),
    ("min of ApproximateNumberOfMessagesVisible at Orders = 0", true),
    ("mean of ApproximateNumberOfMessagesVisible at Orders < 252", true),
    ("mean of ApproximateNumberOfMessagesVisible at Orders < 248", false),
    // The last of them waits 10 s, and is run for 0.1 s.
    ("max of latency Shop to Process < 10.2 s", true),
    ("max of latency Shop to Process < 9.9 s", false),
    ("p50 of latency at Process > 100 ms", true),
    ("max of latency from Shop < 10.2 s", true),
    ("max of latency < 10.2 s", true),
    ("min of latency Shop to Process = 100 ms", true),
    ("share over 5 s of latency Shop to Process < 40 %", true),
    ("share over 5 s of latency Shop to Process < 20 %", false),
    ("max of latency Orders to Process < 10.1 s", true),
    ("lost from Shop = 0", true),
    ("lost = 0", true),
    ("entered Shop to Orders = 4499", true),
    ("dead-lettered at Orders = 0", true),
    ("held = 0", true),
    ("completed at Process = 4499", true),
    ("swallowed = 0", true),
    ("Invocations at Process = 4499", true),
    ("invocations = 4499", true),
    ("throttles = 0", true),
    ("sum of NumberOfMessagesSent at Orders > 5000", false),
    ("max of ConcurrentExecutions at Process = 10", true),
    // It is empty again 20 s after the spike, to the second.
    ("drained within 21 s of 30 s", true),
    ("drained within 18 s of 30 s", false),
    ("drained within 1 s of 5 s", true),
    // All was over before.
    ("drained within 1 h of 61 s", true),
    ("recovered within 21 s of 30 s", true),
    ("recovered within 10 s of 30 s", false),
    // Full for 30 s.
    ("mean of ConcurrentExecutions at Process > 9.99 for 29 s", true),
    ("mean of ConcurrentExecutions at Process > 9.99 for 32 s", false),
    ("max of ApproximateNumberOfMessagesVisible at Orders as CloudWatch sees it > 990", true),
    ("max of Invocations at Process = 4499 as CloudWatch sees it", true),
    ("sum of Invocations at Process = 4499 as CloudWatch sees it", true),
    ("max of ApproximateAgeOfOldestMessage at Orders < 11 s", true),
    ("cost < 1 USD", true),
    ("cost < 0.001 USD", false),
    ("cost per month < 1000 USD", true),
    ("cost per month < 100 USD", false),
  ])
  func `a goal compares a figure of the run`(goal: String, isMet: Bool) throws {
    let verdict = try verdict(goal)
    #expect(verdict.outcome == (isMet ? .met : .missed), "\(String(describing: verdict.figure))")
  }

  @Test func `a latency of which nothing was measured is undecided`() throws {
    let bench = try Bench(
      template: template, scenario: String(scenario.dropLast()) + "p99 of latency < 1 s",
      settings: ["traffic.Shop.rate=0/s", "traffic.Shop.spikes=[]"])
    let verdict = try #require(bench.verdicts(bench.run()).first)
    #expect(verdict.outcome == .undecided && verdict.figure == nil)
  }

  @Test func `a month is its runs and the rest of the time at the base rate`() throws {
    let cost = try #require(try verdict("cost < 1 USD").figure)
    let month = try #require(try verdict("cost per month < 1 USD").figure)
    // Four runs of 4,499 messages, and 730 h less four minutes at 50 messages a second.
    let perMessage = cost / 4_499
    let expected = 4 * cost + (730 * 3_600 - 240) * 50 * perMessage
    // The month rounds once for all messages, and keeps what their logs take up.
    #expect(abs(month - expected) < expected / 1_000)
  }
}
