import Bench
import Kernel
import Testing

@testable import Programs
@testable import Services

/// Runs that call somebody have a deadline each, which nearly all of them are done before.
@Suite struct DeadlineTests {
  private func bench(timeout: Int, duration: String, rate: String) throws -> Bench {
    try Bench(
      template: """
        Resources:
          Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 900}}
          Ship:
            Type: AWS::Lambda::Function
            Properties: {Runtime: nodejs22.x, Timeout: \(timeout)}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship, BatchSize: 1}
        """,
      scenario: """
        duration: \(duration)
        drain: 20 min
        calibration: ideal
        outside: {Bank: {latency: 10 ms}}
        traffic: {Buyers: {to: Orders, rate: \(rate), arrivals: constant}}
        behavior: {Ship: {steps: [{Request: Bank}]}}
        """)
  }

  @Test func `the deadline of a run that is over ends no later one`() throws {
    // In 66 s the 16-bit numbers of runs and strands come round twice.
    let bench = try bench(timeout: 66, duration: "140 s", rate: "1000/s")
    let result = bench.run()
    #expect(result.consumers.map { $0.failed } == [0])
    #expect(result.messages > 139_000)
    #expect(result.consumers.map { $0.completed } == [result.messages])
  }

  @Test func `the calendar holds one deadline, however many runs have one`() throws {
    let bench = try bench(timeout: 900, duration: "20 s", rate: "1000/s")
    let world = bench.world
    world.start()
    world.run(until: .start + .seconds(20))
    // Ten calls that are under way, the deadline, and a few timers of queue and mapping.
    #expect(world.calendar.pending < 30)
  }
}
