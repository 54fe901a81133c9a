import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Scenarios with a web server on an instance, and what tests read of their runs.
enum WebHost {
  /// How long the steps in the life of an instance take: whole seconds, so that sums are easy.
  static let times = """
    base: ideal, ec2.pending: 5 s, ec2.boot: 10 s, ec2.stop: 20 s, ec2.terminate: 8 s
    """

  /// The web server, with more properties and more resources.
  static func template(
    type: String = "InstanceType: m5.large", _ properties: String = "", more: String = ""
  ) -> String {
    """
    Resources:
      Web:
        Type: AWS::EC2::Instance
        Properties: {\(type)\(properties)}
      Changes: {Type: AWS::SQS::Queue}
      Listen:
        Type: AWS::Events::Rule
        Properties:
          EventPattern: {source: [aws.ec2]}
          Targets: [{Id: Q, Arn: !GetAtt Changes.Arn}]
    \(more)
    """
  }

  /// A schedule of the fifth minute, or another one, that asks EC2 for something.
  static func schedule(
    _ name: String = "Clerk", minute: Int = 5, _ call: String, _ input: String
  ) -> String {
    """
      \(name):
        Type: AWS::Scheduler::Schedule
        Properties:
          ScheduleExpression: at(2026-01-01T00:\(minute < 10 ? "0" : "")\(minute):00)
          FlexibleTimeWindow: {Mode: "OFF"}
          Target:
            Arn: arn:aws:scheduler:::aws-sdk:ec2:\(call)
            RoleArn: arn:aws:iam::123456789012:role/clerk
            RetryPolicy: {MaximumRetryAttempts: 0}
            Input: !Sub '\(input)'

    """
  }

  static func bench(
    _ template: String, duration: String = "20 min", rate: String = "10/s",
    behavior: String = "Web: {duration: 10 ms}", calibration: String = times,
    traffic: String = "", _ more: String = ""
  ) throws -> Bench {
    do {
      return try Bench(
        template: template,
        scenario: """
          duration: \(duration)
          drain: 1 min
          calibration: {\(calibration)}
          traffic:
            Users: {to: Web, rate: \(rate), arrivals: constant}
            \(traffic)
          behavior:
            \(behavior)
          \(more)
          """)
    } catch {
      throw Slip(
        text: error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
          .joined(separator: "\n"))
    }
  }

  /// What was wrong with a scenario.
  struct Slip: Error { var text: String }

  /// What is wrong with a scenario; nil where nothing is.
  static func slip(_ make: () throws -> Bench) -> String? {
    do {
      _ = try make()
      return nil
    } catch {
      return (error as? Slip)?.text ?? "\(error)"
    }
  }

  /// The states, or what else happens, that the default bus was told of, each once.
  static func changes(_ bench: Bench) -> [String] {
    bench.world.kinds.compactMap { kind in
      guard kind.content?["source"]?.text == "aws.ec2", let detail = kind.content?["detail"] else {
        return nil
      }
      return (detail["state"] ?? detail["instance-action"])?.text
    }
  }
}
