import Bench
import Documents
import Studies

/// A queue, a pipe that reads it, and what it may lead to.
enum PipeBench {
  /// The slips of a pipe with these properties beside its source, or `none`.
  static func slips(
    _ properties: String, resources: String = "", source: String = "Source: !GetAtt Orders.Arn, "
  ) -> String {
    do throws(InputErrors) {
      _ = try bench(properties, resources: resources, source: source)
      return "none"
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  /// A run of 100 messages in 100 s, unless traffic is given.
  static func bench(
    _ properties: String, resources: String = "", queue: String = "VisibilityTimeout: 60",
    traffic: String = "rate: 1/s, arrivals: constant", rest: String = "",
    calibration: String = "ideal", source: String = "Source: !GetAtt Orders.Arn, "
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: """
        Resources:
          Orders: {Type: AWS::SQS::Queue, Properties: {\(queue)}}
          Out: {Type: AWS::SQS::Queue}
          Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
          News: {Type: AWS::SNS::Topic}
          Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 20}}
          Adder: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 20}}
        \(resources)
          Pipe:
            Type: AWS::Pipes::Pipe
            Properties: {Name: Pipe, RoleArn: arn, \(source)\(properties)}
        """,
      scenario: """
        duration: 100 s
        drain: 30 min
        calibration: \(calibration)
        traffic: {Shop: {to: Orders, \(traffic)}}
        \(rest)
        """)
  }

  static func run(
    _ properties: String, resources: String = "", queue: String = "VisibilityTimeout: 60",
    traffic: String = "rate: 1/s, arrivals: constant", rest: String = "",
    calibration: String = "ideal"
  ) throws -> RunResult {
    try bench(
      properties, resources: resources, queue: queue, traffic: traffic, rest: rest,
      calibration: calibration
    ).run()
  }
}
